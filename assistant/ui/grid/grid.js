// One table on the page. The tree is drawn once; whatever arrives afterwards only changes texts and marks, so focus,
// selection and scrolling stay where they are, and a cell that is being typed into is never touched.

class Grid {
  /** @param {HTMLElement} root @param {TableData} data */
  constructor(root, data) {
    this.root = root;
    this.data = data;
    this.form = data.form;
    this.sender = new Sender(() => this.refreshSoon());
    this.sender.store = `nianbao-grid:${data.key}`;
    this.sender.focus = () => this.active;
    /** @type {Map<string, string>} */
    this.refused = new Map(); // code → sentence
    /** @type {Map<string, string>} */
    this.notes = new Map(); // the same of what was typed and not saved; it stands until the cell is typed into again
    /** @type {Set<string>} */
    this.unlocking = new Set(); // asked to be unlocked, not yet answered
    /** @type {Act[]} */
    this.history = [];
    /** @type {Act[]} */
    this.future = [];
    /** @type {{code: string, caret: boolean, seen: string} | null} */
    this.editing = null; // caret: the arrows move inside the text
    this.active = "";
    this.anchor = "";
    this.head = "";
    this.dragging = false;
    this.showLast = true;
    this.received = false;
    this.frameAsked = 0;
    this.wanted = "";
    this.problem = -1;
    /** @type {Date | null} */
    this.savedAt = null;
    /** @type {Set<string>} */
    this.locked = new Set();
    /** @type {Set<string>} */
    this.changed = new Set();
    /** @type {Map<string, Total>} */
    this.totals = new Map();
    /** @type {TableMarks} */
    this.marks = { list: [], cells: new Map(), heads: new Map() };
    this.toldRefusals = "";
    this.toldNotes = "";
    this.toldRules = "";
    this.toldStatus = "";
    /** @type {Map<string, string>} */
    this.views = new Map();
    this.drawing = drawTable(this.form);
    this.frame = element("div", { class: "frame", "data-role": "grid-frame" }, this.drawing.table);
    this.parts = buildTelling(this);
    this.build();
    listen(this);
    this.observer = new ResizeObserver(() => fitColumns(this.form, this.drawing, this.frame.clientWidth));
    this.observer.observe(this.frame);
    /** @param {Event} event */
    this.leaving = (event) => {
      if (this.sender.waiting) event.preventDefault();
    };
    window.addEventListener("beforeunload", this.leaving);
    this.setActive(this.drawing.rows[0][0].code);
  }

  build() {
    this.root.replaceChildren(this.parts.bar, this.frame, this.parts.said, this.parts.status, this.parts.rules);
    this.root.dataset.table = this.data.table;
  }

  // ---- from the server

  /** @param {Component<TableData>} component */
  receive({ data, setTriggerValue }) {
    const first = !this.received;
    this.sender.trigger = (payload) => setTriggerValue("event", payload);
    const outside = !first && data.revision !== this.data.revision;
    this.data = data;
    this.received = true;
    this.locked = new Set(data.locked.filter((code) => !this.form.cells[code]?.computed));
    this.changed = new Set(data.changed);
    for (const code of this.unlocking) if (!this.locked.has(code)) this.unlocking.delete(code);
    const answered = this.sender.acknowledge(data.ack);
    if (answered.length) {
      this.savedAt = new Date();
      this.toldNotes = ""; // what is told with an answer is new, even in the same words
      for (const code of answered) this.notes.delete(code);
    }
    if (outside) {
      this.history = [];
      this.future = [];
      this.refused.clear();
      this.notes.clear();
      this.say("表中数据已从外部更新，已显示最新内容。");
    }
    this.takeRefusals(data.refused);
    this.takeNotes(data.notes);
    if (first) this.recover();
    if (data.focus !== this.wanted) {
      this.wanted = data.focus;
      if (data.focus) this.jump(data.focus);
    }
    this.refresh();
  }

  /** @param {TableData["refused"]} refused */
  takeRefusals(refused) {
    const told = JSON.stringify(refused);
    if (told === this.toldRefusals) return;
    this.toldRefusals = told;
    for (const [code, [, reason]] of Object.entries(refused)) if (!this.sender.pending(code)) this.refused.set(code, reason);
  }

  // The next answer tells of other cells, and comes within a moment where somebody types on.
  /** @param {TableData["notes"]} notes */
  takeNotes(notes) {
    const told = JSON.stringify(notes);
    if (told === this.toldNotes) return;
    this.toldNotes = told;
    for (const [code, message] of Object.entries(notes)) this.notes.set(code, message);
  }

  // Edits that a reload of the page left unsent go out now, unless the cell has been changed meanwhile.
  recover() {
    /** @type {string[]} */
    const lost = [];
    let found = 0;
    for (const item of this.sender.left()) {
      if (!this.drawing.cells.has(item.code) || this.stored(item.code) === (item.value ?? "")) continue;
      if (this.stored(item.code) === item.before && this.editable(item.code)) {
        this.sender.put(item);
        found += 1;
      } else lost.push(`${this.nameOf(item.code)}：未保存的“${item.raw}”，现为“${this.stored(item.code)}”`);
    }
    if (!found) this.sender.keep();
    // What another table of the same report could not send before it was left is sent from here; the server decides.
    for (const item of this.sender.strays()) {
      this.sender.put(item);
      found += 1;
    }
    if (lost.length) this.say(`上次有 ${lost.length} 格没有保存，其间内容已被修改，没有覆盖。${lost.join("；")}。`, "warning");
    else if (found) this.say(`已恢复上次没有保存的 ${found} 格，正在保存。`);
  }

  // ---- values

  /** @param {string} code */
  stored(code) {
    return this.data.values[code] ?? "";
  }

  // The text of a typed cell as it counts now: what is being typed, else what waits to be saved, else what is saved.
  /** @param {string} code @returns {string | null} */
  known(code) {
    if (this.editing?.code === code) return this.read(code, this.cell(code).input.value).value;
    const item = this.sender.pending(code);
    return item ? item.value : (this.data.values[code] ?? null);
  }

  /** @param {string} code */
  committed(code) {
    const item = this.sender.pending(code);
    return (item ? item.value : this.data.values[code]) ?? "";
  }

  /** @param {string} code */
  unreadable(code) {
    return this.sender.pending(code) ? undefined : this.data.unreadable[code];
  }

  // A total that came with the figures counts only while nothing it is made of has been changed here.
  /** @param {string} code */
  supplied(code) {
    const touched = sourcesOf(this.form, code).some((part) => this.sender.pending(part) || this.editing?.code === part);
    return touched ? null : (this.data.values[code] ?? null);
  }

  /** @param {string} code @param {string} raw */
  read(code, raw) {
    return readText(raw, this.form.columns[this.form.cells[code].column].decimal, this.form.reading);
  }

  /** @param {string} code */
  cell(code) {
    return /** @type {CellSquare} */ (this.drawing.cells.get(code)); // codes come from the drawing itself
  }

  /** @param {string} code */
  editable(code) {
    return !this.data.readOnly && !this.form.cells[code].computed && !this.locked.has(code);
  }

  /** @param {string} code */
  nameOf(code) {
    const { row, column } = this.form.cells[code];
    return `“${this.form.rows[row].name.split(" ").at(-1)}”·${this.form.columns[column].label}`;
  }

  /** @param {string} text @param {string} kind */
  say(text, kind = "") {
    this.parts.said.textContent = text;
    this.parts.said.className = `said ${kind}`;
  }

  close() {
    this.commit();
    this.sender.close();
    this.observer.disconnect();
    window.removeEventListener("beforeunload", this.leaving);
  }
}
