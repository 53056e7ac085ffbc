// The keys of a spreadsheet, and the acts they stand for.

/** @type {Record<string, [down: number, right: number]>} */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** @param {Grid} grid @param {KeyboardEvent} event */
function onKey(grid, event) {
  const { key } = event;
  const control = event.ctrlKey || event.metaKey;
  const done = () => event.preventDefault();
  /** @param {CellSquare | null} cell */
  const move = (cell) => {
    done();
    grid.commit();
    if (cell) grid.go(cell.code);
    else grid.cell(grid.active).input.select();
  };
  if (control && !event.altKey) {
    const letter = key.toLowerCase();
    if (letter === "z" || letter === "y") {
      if (grid.editing?.caret) return;
      done();
      if (grid.editing) grid.cancel();
      else if (letter === "y" || event.shiftKey) grid.redo();
      else grid.undo();
      return;
    }
    if (letter === "d") {
      done();
      return fillDown(grid);
    }
    if (key === "Enter") {
      done();
      return fillSelection(grid);
    }
    if (letter === "a" && !grid.editing) {
      done();
      const codes = [...grid.drawing.cells.keys()];
      grid.anchor = codes[0];
      grid.extend(codes[codes.length - 1]);
      return;
    }
  }
  if (key in ARROWS) {
    if (grid.editing?.caret && ARROWS[key][1]) return;
    const [down, right] = ARROWS[key];
    const step = control ? edge : neighbour;
    if (event.shiftKey && !grid.editing) {
      done();
      const cell = step(grid, grid.head, down, right);
      if (cell) grid.extend(cell.code);
      return;
    }
    move(step(grid, grid.active, down, right));
  } else if (key === "Enter") {
    move(following(grid, grid.active, true, event.shiftKey));
  } else if (key === "Tab") {
    const cell = following(grid, grid.active, false, event.shiftKey);
    if (cell) move(cell);
    else grid.commit();
  } else if (key === "Escape") {
    done();
    grid.refused.delete(grid.active);
    if (grid.editing) grid.cancel();
    else grid.setActive(grid.active);
    grid.refresh();
  } else if (key === "F2") {
    done();
    grid.startCaret(grid.active);
  } else if ((key === "Delete" || key === "Backspace") && !grid.editing) {
    done();
    clearSelection(grid);
  } else if ((key === "Home" || key === "End") && !grid.editing) {
    const sign = key === "Home" ? -1 : 1;
    const from = event.shiftKey ? grid.head : grid.active;
    const cell = edge(grid, control ? edge(grid, from, sign, 0).code : from, 0, sign);
    if (!event.shiftKey) return move(cell);
    done();
    grid.extend(cell.code);
  } else if (key === "PageDown" || key === "PageUp") {
    const rows = Math.max(1, Math.floor(grid.frame.clientHeight / grid.cell(grid.active).td.offsetHeight) - 4);
    let cell = grid.cell(grid.active);
    for (let n = 0; n < rows; n += 1) cell = neighbour(grid, cell.code, key === "PageDown" ? 1 : -1, 0) ?? cell;
    move(cell);
  } else if (key.length === 1 && !control && !grid.editable(grid.active)) {
    grid.explainLocked(grid.active);
  }
}

/** @param {Grid} grid */
function clearSelection(grid) {
  const cells = grid.selection().filter(({ code }) => grid.editable(code));
  if (!cells.length) return grid.explainLocked(grid.active);
  grid.perform(cells.map(({ code }) => [code, ""]));
  return grid.cell(grid.active).input.select();
}

// One value into every selected cell: what is being typed, else what the cell with the focus holds.
/** @param {Grid} grid */
function fillSelection(grid) {
  const { code, input } = grid.cell(grid.active);
  const raw = input.value;
  if (!grid.editable(code)) return grid.explainLocked(code);
  grid.editing = null;
  fillWith(grid, grid.selection().map((cell) => [cell, raw]));
}

// The selection's first row into those below it; a single cell takes what stands above it.
/** @param {Grid} grid */
function fillDown(grid) {
  grid.commit();
  const chosen = grid.selection();
  const top = Math.min(...chosen.map((cell) => cell.r));
  const isRow = chosen.every((cell) => cell.r === top);
  /** @param {CellSquare} cell */
  const source = (cell) => (isRow ? neighbour(grid, cell.code, -1, 0) : sameColumn(chosen, cell, top));
  const below = isRow ? chosen : chosen.filter((cell) => cell.r > top);
  fillWith(
    grid,
    below.flatMap((cell) => {
      const from = source(cell);
      return from ? [[cell, grid.committed(from.code)]] : [];
    }),
  );
}

/** @param {CellSquare[]} chosen @param {CellSquare} cell @param {number} top */
function sameColumn(chosen, cell, top) {
  return chosen.find((other) => other.r === top && other.x <= cell.x && cell.x < other.x + other.wide);
}

/** @param {Grid} grid @param {[cell: CellSquare, raw: string][]} pairs */
function fillWith(grid, pairs) {
  const wanted = pairs.filter(([{ code }]) => grid.editable(code));
  const { taken, refused } = grid.perform(wanted.map(([{ code }, raw]) => [code, raw]));
  if (wanted.length > 1) grid.say(refused.length ? `${refused.length} 格不能采用，原因见表下。` : `已填入 ${taken} 格，可以撤销。`);
  grid.cell(grid.active).input.select();
}
