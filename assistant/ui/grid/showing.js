// Showing the table as it stands: only cells that look different from before are touched.

const SHOWN_BY_CLASS = /** @type {const} */ (["bad", "doubtful", "running", "locked", "changed", "waiting"]);

Object.assign(Grid.prototype, /** @satisfies {Partial<Grid> & ThisType<Grid>} */ ({
  refreshSoon() {
    this.frameAsked ||= requestAnimationFrame(() => {
      this.frameAsked = 0;
      this.refresh();
    });
  },

  refresh() {
    if (!this.received) return;
    cancelAnimationFrame(this.frameAsked);
    this.frameAsked = 0;
    /** @param {string} code */
    const last = (code) => this.data.last?.[code] ?? null;
    const { totals, broken } = evaluate(this.form, (code) => this.known(code), (code) => this.supplied(code), last);
    this.totals = totals;
    this.marks = gatherMarks(this, broken);
    for (const cell of this.drawing.cells.values()) this.show(cell, totals.get(cell.code));
    tell(this);
  },

  textOf(code) {
    const total = this.totals.get(code);
    if (total) return total.text;
    return this.unreadable(code) ?? this.committed(code);
  },

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
    for (const name of SHOWN_BY_CLASS) td.classList.toggle(name, view[name]);
    if (view.title) td.title = view.title;
    else td.removeAttribute("title");
    input.readOnly = view.readOnly;
    input.setAttribute("aria-invalid", String(view.bad));
    cell.last.textContent = lastYear;
  },
}));
