// The original as text: its lines and tables, each cell's place marked by its code. Everything is text, never HTML.

/** @param {string} text @param {BesideCell[]} cells */
function markedLine(text, cells) {
  const line = document.createElement("p");
  let at = 0;
  for (const cell of [...cells].sort((one, other) => (one.at?.first ?? 0) - (other.at?.first ?? 0))) {
    if (!cell.at) continue;
    if (cell.at.first < at) {
      // A row whose cells cannot be told apart: they share its place.
      const shared = /** @type {HTMLElement | null} */ (line.lastElementChild);
      if (shared) shared.dataset.codes += ` ${cell.code}`;
      continue;
    }
    line.append([...text].slice(at, cell.at.first).join(""));
    const mark = document.createElement("span");
    mark.dataset.code = mark.dataset.codes = cell.code;
    mark.textContent = [...text].slice(cell.at.first, cell.at.last).join("");
    line.append(mark);
    at = cell.at.last;
  }
  line.append([...text].slice(at).join(""));
  return line;
}

/** @param {(string | null)[][]} rows @param {BesideCell[]} cells */
function markedTable(rows, cells) {
  const table = document.createElement("table");
  rows.forEach((texts, y) => {
    const line = table.insertRow();
    texts.forEach((text, x) => {
      const box = line.insertCell();
      box.textContent = text;
      const here = cells.filter((cell) => cell.at && cell.at.row === y && cell.at.first <= x && x <= cell.at.last);
      if (!here.length) return;
      box.dataset.code = here[0].code;
      box.dataset.codes = here.map((cell) => cell.code).join(" ");
    });
  });
  return table;
}

/** @param {BesideData} data */
function textOf(data) {
  /** @type {Map<number, BesideCell[]>} */
  const own = new Map();
  for (const cell of data.cells) if (cell.at) own.set(cell.at.block, [...(own.get(cell.at.block) ?? []), cell]);
  return data.blocks.map((block, number) => {
    const cells = own.get(number) ?? [];
    return block.rows ? markedTable(block.rows, cells) : markedLine(block.text, cells);
  });
}

/** @param {BesideData} data */
function pageOf(data) {
  const sheet = document.createElement("div");
  sheet.className = "nb-beside-sheet";
  if (!data.picture?.src) {
    sheet.textContent = data.picture?.problem ?? "";
    return sheet;
  }
  const picture = document.createElement("img");
  picture.src = data.picture.src;
  picture.alt = `原件第 ${data.picture.page} 页`;
  sheet.append(picture);
  for (const cell of data.cells) {
    if (!cell.at || cell.at.page !== data.picture.page) continue;
    const [left, top, right, bottom] = cell.at.box;
    const place = document.createElement("div");
    place.dataset.code = place.dataset.codes = cell.code;
    Object.assign(place.style, {
      left: `${left * 100}%`,
      top: `${top * 100}%`,
      width: `${(right - left) * 100}%`,
      height: `${(bottom - top) * 100}%`,
    });
    sheet.append(place);
  }
  return sheet;
}

/** @param {HTMLImageElement} picture @param {number[]} box as shares of the page */
function cutOf(picture, [left, top, right, bottom]) {
  const [wide, high] = [picture.naturalWidth, picture.naturalHeight];
  const [width, height] = [Math.max(1, (right - left) * wide), Math.max(1, (bottom - top) * high)];
  const cut = document.createElement("canvas");
  cut.width = width;
  cut.height = height;
  cut.setAttribute("aria-hidden", "true");
  cut.getContext("2d")?.drawImage(picture, left * wide, top * high, width, height, 0, 0, width, height);
  return cut;
}
