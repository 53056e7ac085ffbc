// The table as printed: real table elements, every label a header cell, every figure an input in its own cell.

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== "" && value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// → {table, cells: Map code → cell, rows: [[cell]], squares: [y][x] → {code} | {head}, heads: [...], labels}
// cell: {code, y, x, wide, r, c, td, input, last}
function drawTable(form) {
  const squares = form.layout.map(() => []);
  const drawing = { cells: new Map(), rows: [], squares, heads: [], labels: new Map(), columns: form.widths.length };
  const head = element("thead");
  const body = element("tbody");
  form.layout.forEach((line, y) => {
    const tr = element("tr");
    const row = [];
    let x = 0;
    for (const box of line) {
      while (squares[y][x]) x += 1;
      const square = box.code ? drawCell(form, box, y, x) : drawHead(box, y, x, drawing);
      for (let dy = 0; dy < box.tall; dy += 1) for (let dx = 0; dx < box.wide; dx += 1) squares[y + dy][x + dx] = square;
      if (box.code) {
        drawing.cells.set(box.code, square);
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
  drawing.table = element("table", {}, caption, columns, ...(form.headerRows ? [head] : []), body);
  drawing.labelColumns = Math.min(...[...drawing.cells.values()].map((cell) => cell.x));
  for (const item of drawing.heads) if (item.y >= form.headerRows && item.x < drawing.labelColumns) item.td.classList.add("side");
  for (const item of drawing.heads) if (item.y < form.headerRows && item.x < drawing.labelColumns) item.td.classList.add("corner");
  markEnd(form, drawing);
  return drawing;
}

function drawHead(box, y, x, drawing) {
  const td = element("th", { scope: box.scope, colspan: box.wide, rowspan: box.tall }, element("span", {}, box.text));
  const square = { head: box.text, y, x, wide: box.wide, tall: box.tall, td };
  drawing.heads.push(square);
  const key = labelKey(box.text);
  // A label printed twice says nothing of where a pasted block belongs.
  drawing.labels.set(key, drawing.labels.has(key) ? null : square);
  return square;
}

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
  return { code: box.code, y, x, wide: box.wide, tall: box.tall, td, input, last };
}

// The header cell that stands for a row or column code.
function headOf(form, drawing, place) {
  const id = place.split(".")[1];
  const cells = [...drawing.cells.values()].filter((cell) => form.cells[cell.code].row === id || form.cells[cell.code].column === id);
  if (!cells.length) return null;
  const isRow = id in form.rows;
  const first = cells[0];
  const beside = drawing.heads.filter((head) => (isRow && form.rows[id].name.endsWith(head.head)) || (!isRow && form.columns[id].label === head.head));
  const covers = (head) => (head.x <= first.x && first.x < head.x + head.wide) || (head.y <= first.y && first.y < head.y + head.tall);
  return { cells, head: beside.find(covers) ?? null };
}

// Labels narrow down before figures do; their widths are fixed so that they can stand still while figures scroll.
// Where even that is not room enough the totals at the right stand still too.
const WIDE = 960;
const COMPACT = { 1: [110], 2: [64, 170], 3: [36, 62, 168] };
const LEAST = { wide: 58, many: 46, compact: 52, manyCompact: 42 };

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
function markEnd(form, drawing) {
  if (!drawing.labelColumns) return;
  const last = form.widths.length - 1;
    for (const cell of drawing.cells.values()) if (cell.x === last && form.cells[cell.code].computed) cell.td.classList.add("end");
  for (const head of drawing.heads) if (head.x === last && head.y < form.headerRows) head.td.classList.add("end");
}
