// Moving about: the focus, the selected rectangle, the keys of a spreadsheet, the mouse.

/** @param {Grid} grid */
function listen(grid) {
  const { root } = grid;
  /** @param {Event} event */
  const cellOf = (event) => {
    const code = event.target instanceof Element && event.target.closest("td[data-code]")?.getAttribute("data-code");
    return code ? grid.cell(code) : null;
  };
  root.addEventListener("keydown", (event) => {
    // The page's own shortcuts must not hear what is typed here.
    event.stopPropagation();
    const cell = cellOf(event);
    if (cell && !event.isComposing && event.keyCode !== 229) onKey(grid, event);
  });
  for (const name of ["keyup", "keypress"]) root.addEventListener(name, (event) => event.stopPropagation());
  root.addEventListener("input", (event) => {
    const cell = cellOf(event);
    if (!cell) return;
    if (grid.editing?.code !== cell.code) grid.begin(cell.code, false);
    grid.refreshSoon();
  });
  root.addEventListener("focusin", (event) => {
    const cell = cellOf(event);
    if (cell && cell.code !== grid.active) grid.setActive(cell.code);
    if (cell && !grid.editing) cell.input.select();
  });
  root.addEventListener("focusout", (event) => {
    if (!cellOf(event)) return;
    grid.commit();
    // Leaving the table: what was typed goes out before whatever is clicked next.
    if (!(event.relatedTarget instanceof Node) || !root.contains(event.relatedTarget)) grid.sender.flush(true);
  });
  root.addEventListener("mousedown", (event) => {
    const cell = cellOf(event);
    if (!cell || event.button !== 0) return;
    if (grid.editing?.code === cell.code) return;
    event.preventDefault();
    grid.commit();
    if (event.shiftKey) grid.extend(cell.code);
    else grid.go(cell.code);
    grid.dragging = true;
  });
  root.addEventListener("mouseover", (event) => {
    if (!(event.buttons & 1)) grid.dragging = false;
    const cell = grid.dragging ? cellOf(event) : null;
    if (cell && cell.code !== grid.head) grid.extend(cell.code);
  });
  root.addEventListener("dblclick", (event) => {
    const cell = cellOf(event);
    if (cell) grid.startCaret(cell.code);
  });
  for (const name of /** @type {const} */ (["copy", "cut", "paste"])) {
    root.addEventListener(name, (event) => cellOf(event) && onClipboard(grid, event));
  }
}

Object.assign(Grid.prototype, /** @satisfies {Partial<Grid> & ThisType<Grid>} */ ({
  setActive(code) {
    if (this.active) this.cell(this.active).input.tabIndex = -1;
    this.active = code;
    this.anchor = code;
    this.head = code;
    this.cell(code).input.tabIndex = 0;
    this.paintSelection();
    if (this.received) tell(this);
  },

  go(code) {
    this.setActive(code);
    const { input, td } = this.cell(code);
    input.focus({ preventScroll: true });
    input.select();
    this.reveal(td);
  },

  extend(code) {
    this.head = code;
    this.paintSelection();
    this.reveal(this.cell(code).td);
    if (this.received) tell(this);
  },

  // A cell begins to be typed into; what stood there is remembered, since others may change it meanwhile.
  begin(code, caret) {
    this.editing = { code, caret, seen: this.editing?.code === code ? this.editing.seen : this.committed(code) };
  },

  startCaret(code) {
    if (!this.editable(code)) return this.explainLocked(code);
    const { input } = this.cell(code);
    this.begin(code, true);
    input.setSelectionRange(input.value.length, input.value.length);
    return this.refresh();
  },

  explainLocked(code) {
    const { report, computed, locked } = this.data.closed;
    return this.say(report || (this.form.cells[code].computed ? computed : locked));
  },

  // Bring a cell out from under the labels and the header that stand still.
  reveal(td) {
    const { frame, drawing } = this;
    const box = td.getBoundingClientRect();
    const view = frame.getBoundingClientRect();
    const top = view.top + (drawing.table.tHead?.offsetHeight ?? 0);
    const left = view.left + drawing.sideWidth;
    const right = view.right - (td.classList.contains("end") ? 0 : drawing.endWidth);
    if (box.top < top) frame.scrollTop -= top - box.top + 2;
    else if (box.bottom > view.bottom) frame.scrollTop += box.bottom - view.bottom + 14;
    if (box.left < left) frame.scrollLeft -= left - box.left + 2;
    else if (box.right > right) frame.scrollLeft += box.right - right + 14;
  },

  // The first cell of a cell, row or column code: one that can be typed into, if there is any.
  jump(place) {
    const cells = this.drawing.cells.has(place) ? [this.cell(place)] : (headOf(this.form, this.drawing, place)?.cells ?? []);
    const cell = cells.find(({ code }) => this.editable(code)) ?? cells[0];
    if (!cell) return;
    this.commit();
    requestAnimationFrame(() => {
      this.go(cell.code);
      cell.td.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  },

  corners() {
    const [one, two] = [this.cell(this.anchor), this.cell(this.head)];
    return {
      top: Math.min(one.y, two.y),
      bottom: Math.max(one.y, two.y),
      left: Math.min(one.x, two.x),
      right: Math.max(one.x + one.wide, two.x + two.wide) - 1,
    };
  },

  selection() {
    const { top, bottom, left, right } = this.corners();
    return [...this.drawing.cells.values()].filter(
      (cell) => cell.y >= top && cell.y <= bottom && cell.x <= right && cell.x + cell.wide - 1 >= left,
    );
  },

  paintSelection() {
    const chosen = new Set(this.selection().map(({ code }) => code));
    for (const { code, td } of this.drawing.cells.values()) {
      td.classList.toggle("selected", chosen.size > 1 && chosen.has(code));
      td.classList.toggle("active", code === this.active);
    }
  },
}));

// The neighbour in a direction, or null at the edge; wide cells are entered from any of their squares.
/** @param {Grid} grid @param {string} code @param {number} down @param {number} right @returns {CellSquare | null} */
function neighbour(grid, code, down, right) {
  const { rows } = grid.drawing;
  const cell = grid.cell(code);
  if (right) return rows[cell.r][cell.c + right] ?? null;
  const row = rows[cell.r + down];
  return row?.find((other) => other.x <= cell.x && cell.x < other.x + other.wide) ?? row?.at(-1) ?? null;
}

/** @param {Grid} grid @param {string} code @param {number} down @param {number} right */
function edge(grid, code, down, right) {
  let at = grid.cell(code);
  for (let next = neighbour(grid, code, down, right); next; next = neighbour(grid, at.code, down, right)) at = next;
  return at;
}

// Typing order: down the columns for Enter, along the rows for Tab; cells that cannot be typed into are passed over.
/** @param {Grid} grid @param {string} code @param {boolean} byColumn @param {boolean} back */
function following(grid, code, byColumn, back) {
  const all = [...grid.drawing.cells.values()];
  if (byColumn) all.sort((one, two) => one.x - two.x || one.y - two.y);
  const at = all.findIndex((cell) => cell.code === code);
  const rest = back ? all.slice(0, at).reverse() : all.slice(at + 1);
  return rest.find((cell) => grid.editable(cell.code)) ?? null;
}
