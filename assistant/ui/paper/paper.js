// The report as paper on a grey desk: the browser's own fragmentation breaks it into pages, each page shows one
// column of it. Words or cells that are selected can be remarked on; places with remarks are marked.

const STEP = 1.15;

class Paper {
  /** @param {HTMLElement | ShadowRoot} root */
  constructor(root) {
    const part = (/** @type {string} */ role) =>
      /** @type {HTMLElement} */ (root.querySelector(`[data-role=${role}]`)); // as in paper.py
    this.root = part("paper");
    this.desk = part("desk");
    this.percent = part("percent");
    this.pages = part("pages");
    this.remark = part("remark");
    this.trigger = (/** @type {object} */ _payload) => {};
    this.mayRemark = false;
    this.focused = "";
    /** @type {HTMLElement | null} */
    this.sheets = null;
    /** @type {number | null} */
    this.zoom = null;
    this.html = "";
    part("smaller").addEventListener("click", () => this.scale(this.now() / STEP));
    part("larger").addEventListener("click", () => this.scale(this.now() * STEP));
    part("whole").addEventListener("click", () => this.scale(null));
    this.remark.addEventListener("mousedown", (event) => event.preventDefault());
    this.remark.addEventListener("click", () => this.send());
    this.selected = () => this.offer();
    document.addEventListener("selectionchange", this.selected);
    this.resizing = new ResizeObserver(() => this.zoom === null && this.scale(null));
    this.resizing.observe(this.desk);
  }

  /** @param {PaperData} data @param {(payload: object) => void} trigger */
  hear(data, trigger) {
    this.trigger = trigger;
    this.remark.hidden = true;
    this.mayRemark = data.mayRemark;
    if (data.html !== this.html) {
      this.html = data.html;
      const at = this.desk.scrollTop / (this.desk.scrollHeight || 1);
      this.lay(data.html);
      this.scale(this.zoom);
      this.desk.scrollTop = at * this.desk.scrollHeight;
    }
    this.mark(data.remarks);
    if (data.focus && data.focus !== this.focused) {
      this.focused = data.focus;
      this.show(data.focus.split("#")[0]);
    }
  }

  // ---- pages

  /** @param {string} html */
  lay(html) {
    const source = new DOMParser().parseFromString(html, "text/html");
    const style = document.createElement("style");
    style.textContent = [...source.querySelectorAll("style")].map((item) => item.textContent).join("\n");
    const stack = document.createElement("div");
    stack.className = "nb-sheets";
    this.sheets = stack;
    this.desk.replaceChildren(style, stack);
    const whole = document.importNode(/** @type {HTMLElement} */ (source.querySelector(".nb-paper")), true);
    stack.append(whole);
    const look = getComputedStyle(whole);
    /** @param {"width" | "minHeight" | `padding${"Top" | "Left" | "Right" | "Bottom"}`} name */
    const size = (name) => Number.parseFloat(look[name]);
    const [width, height, top, left] = [size("width"), size("minHeight"), size("paddingTop"), size("paddingLeft")];
    const inner = width - left - size("paddingRight");
    const body = height - top - size("paddingBottom");
    const page = { width, height, top, left, inner, body, gap: 40 };
    whole.classList.add("nb-flow");
    Object.assign(whole.style, {
      width: `${page.inner}px`,
      height: `${page.body}px`,
      columnWidth: `${page.inner}px`,
      columnGap: `${page.gap}px`,
    });
    const count = Math.max(1, Math.round((whole.scrollWidth + page.gap) / (page.inner + page.gap)));
    const sheets = Array.from({ length: count }, (_, number) => this.sheet(whole, page, number));
    stack.replaceChildren(...sheets.map((sheet) => sheet.element));
    for (const sheet of sheets) this.hide(sheet);
    this.pages.textContent = `共 ${count} 页`;
  }

  /** @param {HTMLElement} whole @param {PageSize} page @param {number} number @returns {Sheet} */
  sheet(whole, page, number) {
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
  }

  // What lies on another page is neither found, nor read aloud, nor selected on this one.
  /** @param {Sheet} sheet */
  hide({ view, flow }) {
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
  }

  now() {
    return this.zoom ?? this.fitting();
  }

  fitting() {
    const sheet = /** @type {HTMLElement | null | undefined} */ (this.sheets?.firstElementChild);
    return sheet ? Math.min(1.25, (this.desk.clientWidth - 40) / Number.parseFloat(sheet.style.width)) : 1;
  }

  /** @param {number | null} zoom */
  scale(zoom) {
    this.zoom = zoom === null ? null : Math.min(3, Math.max(0.3, zoom));
    if (!this.sheets) return;
    this.sheets.style.zoom = String(this.now());
    this.percent.textContent = `${Math.round(this.now() * 100)}%`;
  }

  // ---- remarks

  /** @param {string} place */
  at(place) {
    return [...(this.sheets?.querySelectorAll(`[data-place="${CSS.escape(place)}"]`) ?? [])];
  }

  /** @param {PaperData["remarks"]} remarks */
  mark(remarks) {
    for (const item of this.sheets?.querySelectorAll(".nb-remarked") ?? []) item.classList.remove("nb-remarked");
    for (const { place, quote } of remarks) {
      const parts = this.at(place);
      const exact = quote ? parts.filter((part) => part.textContent.includes(quote)) : [];
      for (const part of exact.length ? exact : parts.slice(0, 1)) part.classList.add("nb-remarked");
    }
  }

  /** @param {string} place */
  show(place) {
    const part = this.at(place)[0];
    if (!part) return;
    const offset = part.getBoundingClientRect().top - this.desk.getBoundingClientRect().top;
    this.desk.scrollBy({ top: offset - this.desk.clientHeight / 3, behavior: "smooth" });
  }

  selection() {
    const selection = document.getSelection();
    const node = selection?.anchorNode;
    if (!selection || !node || selection.isCollapsed || !this.sheets?.contains(node)) return null;
    const place = (node instanceof Element ? node : node.parentElement)?.closest("[data-place]")?.getAttribute("data-place");
    const quote = selection.toString().replace(/\s+/g, " ").trim().slice(0, 120);
    return place && quote ? { place, quote, box: selection.getRangeAt(0).getBoundingClientRect() } : null;
  }

  offer() {
    const found = this.mayRemark ? this.selection() : null;
    this.remark.hidden = !found;
    if (!found) return;
    const bounds = this.root.getBoundingClientRect();
    this.remark.style.left = `${Math.max(4, found.box.left - bounds.left)}px`;
    this.remark.style.top = `${found.box.bottom - bounds.top + 6}px`;
  }

  send() {
    const found = this.selection();
    if (!found) return;
    this.trigger({ place: found.place, quote: found.quote });
    this.remark.hidden = true;
  }

  close() {
    document.removeEventListener("selectionchange", this.selected);
    this.resizing.disconnect();
  }
}

/** @type {WeakMap<HTMLElement | ShadowRoot, Paper>} */
const papers = new WeakMap();

/** @param {Component<PaperData>} component */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let paper = papers.get(parentElement);
  if (!paper) {
    paper = new Paper(parentElement);
    papers.set(parentElement, paper);
  }
  paper.hear(data, (payload) => setTriggerValue("remark", payload));
  const shown = paper;
  return () => {
    shown.close();
    papers.delete(parentElement);
  };
}
