// The table as printed: real table elements, every label a header cell, every figure an input in its own cell.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 * @param {...(Node | string)} children
 */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== "" && value !== null && value !== undefined && value !== false) node.setAttribute(name, String(value));
  }
  node.append(...children);
  return node;
}

/** @param {Form} form @returns {Drawing} */
function drawTable(form) {
  /** @type {Square[][]} */
  const squares = form.layout.map(() => []);
  /** @type {Drawing} */
  const drawing = {
    table: element("table"),
    cells: new Map(),
    rows: [],
    squares,
    heads: [],
    labels: new Map(),
    labelColumns: 0,
    sideWidth: 0,
    endWidth: 0,
  };
  const head = element("thead");
  const body = element("tbody");
  form.layout.forEach((line, y) => {
    const tr = element("tr");
    /** @type {CellSquare[]} */
    const row = [];
    let x = 0;
    for (const box of line) {
      while (squares[y][x]) x += 1;
      const square = box.code === undefined ? drawHead(box, y, x, drawing) : drawCell(form, box, y, x);
      for (let dy = 0; dy < box.tall; dy += 1) for (let dx = 0; dx < box.wide; dx += 1) squares[y + dy][x + dx] = square;
      if (square.code !== undefined) {
        drawing.cells.set(square.code, square);
        row.push(square);
      }
      tr.append(square.td);
    }
    if (row.length) {
      row.forEach((cell, c) => Object.assign(cell, { r: drawing.rows.length, c }));
      drawing.rows.push(row);
    }
    (y < form.headerRows ? head : body).append(tr);
  });
  const columns = element("colgroup", {}, ...form.widths.map(() => element("col")));
  const caption = element("caption", {}, `${form.name} ${form.title}`);
  drawing.table.append(caption, columns, ...(form.headerRows ? [head] : []), body);
  drawing.labelColumns = Math.min(...[...drawing.cells.values()].map((cell) => cell.x));
  for (const item of drawing.heads) if (item.y >= form.headerRows && item.x < drawing.labelColumns) item.td.classList.add("side");
  for (const item of drawing.heads) if (item.y < form.headerRows && item.x < drawing.labelColumns) item.td.classList.add("corner");
  markEnd(form, drawing);
  return drawing;
}

/** @param {Extract<Box, {text: string}>} box @param {number} y @param {number} x @param {Drawing} drawing @returns {HeadSquare} */
function drawHead(box, y, x, drawing) {
  const td = element("th", { scope: box.scope, colspan: box.wide, rowspan: box.tall }, element("span", {}, box.text));
  const square = { head: box.text, y, x, wide: box.wide, tall: box.tall, td };
  drawing.heads.push(square);
  const key = labelKey(box.text);
  // A label printed twice says nothing of where a pasted block belongs.
  drawing.labels.set(key, drawing.labels.has(key) ? null : square);
  return square;
}

/** @param {Form} form @param {Extract<Box, {code: string}>} box @param {number} y @param {number} x @returns {CellSquare} */
function drawCell(form, box, y, x) {
  const { row, column, computed } = form.cells[box.code];
  const { label, decimal } = form.columns[column];
  const input = element("input", {
    type: "text",
    inputmode: decimal ? "decimal" : "numeric",
    autocomplete: "off",
    spellcheck: "false",
    tabindex: "-1",
    maxlength: "200",
    "aria-label": `${form.rows[row].name}，${label}${computed ? "（自动计算）" : ""}`,
  });
  const last = element("span", { class: "last", "aria-hidden": "true" });
  const td = element("td", { "data-code": box.code, colspan: box.wide }, input, last);
  if (computed) td.classList.add("computed");
  return { code: box.code, y, x, wide: box.wide, tall: box.tall, r: 0, c: 0, td, input, last };
}

// The header cell that stands for a row or column code.
/** @param {Form} form @param {Drawing} drawing @param {string} place */
function headOf(form, drawing, place) {
  const id = place.split(".")[1];
  const cells = [...drawing.cells.values()].filter((cell) => form.cells[cell.code].row === id || form.cells[cell.code].column === id);
  if (!cells.length) return null;
  const isRow = id in form.rows;
  const first = cells[0];
  const beside = drawing.heads.filter((head) => (isRow && form.rows[id].name.endsWith(head.head)) || (!isRow && form.columns[id].label === head.head));
  /** @param {HeadSquare} head */
  const covers = (head) => (head.x <= first.x && first.x < head.x + head.wide) || (head.y <= first.y && first.y < head.y + head.tall);
  return { cells, head: beside.find(covers) ?? null };
}

// Labels narrow down before figures do; their widths are fixed so that they can stand still while figures scroll.
// Where even that is not room enough the totals at the right stand still too.
const WIDE = 960;
/** @type {Record<number, number[]>} */
const COMPACT = { 1: [110], 2: [64, 170], 3: [36, 62, 168] };
const LEAST = { wide: 58, many: 46, compact: 52, manyCompact: 42 };

/** @param {Form} form @param {Drawing} drawing @param {number} width */
function fitColumns(form, drawing, width) {
  const all = form.widths.reduce((sum, part) => sum + part, 0);
  const narrow = width < WIDE;
  const many = form.widths.length > 10;
  const least = narrow ? (many ? LEAST.manyCompact : LEAST.compact) : many ? LEAST.many : LEAST.wide;
  let left = 0;
  const cols = [...drawing.table.querySelectorAll("col")];
  for (let x = 0; x < drawing.labelColumns; x += 1) {
    const wanted = narrow ? COMPACT[drawing.labelColumns][x] : Math.round((form.widths[x] / all) * width);
    cols[x].style.width = `${wanted}px`;
    for (const head of drawing.heads) if (head.x === x) head.td.style.left = `${left}px`;
    left += wanted;
  }
  const needed = left + (form.widths.length - drawing.labelColumns) * least;
  drawing.table.style.minWidth = `${needed}px`;
  drawing.table.classList.toggle("compact", narrow);
  drawing.table.classList.toggle("scrolls", needed > width);
  drawing.sideWidth = left;
  drawing.endWidth = needed > width && drawing.labelColumns ? least : 0;
  drawing.table.style.setProperty("--head", `${drawing.table.tHead?.offsetHeight ?? 0}px`);
}

// The totals at the right of a table that has labels at its left.
/** @param {Form} form @param {Drawing} drawing */
function markEnd(form, drawing) {
  if (!drawing.labelColumns) return;
  const last = form.widths.length - 1;
  for (const cell of drawing.cells.values()) if (cell.x === last && form.cells[cell.code].computed) cell.td.classList.add("end");
  for (const head of drawing.heads) if (head.x === last && head.y < form.headerRows) head.td.classList.add("end");
}
