// The original at the left, what was read at the right; choosing either chooses the other. Corrections go one at a time.

const READABLE = 860; // pixels a page is shown wide at first: eight-point digits are then eleven pixels high

class Beside {
  /** @param {HTMLElement | ShadowRoot} root */
  constructor(root) {
    const part = (/** @type {string} */ role) =>
      /** @type {HTMLElement} */ (root.querySelector(`[data-role=${role}]`)); // as in beside.py
    this.bar = part("bar");
    this.which = part("which");
    this.original = part("original");
    this.counts = part("counts");
    this.filter = /** @type {HTMLInputElement} */ (part("filter"));
    this.cells = new BesideCells(part("cells"), this);
    this.texts = new BesideTexts(part("texts"), this);
    this.tabs = { cells: part("to-cells"), texts: part("to-texts") };
    this.trigger = (/** @type {string} */ _name, /** @type {object} */ _payload) => {};
    /** @type {BesideData | null} */
    this.data = null;
    /** @type {BesideSent[]} */
    this.queue = [];
    this.chosen = "";
    this.drawn = "";
    this.zoom = 1;
    this.number = 0;
    part("before").addEventListener("click", () => this.turn(-1));
    part("after").addEventListener("click", () => this.turn(1));
    part("smaller").addEventListener("click", () => this.scale(this.zoom / 1.25));
    part("larger").addEventListener("click", () => this.scale(this.zoom * 1.25));
    this.filter.addEventListener("change", () => this.show());
    this.tabs.cells.addEventListener("click", () => this.open("cells"));
    this.tabs.texts.addEventListener("click", () => this.open("texts"));
    this.original.addEventListener("click", (event) => {
      const place = event.target instanceof Element ? event.target.closest("[data-code]") : null;
      const code = place instanceof HTMLElement ? (place.dataset.code ?? "") : "";
      if (!code) return;
      const list = this.cell(code) ? "cells" : "texts";
      this.open(list);
      this[list].focus(code);
    });
    this.open("cells");
  }

  /** @param {BesideData} data @param {(name: string, payload: object) => void} trigger */
  hear(data, trigger) {
    this.trigger = trigger;
    const other = this.data?.archive !== data.archive;
    this.data = data;
    if (other) {
      this.cells.fill(data);
      this.texts.fill(data);
    }
    const sent = this.queue[0];
    if (sent && data.told?.n === sent.n) {
      this.queue.shift();
      (sent.what === "cell" ? this.cells : this.texts).answer(sent, data.told.message);
      this.send();
    }
    this.show();
    this.draw(data);
    if (this.chosen) this.point();
  }

  /** @param {BesideData} data */
  draw(data) {
    const drawn = `${data.archive} ${data.picture?.page ?? 0}`;
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      this.original.replaceChildren(...(data.pages ? [pageOf(data)] : textOf(data)));
      this.scale(this.zoom);
      this.original.querySelector("img")?.addEventListener("load", () => this.cutOut());
      if (!this.original.childElementCount) this.original.textContent = "没有保存原件，只能查看读到的内容。";
    }
    markTexts(this.original, data);
    this.bar.classList.toggle("nb-beside-none", !data.pages);
    this.which.textContent = data.picture ? `第 ${data.picture.page} 页，共 ${data.pages} 页` : "";
  }

  /** @param {"cells" | "texts"} list */
  open(list) {
    for (const name of /** @type {const} */ (["cells", "texts"])) {
      this[name].list.hidden = name !== list;
      this.tabs[name].setAttribute("aria-pressed", String(name === list));
    }
    this.opened = list;
    this.show();
  }

  show() {
    if (!this.data) return;
    const { cells, sections } = this.data;
    this.cells.show(this.data, this.filter.checked);
    this.texts.show(this.data, this.filter.checked);
    const [parts, unit] = this.opened === "texts" ? [sections, "处"] : [cells, "格"];
    const count = (/** @type {"doubtful" | "checked"} */ what) => parts.filter((one) => one[what]).length;
    this.counts.textContent = `存疑 ${count("doubtful")} ${unit}，已核对 ${count("checked")} ${unit}`;
    const unsettled = sections.filter((one) => one.doubtful).length;
    this.tabs.texts.textContent = unsettled ? `文字（${unsettled} 处存疑）` : "文字";
  }

  /** @param {string} code */
  cell(code) {
    return this.data?.cells.find((cell) => cell.code === code);
  }

  // The cell of the same table next to it whose place is known: where a person begins to look.
  /** @param {BesideCell} cell */
  near(cell) {
    const cells = this.data?.cells ?? [];
    const at = cells.indexOf(cell);
    const known = cells.filter((one) => one.at && one.table === cell.table);
    const far = (/** @type {BesideCell} */ one) => Math.abs(cells.indexOf(one) - at);
    return known.reduce((best, one) => (best && far(best) <= far(one) ? best : one), known[0]);
  }

  // Where what is chosen stands, or what is next to it: `known` says which.
  standing() {
    const cell = this.cell(this.chosen);
    if (cell) return { code: (cell.at ? cell : this.near(cell))?.code, known: Boolean(cell.at) };
    const texts = this.data?.sections.flatMap((one) => one.paragraphs.map((_, index) => `${one.id}:${index}`)) ?? [];
    const at = texts.indexOf(this.chosen);
    if (at < 0) return { code: undefined, known: false };
    const far = (/** @type {string} */ code) => Math.abs(texts.indexOf(code) - at);
    const placed = texts.filter((code) => paragraphOf(this.data, code)?.at.length);
    const code = placed.sort((one, other) => far(one) - far(other))[0];
    return { code, known: code === this.chosen };
  }

  /** @param {BesideSent["what"]} what @param {string} code @returns {BesideSent | undefined} the last one on its way */
  waiting(what, code) {
    return this.queue.filter((sent) => sent.what === what && sent.code === code).at(-1);
  }

  /** @param {Omit<BesideSent, "n">} sent */
  post(sent) {
    this.number += 1;
    this.queue.push({ n: `${Date.now()}.${this.number}`, ...sent });
    if (this.queue.length === 1) this.send();
  }

  send() {
    const sent = this.queue[0];
    if (!sent) return;
    const now = sent.what === "cell" ? this.cell(sent.code)?.value : this.texts.parts.get(sent.code)?.base;
    sent.base = now ?? sent.base;
    this.trigger("correct", sent);
  }

  /** @param {string} code */
  choose(code) {
    this.chosen = code;
    const at = this.standing().code ?? "";
    const page = this.cell(at)?.at?.page ?? paragraphOf(this.data, at)?.places[0]?.page;
    if (page && page !== this.data?.picture?.page) this.trigger("page", { page });
    this.point();
  }

  cutOut() {
    this.cells.cutOut(this.original.querySelector("img"), this.data?.picture?.page, this.chosen);
  }

  point() {
    this.cutOut();
    this.cells.point(this.chosen);
    this.texts.point(this.chosen);
    for (const one of this.original.querySelectorAll(".nb-chosen, .nb-near")) one.classList.remove("nb-chosen", "nb-near");
    const { code, known } = this.standing();
    if (!code) return;
    const places = [...this.original.querySelectorAll(`[data-codes~="${CSS.escape(code)}"]`)];
    for (const one of places) one.classList.add(known ? "nb-chosen" : "nb-near");
    const place = places[0];
    if (!place) return;
    const [inner, outer] = [place.getBoundingClientRect(), this.original.getBoundingClientRect()];
    const left = inner.left + Math.min(inner.width, outer.width) / 2 - outer.left - outer.width / 2;
    this.original.scrollBy({ top: inner.top - outer.top - outer.height / 3, left });
  }

  /** @param {number} by */
  turn(by) {
    const page = (this.data?.picture?.page ?? 1) + by;
    if (page < 1 || page > (this.data?.pages ?? 0)) return;
    this.chosen = "";
    this.trigger("page", { page });
  }

  /** @param {number} zoom */
  scale(zoom) {
    this.zoom = Math.min(4, Math.max(0.25, zoom));
    const sheet = /** @type {HTMLElement | null} */ (this.original.querySelector(".nb-beside-sheet"));
    if (!sheet) return;
    sheet.style.width = `max(100%, ${this.zoom * READABLE}px)`;
    if (!this.chosen) this.original.scrollLeft = (this.original.scrollWidth - this.original.clientWidth) / 2;
  }
}
