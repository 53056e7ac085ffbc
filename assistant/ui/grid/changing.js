// Changing cells: what is put into them counts as one act, which can be undone; what cannot stand is refused.

Object.assign(Grid.prototype, /** @satisfies {Partial<Grid> & ThisType<Grid>} */ ({
  // Put texts into cells as one act; → {taken, blank, refused, remarks}. What cannot stand is refused cell by cell.
  // `seen` is what stood in a cell when it began to be typed into, where that is not what is saved now.
  perform(edits, seen) {
    this.say("");
    /** @type {Act["changes"]} */
    const changes = [];
    /** @type {Outcome} */
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
      this.notes.delete(code);
      if (reading.remark) outcome.remarks.push(`${this.nameOf(code)}：${reading.remark}`);
      if (reading.state === "blank") outcome.blank += 1;
      else outcome.taken += 1;
      const before = this.committed(code);
      const after = reading.value ?? "";
      if (before === after && this.unreadable(code) === undefined) continue;
      changes.push({ code, before, after });
      this.send(code, raw, reading.value, seen); // whole: cut, it could be read otherwise
    }
    if (changes.length) {
      this.history.push({ changes, refused: outcome.refused });
      this.future = [];
      this.sender.flush(); // on its way before anything is drawn
    }
    this.refresh();
    return outcome;
  },

  send(code, raw, value, seen) {
    this.sender.put({ kind: "edit", code, raw, value, before: seen ?? this.stored(code) });
  },

  step(from, onto, side) {
    this.cancel();
    const act = from.pop();
    if (!act) return;
    for (const item of act.changes) {
      if (!this.editable(item.code)) continue;
      this.refused.delete(item.code);
      this.notes.delete(item.code);
      this.send(item.code, item[side], item[side] === "" ? null : item[side]);
    }
    // What could not be taken in the same act is told no longer once the act is taken back.
    if (side === "before") for (const code of act.refused) this.refused.delete(code);
    onto.push(act);
    this.go(act.changes[0].code);
    this.refresh();
    this.say(`已${side === "before" ? "撤销" : "重做"} ${act.changes.length} 格的修改。`);
  },

  undo() {
    this.step(this.history, this.future, "before");
  },

  redo() {
    this.step(this.future, this.history, "after");
  },

  // The one deliberate act that makes blanks zero: of the selection if there is one, else of the table.
  fillZero() {
    this.commit();
    const within = this.selection().length > 1 ? this.selection() : [...this.drawing.cells.values()];
    const blank = within.filter(
      ({ code }) => this.editable(code) && this.committed(code) === "" && this.unreadable(code) === undefined,
    );
    this.perform(blank.map(({ code }) => [code, "0"]));
    this.say(blank.length ? `已把 ${blank.length} 个空白单元格填为 0，可以撤销。` : "没有空白的单元格。");
  },

  commit() {
    if (!this.editing) return;
    const { code, seen } = this.editing;
    const raw = this.cell(code).input.value;
    // Another person's value that arrived meanwhile is not seen by who types: only the server can tell the two apart.
    const overtaken = this.committed(code) !== seen;
    this.editing = null;
    if (overtaken && raw === seen) return this.refresh();
    const { remarks } = this.perform([[code, raw]], overtaken ? seen : undefined);
    if (remarks.length) this.say(`${remarks[0]}。`);
  },

  cancel() {
    if (!this.editing) return;
    this.editing = null;
    this.refresh();
    this.cell(this.active).input.select();
  },
}));
