// Rectangles in and out of the clipboard: tab-separated text as spreadsheets write it, tables as web pages do.

/** @param {string[][]} rows */
function toTsv(rows) {
  return rows.map((row) => row.join("\t")).join("\r\n");
}

/** @param {string} text */
function parseTsv(text) {
  /** @type {string[]} */
  let row = [];
  const rows = [row];
  let field = "";
  let inQuotes = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inQuotes) {
      if (char !== '"') field += char;
      else if (text[at + 1] === '"') field += text[(at += 1)];
      else inQuotes = false;
    } else if (char === '"' && field === "") inQuotes = true;
    else if (char === "\t" || char === "\n") {
      row.push(field);
      field = "";
      if (char === "\n") rows.push((row = []));
    } else if (char !== "\r") field += char;
  }
  row.push(field);
  if (rows.length > 1 && row.length === 1 && row[0] === "") rows.pop();
  return rows;
}

// The largest table of the page fragment with merged cells spread out: the value at the first square, "" at the rest.
/** @param {string} html @returns {{rows: string[][], merged: boolean} | null} */
function parseTable(html) {
  const tables = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("table")];
  const table = tables.sort((one, two) => two.querySelectorAll("tr").length - one.querySelectorAll("tr").length)[0];
  if (!table) return null;
  /** @type {string[][]} */
  const rows = [...table.rows].map(() => []);
  let merged = false;
  [...table.rows].forEach((line, y) => {
    let x = 0;
    for (const cell of line.cells) {
      while (rows[y][x] !== undefined) x += 1;
      const wide = Math.min(Math.max(cell.colSpan, 1), 100);
      const tall = Math.min(Math.max(cell.rowSpan, 1), rows.length - y);
      merged ||= wide > 1 || tall > 1;
      for (let dy = 0; dy < tall; dy += 1) {
        for (let dx = 0; dx < wide; dx += 1) rows[y + dy][x + dx] = dx || dy ? "" : cell.textContent.trim();
      }
      x += wide;
    }
  });
  return { rows: rows.map((row) => Array.from(row, (text) => text ?? "")), merged };
}

// Merged cells are told only by the table; otherwise the text is what the spreadsheet means.
/** @param {DataTransfer} data */
function readClipboard(data) {
  const text = data.getData("text/plain");
  const html = data.getData("text/html");
  const table = html.includes("<table") || html.includes("<TABLE") ? parseTable(html) : null;
  if (table && (table.merged || !/[\t\n]/.test(text.trim()))) return table.rows;
  return parseTsv(text);
}

// Where the block belongs when it brings printed labels along: the shift most of them agree on, or null.
/** @param {string[][]} block @param {Drawing["labels"]} labels @returns {Place | null} */
function shiftByLabels(block, labels) {
  /** @type {Map<string, number>} */
  const votes = new Map();
  let all = 0;
  block.forEach((row, y) =>
    row.forEach((text, x) => {
      const home = labels.get(labelKey(text));
      if (!home) return;
      const shift = `${home.y - y},${home.x - x}`;
      votes.set(shift, (votes.get(shift) ?? 0) + 1);
      all += 1;
    }),
  );
  const [best, count] = [...votes].sort((one, two) => two[1] - one[1])[0] ?? ["", 0];
  if (count < 2 || count * 2 <= all) return null;
  const [y, x] = best.split(",").map(Number);
  return { y, x };
}

/** @param {string} text */
function labelKey(text) {
  return text.normalize("NFKC").replace(/[\s\p{P}\p{Cf}\p{Cc}−]/gu, "");
}
