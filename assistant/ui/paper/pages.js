// A page of the paper: a window on one column of the whole text, with its number at the outer edge.

/** @param {HTMLElement} whole @param {PageSize} page @param {number} number @returns {Sheet} */
const sheetOf = (whole, page, number) => {
  const element = document.createElement("div");
  element.className = "nb-sheet";
  Object.assign(element.style, { width: `${page.width}px`, height: `${page.height}px` });
  const view = document.createElement("div");
  view.className = "nb-view";
  Object.assign(view.style, {
    left: `${page.left}px`,
    top: `${page.top}px`,
    width: `${page.inner}px`,
    height: `${page.body}px`,
  });
  const flow = /** @type {HTMLElement} */ (whole.cloneNode(true));
  flow.style.transform = `translateX(${-number * (page.inner + page.gap)}px)`;
  view.append(flow);
  const foot = document.createElement("div");
  foot.className = number % 2 ? "nb-foot nb-even" : "nb-foot";
  foot.textContent = `— ${number + 1} —`;
  element.append(view, foot);
  return { element, view, flow };
};

// What lies on another page is neither found, nor read aloud, nor selected on this one.
/** @param {Sheet} sheet */
const hideOthers = ({ view, flow }) => {
  const bounds = view.getBoundingClientRect();
  /** @param {DOMRect} box */
  const inside = (box) => box.right > bounds.left + 1 && box.left < bounds.right - 1;
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (flow.querySelectorAll("h1, h2, h3, p, tr"))) {
    const here = [...part.getClientRects()].some(inside);
    if (!here) {
      part.style.visibility = "hidden";
      part.setAttribute("aria-hidden", "true");
    }
    for (const item of [part, .../** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll("[id]"))]) {
      if (!item.id) continue;
      if (here) item.dataset.place = item.id.replace(/^(cell|section)-/, "");
      item.removeAttribute("id");
    }
    if (here && part.dataset.section) part.dataset.place = part.dataset.section;
  }
};
