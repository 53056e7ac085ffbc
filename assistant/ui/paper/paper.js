// The report as paper on a grey desk: the browser's own fragmentation breaks it into pages, each page shows one
// column of it. Words or cells that are selected can be remarked on; places with remarks are marked.

const STEP = 1.15;

class Paper {
  constructor(root) {
    this.root = root.querySelector("[data-role=paper]");
    this.desk = this.root.querySelector("[data-role=desk]");
    this.percent = this.root.querySelector("[data-role=percent]");
    this.pages = this.root.querySelector("[data-role=pages]");
    this.remark = this.root.querySelector("[data-role=remark]");
    this.zoom = null;
    this.html = "";
    for (const [name, act] of [
      ["smaller", () => this.scale(this.now() / STEP)],
      ["larger", () => this.scale(this.now() * STEP)],
      ["whole", () => this.scale(null)],
    ]) {
      this.root.querySelector(`[data-role=${name}]`).addEventListener("click", act);
    }
    this.remark.addEventListener("mousedown", (event) => event.preventDefault());
    this.remark.addEventListener("click", () => this.send());
    this.selected = () => this.offer();
    document.addEventListener("selectionchange", this.selected);
    this.resizing = new ResizeObserver(() => this.zoom === null && this.scale(null));
    this.resizing.observe(this.desk);
  }

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

  lay(html) {
    const source = new DOMParser().parseFromString(html, "text/html");
    const style = document.createElement("style");
    style.textContent = [...source.querySelectorAll("style")].map((item) => item.textContent).join("\n");
    this.sheets = document.createElement("div");
    this.sheets.className = "nb-sheets";
    this.desk.replaceChildren(style, this.sheets);
    const whole = document.importNode(source.querySelector(".nb-paper"), true);
    this.sheets.append(whole);
    const look = getComputedStyle(whole);
    const size = (name) => Number.parseFloat(look[name]);
    const page = { width: size("width"), height: size("minHeight"), top: size("paddingTop"), left: size("paddingLeft") };
    page.inner = page.width - page.left - size("paddingRight");
    page.body = page.height - page.top - size("paddingBottom");
    page.gap = 40;
    whole.classList.add("nb-flow");
    Object.assign(whole.style, {
      width: `${page.inner}px`,
      height: `${page.body}px`,
      columnWidth: `${page.inner}px`,
      columnGap: `${page.gap}px`,
    });
    const count = Math.max(1, Math.round((whole.scrollWidth + page.gap) / (page.inner + page.gap)));
    const sheets = Array.from({ length: count }, (_, number) => this.sheet(whole, page, number));
    this.sheets.replaceChildren(...sheets.map((sheet) => sheet.element));
    for (const sheet of sheets) this.hide(sheet);
    this.pages.textContent = `共 ${count} 页`;
  }

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
    const flow = whole.cloneNode(true);
    flow.style.transform = `translateX(${-number * (page.inner + page.gap)}px)`;
    view.append(flow);
    const foot = document.createElement("div");
    foot.className = number % 2 ? "nb-foot nb-even" : "nb-foot";
    foot.textContent = `— ${number + 1} —`;
    element.append(view, foot);
    return { element, view, flow };
  }

  // What lies on another page is neither found, nor read aloud, nor selected on this one.
  hide({ view, flow }) {
    const bounds = view.getBoundingClientRect();
    const inside = (box) => box.right > bounds.left + 1 && box.left < bounds.right - 1;
    for (const part of flow.querySelectorAll("h1, h2, h3, p, tr")) {
      const here = [...part.getClientRects()].some(inside);
      if (!here) {
        part.style.visibility = "hidden";
        part.setAttribute("aria-hidden", "true");
      }
      for (const item of [part, ...part.querySelectorAll("[id]")]) {
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
    const sheet = this.sheets?.firstElementChild;
    return sheet ? Math.min(1.25, (this.desk.clientWidth - 40) / Number.parseFloat(sheet.style.width)) : 1;
  }

  scale(zoom) {
    this.zoom = zoom === null ? null : Math.min(3, Math.max(0.3, zoom));
    if (!this.sheets) return;
    this.sheets.style.zoom = String(this.now());
    this.percent.textContent = `${Math.round(this.now() * 100)}%`;
  }

  // ---- remarks

  at(place) {
    return [...this.sheets.querySelectorAll(`[data-place="${CSS.escape(place)}"]`)];
  }

  mark(remarks) {
    for (const item of this.sheets.querySelectorAll(".nb-remarked")) item.classList.remove("nb-remarked");
    for (const { place, quote } of remarks) {
      const parts = this.at(place);
      const exact = quote ? parts.filter((part) => part.textContent.includes(quote)) : [];
      for (const part of exact.length ? exact : parts.slice(0, 1)) part.classList.add("nb-remarked");
    }
  }

  show(place) {
    const part = this.at(place)[0];
    if (!part) return;
    const offset = part.getBoundingClientRect().top - this.desk.getBoundingClientRect().top;
    this.desk.scrollBy({ top: offset - this.desk.clientHeight / 3, behavior: "smooth" });
  }

  selection() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !this.sheets?.contains(selection.anchorNode)) return null;
    const node = selection.anchorNode;
    const part = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-place]");
    const quote = selection.toString().replace(/\s+/g, " ").trim().slice(0, 120);
    return part && quote ? { place: part.dataset.place, quote, box: selection.getRangeAt(0).getBoundingClientRect() } : null;
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

const papers = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let paper = papers.get(parentElement);
  if (!paper) {
    paper = new Paper(parentElement);
    papers.set(parentElement, paper);
  }
  paper.hear(data, (payload) => setTriggerValue("remark", payload));
  return () => {
    paper.close();
    papers.delete(parentElement);
  };
}
