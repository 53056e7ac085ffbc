// The report on a telephone: no page would be readable there, so that its text runs on in the width there is. What is
// touched can be remarked on, a sentence at a time: nobody selects words with a thumb.

const NARROW = 560;
const READING = 0.8;
const QUOTED = 120;

// Places are known by what the document calls them; a table wider than the screen is pushed along in a frame of its own.
/** @param {HTMLElement} whole */
const runOn = (whole) => {
  whole.classList.add("nb-reading");
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (whole.querySelectorAll("[id], [data-section]"))) {
    item.dataset.place = item.dataset.section ?? item.id.replace(/^(cell|section)-/, "");
    item.removeAttribute("id");
  }
  for (const table of whole.querySelectorAll("table")) {
    const frame = document.createElement("div");
    frame.className = "nb-wide";
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", table.getAttribute("aria-label") ?? "表格");
    table.replaceWith(frame);
    frame.append(table);
  }
};

/** @param {Element} part @param {number} x @param {number} y */
const sentenceAt = (part, x, y) => {
  const text = part.textContent;
  const caret = document.caretRangeFromPoint?.(x, y);
  const before = document.createRange();
  before.setStart(part, 0);
  if (caret && part.contains(caret.startContainer)) before.setEnd(caret.startContainer, caret.startOffset);
  const at = before.toString().length;
  const end = text.indexOf("。", at);
  const sentence = text.slice(at && text.lastIndexOf("。", at - 1) + 1, end < 0 ? text.length : end + 1);
  return sentence.trim().slice(0, QUOTED);
};

/** @param {MouseEvent} event @returns {Touched | null} */
const touchedBy = (event) => {
  if (!(event instanceof PointerEvent) || event.pointerType !== "touch" || !(event.target instanceof Element)) return null;
  const part = event.target.closest("[data-place]");
  const place = part?.getAttribute("data-place");
  if (!part || !place) return null;
  const { clientX: x, clientY: y } = event;
  return { part, place, quote: sentenceAt(part, x, y), box: new DOMRect(x - 70, y, 0, 14) };
};
