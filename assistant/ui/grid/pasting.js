// Copying and pasting rectangles. A block lands by the printed form: its headings, if it brings any, say where;
// otherwise its first value goes to the first selected cell. What cannot be taken is skipped, and said.

/** @param {Grid} grid @param {ClipboardEvent} event */
function onClipboard(grid, event) {
  const { clipboardData } = event;
  if (!clipboardData) return;
  const { input } = grid.cell(grid.active);
  const native = grid.editing?.caret && input.selectionStart !== input.selectionEnd;
  if (event.type !== "paste") {
    if (native) return;
    grid.commit();
    event.preventDefault();
    clipboardData.setData("text/plain", toTsv(selectedTexts(grid)));
    if (event.type === "cut") clearSelection(grid);
    grid.say(grid.selection().length > 1 ? `已复制 ${grid.selection().length} 格。` : "");
    return;
  }
  const block = readClipboard(clipboardData);
  const single = block.length === 1 && block[0].length === 1;
  if (grid.editing?.caret && single) return;
  event.preventDefault();
  grid.cancel();
  pasteBlock(grid, block, single);
}

/** @param {Grid} grid */
function selectedTexts(grid) {
  const rows = new Map();
  for (const cell of grid.selection()) {
    if (!rows.has(cell.r)) rows.set(cell.r, []);
    rows.get(cell.r).push(grid.textOf(cell.code));
  }
  return [...rows.values()];
}

/** @param {Grid} grid @param {string[][]} block @param {boolean} single */
function pasteBlock(grid, block, single) {
  /** @type {Plan} */
  const plan = { edits: [], skipped: 0, outside: 0, expected: [] };
  if (single) {
    for (const cell of grid.selection()) place(grid, plan, cell, block[0][0]);
  } else {
    const byLabels = shiftByLabels(block, grid.drawing.labels);
    const { top, left } = grid.corners();
    const printed = spread(grid, block, byLabels ?? { y: top, x: left });
    const compact = !byLabels && printed.some(({ square, text }) => square?.head !== undefined && isFigure(grid, text));
    for (const { square, text } of compact ? spreadRows(grid, block) : printed) {
      if (square?.head !== undefined) continue;
      if (square) place(grid, plan, square, text);
      else if (!byLabels && text.trim()) plan.outside += 1;
    }
  }
  const outcome = grid.perform(plan.edits);
  grid.say(report(grid, plan, outcome), outcome.refused.length ? "error" : "");
  grid.cell(grid.active).input.select();
}

/** @param {Grid} grid @param {Plan} plan @param {CellSquare} cell @param {string} text */
function place(grid, plan, cell, text) {
  if (grid.editable(cell.code)) plan.edits.push([cell.code, text]);
  else {
    plan.skipped += 1;
    if (isFigure(grid, text)) plan.expected.push([cell.code, grid.read(cell.code, text).value]);
  }
}

// Square by square of the printed table, headings between the blocks included. A wide cell takes its first square.
/** @param {Grid} grid @param {string[][]} block @param {Place} from @returns {Landing[]} */
function spread(grid, block, { y, x }) {
  const { squares } = grid.drawing;
  return block.flatMap((row, dy) =>
    row.flatMap((text, dx) => {
      const square = squares[y + dy]?.[x + dx];
      const rest = square && square.code && (square.x !== x + dx || square.y !== y + dy);
      return rest && !text.trim() ? [] : [{ square: rest ? undefined : square, text }];
    }),
  );
}

// Row by row of figures alone, for a block copied without the headings that stand between.
/** @param {Grid} grid @param {string[][]} block @returns {Landing[]} */
function spreadRows(grid, block) {
  const { rows } = grid.drawing;
  const { top, left } = grid.corners();
  const first = rows.findIndex((row) => row[0].y === top);
  return block.flatMap((row, dy) => {
    const line = rows[first + dy] ?? [];
    const start = Math.max(0, line.findIndex((cell) => cell.x + cell.wide > left));
    return row.map((text, dx) => ({ square: line[start + dx], text }));
  });
}

/** @param {Grid} grid @param {string} text */
function isFigure(grid, text) {
  return readNumber(text, grid.form.reading).state === "number";
}

/** @param {Grid} grid @param {Plan} plan @param {Outcome} outcome */
function report(grid, plan, { taken, blank, refused, remarks }) {
  const sentences = [`已填入 ${taken} 格`];
  if (blank) sentences.push(`${blank} 格是空白或“-”，保持空白（空白不等于 0）`);
  if (plan.skipped) sentences.push(`跳过 ${plan.skipped} 个自动计算或已锁定的单元格`);
  if (plan.outside) sentences.push(`${plan.outside} 格超出表格，没有粘贴`);
  if (refused.length) sentences.push(`${refused.length} 格不能采用，原因见表下`);
  const differing = plan.expected.filter(([code, value]) => value !== null && grid.textOf(code) !== value);
  if (differing.length) {
    const some = differing.slice(0, 3).map(([code, value]) => `${grid.nameOf(code)} 粘贴的是 ${value}，表中是 ${grid.textOf(code) || "空白"}`);
    sentences.push(`${differing.length} 处与粘贴的数不一致：${some.join("；")}${differing.length > 3 ? " 等" : ""}`);
  }
  if (remarks.length) sentences.push(remarks.slice(0, 3).join("；"));
  return `${sentences.join("；")}。`;
}
