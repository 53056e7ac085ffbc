// The original at the left, its cells at the right; choosing either chooses the other. Corrections go one at a time.

class Beside {
  /** @param {HTMLElement | ShadowRoot} root */
  constructor(root) {
    const part = (/** @type {string} */ role) =>
      /** @type {HTMLElement} */ (root.querySelector(`[data-role=${role}]`)); // as in beside.py
    this.root = part("beside");
    this.bar = part("bar");
    this.which = part("which");
    this.original = part("original");
    this.counts = part("counts");
    this.list = part("cells");
    this.filter = /** @type {HTMLInputElement} */ (part("filter"));
    this.trigger = (/** @type {string} */ _name, /** @type {object} */ _payload) => {};
    /** @type {BesideData | null} */
    this.data = null;
    /** @type {Map<string, BesideRow>} */
    this.rows = new Map();
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
    this.original.addEventListener("click", (event) => {
      const code = event.target instanceof HTMLElement ? event.target.dataset.code : "";
      if (code) this.rows.get(code)?.input.focus();
    });
  }

  /** @param {BesideData} data @param {(name: string, payload: object) => void} trigger */
  hear(data, trigger) {
    this.trigger = trigger;
    const other = this.data?.archive !== data.archive;
    this.data = data;
    if (other) this.fill(data);
    const sent = this.queue[0];
    if (sent && data.told?.n === sent.n) {
      this.queue.shift();
      this.answer(sent, data.told.message);
      this.send();
    }
    this.show();
    const drawn = `${data.archive} ${data.picture?.page ?? 0}`;
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      this.original.replaceChildren(...(data.pages ? [pageOf(data)] : textOf(data)));
      this.scale(this.zoom);
      this.original.querySelector("img")?.addEventListener("load", () => this.cutOut());
      if (!this.original.childElementCount) this.original.textContent = "没有保存原件，只能查看读到的单元格。";
    }
    this.bar.hidden = !data.pages;
    this.which.textContent = data.picture ? `第 ${data.picture.page} 页，共 ${data.pages} 页` : "";
    if (this.chosen) this.point();
  }

  /** @param {BesideData} data */
  fill(data) {
    this.rows.clear();
    const order = [...data.cells.filter((cell) => cell.doubtful), ...data.cells.filter((cell) => !cell.doubtful)];
    this.list.replaceChildren(...order.map((cell) => this.rowFor(cell, data.mayCorrect)));
  }

  /** @param {BesideCell} cell @param {boolean} mayCorrect */
  rowFor(cell, mayCorrect) {
    const item = document.createElement("li");
    item.dataset.code = cell.code;
    const label = document.createElement("label");
    const seen = document.createElement("span");
    const input = document.createElement("input");
    const offer = document.createElement("button");
    const note = document.createElement("span");
    label.append(cell.name, input);
    seen.className = "nb-beside-seen";
    note.className = "nb-beside-note";
    note.setAttribute("role", "status");
    input.inputMode = "decimal";
    input.autocomplete = "off";
    input.value = cell.value;
    input.readOnly = !mayCorrect;
    offer.type = "button";
    offer.textContent = `采用 ${cell.offer}`;
    input.addEventListener("focus", () => this.choose(cell.code));
    input.addEventListener("change", () => this.keep(cell.code, false));
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      this.keep(cell.code, true);
      this.next(item)?.focus();
    });
    offer.addEventListener("click", () => {
      input.value = cell.offer;
      this.keep(cell.code, true);
    });
    item.append(label, seen, offer, note);
    this.rows.set(cell.code, { item, input, seen, offer, note });
    return item;
  }

  show() {
    const cells = this.data?.cells ?? [];
    for (const cell of cells) {
      const row = this.rows.get(cell.code);
      if (!row) continue;
      const waiting = this.queue.some((sent) => sent.code === cell.code);
      if (!waiting && row.item.dataset.value !== cell.value) {
        row.item.dataset.value = cell.value;
        if (!row.note.textContent) row.input.value = cell.value;
      }
      row.item.classList.toggle("nb-doubtful", cell.doubtful);
      row.item.classList.toggle("nb-checked", cell.checked);
      row.item.hidden = this.filter.checked && !cell.doubtful && document.activeElement !== row.input;
      row.offer.hidden = !cell.offer || cell.checked || row.input.readOnly;
      row.seen.textContent = cell.raw ? `原文“${cell.raw}”` : cell.at ? "" : "在原件中没有找到位置";
    }
    const doubtful = cells.filter((cell) => cell.doubtful).length;
    this.counts.textContent = `存疑 ${doubtful} 格，已核对 ${cells.filter((cell) => cell.checked).length} 格`;
  }

  /** @param {string} code */
  cell(code) {
    return this.data?.cells.find((cell) => cell.code === code);
  }

  /** @param {string} code @param {boolean} asSeen also where it stays as it was: then it is checked */
  keep(code, asSeen) {
    const [row, cell] = [this.rows.get(code), this.cell(code)];
    if (!row || !cell || row.input.readOnly) return;
    const text = row.input.value.trim();
    const last = this.queue.filter((sent) => sent.code === code).at(-1);
    if (last ? last.text === text : !asSeen && text === cell.value) return;
    this.number += 1;
    this.queue.push({ n: `${Date.now()}.${this.number}`, code, base: cell.value, text });
    row.note.textContent = "正在保存……";
    if (this.queue.length === 1) this.send();
  }

  send() {
    const sent = this.queue[0];
    if (sent) {
      sent.base = this.cell(sent.code)?.value ?? sent.base;
      this.trigger("correct", sent);
    }
  }

  /** @param {BesideSent} sent @param {string} message */
  answer(sent, message) {
    const row = this.rows.get(sent.code);
    if (row) row.note.textContent = message;
  }

  /** @param {HTMLElement} item @returns {HTMLInputElement | undefined} the next cell still to be looked at */
  next(item) {
    const items = [...this.list.children];
    const behind = items.slice(items.indexOf(item) + 1);
    const found = behind.find((one) => one.classList.contains("nb-doubtful"));
    return this.rows.get(/** @type {HTMLElement | undefined} */ (found)?.dataset.code ?? "")?.input;
  }

  /** @param {string} code */
  choose(code) {
    this.chosen = code;
    const page = this.cell(code)?.at?.page;
    if (page && page !== this.data?.picture?.page) this.trigger("page", { page });
    this.point();
  }

  // What stands in the original, beside the cells still to be looked at on the page that is shown, and the chosen one.
  cutOut() {
    const picture = this.original.querySelector("img");
    for (const [code, row] of this.rows) {
      const cell = this.cell(code);
      row.item.querySelector("canvas")?.remove();
      if (!picture?.naturalWidth || !cell?.at || cell.at.page !== this.data?.picture?.page) continue;
      if (cell.doubtful || code === this.chosen) row.seen.after(cutOf(picture, cell.at.box));
    }
  }

  point() {
    this.cutOut();
    for (const row of this.rows.values()) row.item.classList.toggle("nb-chosen", row.item.dataset.code === this.chosen);
    for (const one of this.original.querySelectorAll(".nb-chosen")) one.classList.remove("nb-chosen");
    const places = [...this.original.querySelectorAll(`[data-codes~="${CSS.escape(this.chosen)}"]`)];
    for (const one of places) one.classList.add("nb-chosen");
    const place = places[0];
    if (!place) return;
    const [inner, outer] = [place.getBoundingClientRect(), this.original.getBoundingClientRect()];
    this.original.scrollBy({ top: inner.top - outer.top - outer.height / 3, left: inner.left - outer.left - outer.width / 2 });
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
    this.zoom = Math.min(4, Math.max(1, zoom));
    const sheet = /** @type {HTMLElement | null} */ (this.original.querySelector(".nb-beside-sheet"));
    if (sheet) sheet.style.width = `${this.zoom * 100}%`;
  }
}

/** @type {WeakMap<HTMLElement | ShadowRoot, Beside>} */
const besides = new WeakMap();

/** @param {Component<BesideData>} component */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const shown = besides.get(parentElement) ?? new Beside(parentElement);
  besides.set(parentElement, shown);
  shown.hear(data, (name, payload) => setTriggerValue(name, payload));
  return () => {
    besides.delete(parentElement);
  };
}
