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
    this.offered = part("offered");
    this.remark = part("remark");
    this.keep = part("keep");
    this.trigger = (/** @type {string} */ _name, /** @type {object} */ _payload) => {};
    this.mayRemark = false;
    this.mayMark = false;
    this.focused = "";
    /** @type {HTMLElement | null} */
    this.sheets = null;
    /** @type {number | null} */
    this.zoom = null;
    this.html = "";
    this.flows = false;
    /** @type {PaperData["remarks"]} */
    this.remarks = [];
    /** @type {PaperData["marks"]} */
    this.marks = [];
    /** @type {Touched | null} */
    this.touched = null;
    part("smaller").addEventListener("click", () => this.scale(this.now() / STEP));
    part("larger").addEventListener("click", () => this.scale(this.now() * STEP));
    part("whole").addEventListener("click", () => this.scale(null));
    this.offered.addEventListener("mousedown", (event) => event.preventDefault());
    this.remark.addEventListener("click", () => this.send("remark"));
    this.keep.addEventListener("click", () => this.send("mark"));
    this.selected = () => this.offer();
    document.addEventListener("selectionchange", this.selected);
    this.desk.addEventListener("click", (event) => this.touch(touchedBy(event)));
    this.resizing = new ResizeObserver(() => this.resized());
    this.resizing.observe(this.desk);
  }

  /** @param {PaperData} data @param {(name: string, payload: object) => void} trigger */
  hear(data, trigger) {
    this.trigger = trigger;
    this.touch(null);
    this.mayRemark = data.mayRemark;
    this.mayMark = data.mayMark;
    if (data.html !== this.html) {
      this.html = data.html;
      this.draw();
    }
    this.remarks = data.remarks;
    this.marks = data.marks;
    this.point();
    if (data.focus && data.focus !== this.focused) {
      this.focused = data.focus;
      this.show(data.focus.split("#")[0]);
    }
  }

  draw() {
    const at = this.desk.scrollTop / (this.desk.scrollHeight || 1);
    this.lay(this.html);
    this.scale(this.zoom);
    this.desk.scrollTop = at * this.desk.scrollHeight;
  }

  // A telephone that is turned shows pages where there is room for them.
  resized() {
    if (this.sheets && this.flows !== this.isNarrow()) {
      this.draw();
      this.point();
    } else if (this.zoom === null) this.scale(null);
  }

  isNarrow() {
    return this.desk.clientWidth > 0 && this.desk.clientWidth < NARROW;
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
    this.flows = this.isNarrow();
    this.root.classList.toggle("nb-flows", this.flows);
    if (this.flows) {
      runOn(whole);
      this.pages.textContent = "";
      return;
    }
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
    const sheets = Array.from({ length: count }, (_, number) => sheetOf(whole, page, number));
    stack.replaceChildren(...sheets.map((sheet) => sheet.element));
    for (const sheet of sheets) hideOthers(sheet);
    this.pages.textContent = `共 ${count} 页`;
  }

  now() {
    return this.zoom ?? this.fitting();
  }

  fitting() {
    if (this.flows) return READING;
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

  point() {
    this.pointAt(this.remarks, "nb-remarked");
    this.pointAt(this.marks, "nb-marked");
  }

  /** @param {PaperData["remarks"]} places @param {string} name */
  pointAt(places, name) {
    for (const item of this.sheets?.querySelectorAll(`.${name}`) ?? []) item.classList.remove(name);
    for (const { place, quote } of places) {
      const parts = this.at(place);
      const exact = quote ? parts.filter((part) => part.textContent.includes(quote)) : [];
      for (const part of exact.length ? exact : parts.slice(0, 1)) part.classList.add(name);
    }
  }

  /** @param {string} place */
  show(place) {
    const part = this.at(place)[0];
    if (!part) return;
    if (this.flows) {
      part.scrollIntoView({ block: "center", behavior: "smooth" });
      return;
    }
    const offset = part.getBoundingClientRect().top - this.desk.getBoundingClientRect().top;
    this.desk.scrollBy({ top: offset - this.desk.clientHeight / 3, behavior: "smooth" });
  }

  selection() {
    const selection = document.getSelection();
    const node = selection?.anchorNode;
    if (!selection || !node || selection.isCollapsed || !this.sheets?.contains(node)) return null;
    const place = (node instanceof Element ? node : node.parentElement)?.closest("[data-place]")?.getAttribute("data-place");
    const quote = selection.toString().replace(/\s+/g, " ").trim().slice(0, QUOTED);
    return place && quote ? { place, quote, box: selection.getRangeAt(0).getBoundingClientRect() } : null;
  }

  /** @param {Touched | null} touched */
  touch(touched) {
    for (const part of this.sheets?.querySelectorAll(".nb-touched") ?? []) part.classList.remove("nb-touched");
    this.touched = touched;
    if (this.mayRemark || this.mayMark) touched?.part.classList.add("nb-touched");
    this.offer();
  }

  offer() {
    const selected = this.selection();
    const found = this.mayRemark || this.mayMark ? (selected ?? this.touched) : null;
    this.offered.hidden = !found;
    if (!found) return;
    this.remark.hidden = !this.mayRemark;
    this.keep.hidden = !this.mayMark;
    this.remark.textContent = selected ? "批注选中的内容" : "批注这一处";
    const bounds = this.root.getBoundingClientRect();
    const left = Math.min(found.box.left - bounds.left, bounds.width - 290);
    this.offered.style.left = `${Math.max(4, left)}px`;
    this.offered.style.top = `${found.box.bottom - bounds.top + 6}px`;
  }

  /** @param {"remark" | "mark"} name */
  send(name) {
    const found = this.selection() ?? this.touched;
    if (!found) return;
    this.trigger(name, { place: found.place, quote: found.quote });
    if (name === "mark") document.getSelection()?.removeAllRanges();
    this.touch(null);
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
  paper.hear(data, (name, payload) => setTriggerValue(name, payload));
  const shown = paper;
  return () => {
    shown.close();
    papers.delete(parentElement);
  };
}
