// One table on the page. The tree is drawn once; whatever arrives afterwards only changes texts and marks, so focus,
// selection and scrolling stay where they are, and a cell that is being typed into is never touched.

class Grid {
  constructor(root, data) {
    this.root = root;
    this.data = data;
    this.form = data.form;
    this.sender = new Sender(() => this.refreshSoon());
    this.sender.store = `nianbao-grid:${data.key}`;
    this.sender.focus = () => this.active ?? "";
    this.refused = new Map(); // code → sentence
    this.unlocking = new Set(); // asked to be unlocked, not yet answered
    this.history = [];
    this.future = [];
    this.editing = null; // {code, caret: true when the arrows move inside the text, composing}
    this.active = null;
    this.anchor = null;
    this.showLast = true;
    this.views = new Map();
    this.drawing = drawTable(this.form);
    this.build();
    listen(this);
    this.observer = new ResizeObserver(() => fitColumns(this.form, this.drawing, this.frame.clientWidth));
    this.observer.observe(this.frame);
    this.leaving = (event) => this.sender.waiting && event.preventDefault();
    window.addEventListener("beforeunload", this.leaving);
    this.setActive(this.drawing.rows[0][0].code);
  }

  build() {
    this.frame = element("div", { class: "frame", "data-role": "grid-frame" }, this.drawing.table);
    this.parts = buildTelling(this);
    this.root.replaceChildren(this.parts.bar, this.frame, this.parts.status, this.parts.said, this.parts.rules);
    this.root.dataset.table = this.data.table;
  }

  // ---- from the server

  receive({ data, setTriggerValue }) {
    const first = !this.received;
    this.sender.trigger = (payload) => setTriggerValue("event", payload);
    const outside = !first && data.revision !== this.data.revision;
    this.data = data;
    this.received = true;
    this.locked = new Set(data.locked.filter((code) => !this.form.cells[code]?.computed));
    this.changed = new Set(data.changed);
    for (const code of this.unlocking) if (!this.locked.has(code)) this.unlocking.delete(code);
    if (this.sender.acknowledge(data.ack)) this.savedAt = new Date();
    if (outside) {
      this.history = [];
      this.future = [];
      this.refused.clear();
      this.say("表中数据已从外部更新，已显示最新内容。");
    }
    this.takeRefusals(data.refused);
    if (first) this.recover();
    if (data.focus !== this.wanted) {
      this.wanted = data.focus;
      if (data.focus) this.jump(data.focus);
    }
    this.refresh();
  }

  takeRefusals(refused) {
    const told = JSON.stringify(refused);
    if (told === this.toldRefusals) return;
    this.toldRefusals = told;
    for (const [code, [, reason]] of Object.entries(refused)) if (!this.sender.pending(code)) this.refused.set(code, reason);
  }

  // Edits that a reload of the page left unsent go out now, unless the cell has been changed meanwhile.
  recover() {
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

  stored(code) {
    return this.data.values[code] ?? "";
  }

  // The text of a typed cell as it counts now: what is being typed, else what waits to be saved, else what is saved.
  known(code) {
    if (this.editing?.code === code) return this.read(code, this.cell(code).input.value).value;
    const item = this.sender.pending(code);
    return item ? item.value : (this.data.values[code] ?? null);
  }

  committed(code) {
    const item = this.sender.pending(code);
    return (item ? item.value : this.data.values[code]) ?? "";
  }

  unreadable(code) {
    return this.sender.pending(code) ? undefined : this.data.unreadable[code];
  }

  // A total that came with the figures counts only while nothing it is made of has been changed here.
  supplied(code) {
    const touched = sourcesOf(this.form, code).some((part) => this.sender.pending(part) || this.editing?.code === part);
    return touched ? null : (this.data.values[code] ?? null);
  }

  read(code, raw) {
    return readText(raw, this.form.columns[this.form.cells[code].column], this.form.reading);
  }

  cell(code) {
    return this.drawing.cells.get(code);
  }

  editable(code) {
    return !this.data.readOnly && !this.form.cells[code].computed && !this.locked.has(code);
  }

  nameOf(code) {
    const { row, column } = this.form.cells[code];
    return `“${this.form.rows[row].name.split(" ").at(-1)}”·${this.form.columns[column].label}`;
  }

  // ---- changing

  // Put texts into cells as one act; → {taken, blank, refused, remarks}. What cannot stand is refused cell by cell.
  perform(edits) {
    this.say("");
    const act = [];
    const outcome = { taken: 0, blank: 0, refused: [], remarks: [] };
    for (const [code, raw] of edits) {
      const reading = this.read(code, raw);
      if (reading.state === "refused") {
        const kept = this.committed(code);
        this.refused.set(code, `${reading.reason}${kept ? `该格仍为 ${kept}。` : "该格仍为空白。"}`);
        outcome.refused.push(code);
        continue;
      }
      this.refused.delete(code);
      if (reading.remark) outcome.remarks.push(`${this.nameOf(code)}：${reading.remark}`);
      if (reading.state === "blank") outcome.blank += 1;
      else outcome.taken += 1;
      const before = this.committed(code);
      const after = reading.value ?? "";
      if (before === after && this.unreadable(code) === undefined) continue;
      act.push({ code, before, after });
      this.send(code, String(raw).slice(0, 200), reading.value);
    }
    if (act.length) {
      this.history.push(act);
      this.future = [];
    }
    this.refresh();
    return outcome;
  }

  send(code, raw, value) {
    this.sender.put({ kind: "edit", code, raw, value, before: this.stored(code) });
  }

  step(from, onto, side) {
    this.cancel();
    const act = from.pop();
    if (!act) return;
    for (const item of act) {
      if (!this.editable(item.code)) continue;
      this.refused.delete(item.code);
      this.send(item.code, item[side], item[side] === "" ? null : item[side]);
    }
    onto.push(act);
    this.go(act[0].code);
    this.refresh();
  }

  undo() {
    this.step(this.history, this.future, "before");
  }

  redo() {
    this.step(this.future, this.history, "after");
  }

  // The one deliberate act that makes blanks zero: of the selection if there is one, else of the table.
  fillZero() {
    this.commit();
    const within = this.selection().length > 1 ? this.selection() : [...this.drawing.cells.values()];
    const blank = within.filter(
      ({ code }) => this.editable(code) && this.committed(code) === "" && this.unreadable(code) === undefined,
    );
    this.perform(blank.map(({ code }) => [code, "0"]));
    this.say(blank.length ? `已把 ${blank.length} 个空白单元格填为 0，可以撤销。` : "没有空白的单元格。");
  }

  // ---- typing in a cell

  commit() {
    if (!this.editing) return;
    const { code } = this.editing;
    const raw = this.cell(code).input.value;
    this.editing = null;
    const { remarks } = this.perform([[code, raw]]);
    if (remarks.length) this.say(`${remarks[0]}。`);
  }

  cancel() {
    if (!this.editing) return;
    this.editing = null;
    this.refresh();
    this.cell(this.active)?.input.select();
  }

  // ---- showing

  refreshSoon() {
    this.frameAsked ||= requestAnimationFrame(() => {
      this.frameAsked = 0;
      this.refresh();
    });
  }

  refresh() {
    if (!this.received) return;
    const last = (code) => this.data.last?.[code] ?? null;
    const { totals, broken } = evaluate(this.form, (code) => this.known(code), (code) => this.supplied(code), last);
    this.totals = totals;
    this.marks = gatherMarks(this, broken);
    for (const cell of this.drawing.cells.values()) this.show(cell, totals.get(cell.code));
    tell(this);
  }

  textOf(code) {
    const total = this.totals.get(code);
    if (total) return total.text;
    return this.unreadable(code) ?? this.committed(code);
  }

  show(cell, total) {
    const { code, td, input } = cell;
    const marks = this.marks.cells.get(code) ?? [];
    const locked = this.locked.has(code);
    const text = this.textOf(code);
    const lastYear = this.showLast && this.data.last ? (this.data.last[code] ?? "空白") : "";
    const hints = [
      total?.state === "running" ? "暂计：还有空白单元格，填齐后得出总数" : "",
      total?.state === "supplied" ? "文件中所填的合计，还有空白单元格，尚未核对" : "",
      locked ? "取自上年报告，已锁定" : "",
      this.changed.has(code) ? "导入后修改过" : "",
      ...marks.map((mark) => mark.message),
    ].filter(Boolean);
    const view = {
      text,
      lastYear,
      title: hints.join("\n"),
      bad: marks.some((mark) => mark.severity === "error") || this.unreadable(code) !== undefined,
      doubtful: marks.some((mark) => mark.severity !== "error"),
      running: total?.state === "running",
      locked,
      changed: this.changed.has(code),
      waiting: Boolean(this.sender.pending(code)) && this.sender.late,
      readOnly: !this.editable(code),
    };
    const signature = JSON.stringify(view);
    const typing = this.editing?.code === code;
    if (this.views.get(code) === signature && (typing || input.value === text)) return;
    this.views.set(code, signature);
    if (!typing) input.value = text;
    td.dataset.value = text;
    for (const name of ["bad", "doubtful", "running", "locked", "changed", "waiting"]) td.classList.toggle(name, view[name]);
    if (view.title) td.title = view.title;
    else td.removeAttribute("title");
    input.readOnly = view.readOnly;
    input.setAttribute("aria-invalid", String(view.bad));
    cell.last.textContent = lastYear;
  }

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

const grids = new WeakMap();
const forms = (window.nianbaoForms ??= new Map());

// The form is large and never changes: it comes with the first message, and is kept as long as the page is open.
function withForm({ data, setTriggerValue }) {
  const name = `${data.edition} ${data.table}`;
  if (data.form) forms.set(name, data.form);
  if (!forms.has(name)) setTriggerValue("event", { client: "", items: [] });
  return forms.has(name) && { ...data, form: forms.get(name) };
}

export default function mount(component) {
  const data = withForm(component);
  if (!data) return undefined;
  return show({ ...component, data });
}

function show(component) {
  const host = component.parentElement;
  let grid = grids.get(host);
  if (grid && (grid.data.key !== component.data.key || grid.data.table !== component.data.table)) {
    grid.close();
    grid = null;
  }
  if (!grid) {
    grid = new Grid(host.querySelector('[data-role="grid"]'), component.data);
    grids.set(host, grid);
  }
  grid.receive(component);
  // The cleanup of an overtaken call runs while the table still stands; only a table taken off the page is closed.
  return () =>
    setTimeout(() => {
      if (grid.root.isConnected) return;
      grid.close();
      grids.delete(host);
    });
}
