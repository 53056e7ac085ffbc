// The cells at the right of the original, under their tables: those still to be looked at first.

class BesideCells {
  /** @param {HTMLElement} list @param {Beside} beside */
  constructor(list, beside) {
    this.list = list;
    this.beside = beside;
    /** @type {Map<string, BesideRow>} */
    this.rows = new Map();
  }

  /** @param {BesideData} data */
  fill(data) {
    this.rows.clear();
    const parts = [true, false].flatMap((doubtful) =>
      data.tables.map((table) => {
        const own = data.cells.filter((cell) => cell.table === table.id && cell.doubtful === doubtful);
        return own.length ? this.part(doubtful ? `${table.title}：存疑` : table.title, own, data.mayCorrect) : null;
      }),
    );
    this.list.replaceChildren(...parts.filter((part) => part !== null));
  }

  /** @param {string} title @param {BesideCell[]} cells @param {boolean} mayCorrect */
  part(title, cells, mayCorrect) {
    const part = document.createElement("section");
    const head = document.createElement("h2");
    const rows = document.createElement("ul");
    head.textContent = title;
    rows.append(...cells.map((cell) => this.rowFor(cell, mayCorrect)));
    part.append(head, rows);
    return part;
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
    input.addEventListener("focus", () => this.beside.choose(cell.code));
    input.addEventListener("change", () => this.keep(cell.code, false));
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      this.keep(cell.code, true);
      this.next(item)?.focus();
    });
    offer.addEventListener("click", () => {
      input.value = cell.offer;
      this.keep(cell.code, true);
      (this.next(item) ?? input).focus();
    });
    item.append(label, seen, offer, note);
    this.rows.set(cell.code, { item, input, seen, offer, note });
    return item;
  }

  /** @param {BesideData} data @param {boolean} onlyDoubtful */
  show(data, onlyDoubtful) {
    for (const cell of data.cells) {
      const row = this.rows.get(cell.code);
      if (!row) continue;
      if (!this.beside.waiting("cell", cell.code) && row.item.dataset.value !== cell.value) {
        row.item.dataset.value = cell.value;
        if (!row.note.textContent) row.input.value = cell.value;
      }
      row.item.classList.toggle("nb-doubtful", cell.doubtful);
      row.item.classList.toggle("nb-checked", cell.checked);
      row.item.hidden = onlyDoubtful && !cell.doubtful && document.activeElement !== row.input;
      row.offer.hidden = !cell.offer || cell.checked || row.input.readOnly;
      const said = [cell.raw ? `原文“${cell.raw}”` : "", cell.summed ? `按表内勾稽关系应为 ${cell.offer}` : ""];
      if (!cell.at) said.push(this.beside.near(cell) ? "没有找到位置，请在原件的虚线框附近找" : "在原件中没有找到位置");
      row.seen.textContent = said.filter((one) => one).join("，");
    }
    for (const part of this.list.querySelectorAll("section")) part.hidden = !part.querySelector("li:not([hidden])");
  }

  /** @param {string} code @param {boolean} asSeen also where it stays as it was: then it is checked */
  keep(code, asSeen) {
    const [row, cell] = [this.rows.get(code), this.beside.cell(code)];
    if (!row || !cell || row.input.readOnly) return;
    const text = row.input.value.trim();
    const last = this.beside.waiting("cell", code);
    if (last ? last.text === text : !asSeen && text === cell.value) return;
    row.note.textContent = "正在保存……";
    this.beside.post({ what: "cell", code, base: cell.value, text });
  }

  /** @param {BesideSent} sent @param {string} message */
  answer(sent, message) {
    const row = this.rows.get(sent.code);
    if (row) row.note.textContent = message;
  }

  /** @param {HTMLElement} item @returns {HTMLInputElement | undefined} the next cell still to be looked at */
  next(item) {
    const items = [.../** @type {NodeListOf<HTMLElement>} */ (this.list.querySelectorAll("li"))];
    const found = items.slice(items.indexOf(item) + 1).find((one) => one.classList.contains("nb-doubtful"));
    return this.rows.get(found?.dataset.code ?? "")?.input;
  }

  // What stands in the original, beside the cells still to be looked at on the page that is shown, and the chosen one.
  /** @param {HTMLImageElement | null} picture @param {number | undefined} page @param {string} chosen */
  cutOut(picture, page, chosen) {
    for (const [code, row] of this.rows) {
      const cell = this.beside.cell(code);
      row.item.querySelector("canvas")?.remove();
      if (!picture?.naturalWidth || !cell?.at || cell.at.page !== page) continue;
      if (cell.doubtful || code === chosen) row.seen.after(cutOf(picture, cell.at.box));
    }
  }

  /** @param {string} chosen */
  point(chosen) {
    for (const row of this.rows.values()) row.item.classList.toggle("nb-chosen", row.item.dataset.code === chosen);
  }

  /** @param {string} code */
  focus(code) {
    this.rows.get(code)?.input.focus();
  }
}
