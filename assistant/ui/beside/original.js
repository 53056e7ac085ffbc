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
    sheet.append(boxOver(cell.code, cell.at.box));
  }
  return sheet;
}

/** @param {BesideData | null} data @param {string} code a paragraph's: its section and its number in there */
function paragraphOf(data, code) {
  const [section, index] = code.split(":");
  return data?.sections.find((one) => one.id === section)?.paragraphs[Number(index)];
}

// Paragraphs are marked anew every time: they are reworded and moved while the page stays.
/** @param {HTMLElement} original @param {BesideData} data */
function markTexts(original, data) {
  for (const one of original.querySelectorAll(".nb-beside-placed")) one.remove();
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (original.querySelectorAll(".nb-beside-told"))) {
    delete one.dataset.code;
    delete one.dataset.codes;
  }
  const sheet = original.querySelector(".nb-beside-sheet");
  for (const section of data.sections) {
    section.paragraphs.forEach((paragraph, index) => {
      const code = `${section.id}:${index}`;
      if (data.pages) {
        const here = paragraph.places.filter((place) => place.page === data.picture?.page);
        sheet?.prepend(...here.map((place) => boxOver(code, place.box, "nb-beside-placed")));
        return;
      }
      for (const [block, row] of paragraph.at) {
        const whole = original.children[block];
        const part = whole instanceof HTMLTableElement ? whole.rows[row ?? 0] : whole;
        if (!(part instanceof HTMLElement)) continue;
        part.classList.add("nb-beside-told");
        part.dataset.code ??= code;
        part.dataset.codes = `${part.dataset.codes ?? ""} ${code}`.trim();
      }
    });
  }
}

/** @param {string} code @param {number[]} box as shares of the page @param {string} [name] */
function boxOver(code, [left, top, right, bottom], name = "") {
  const place = document.createElement("div");
  place.className = name;
  place.dataset.code = place.dataset.codes = code;
  Object.assign(place.style, {
    left: `${left * 100}%`,
    top: `${top * 100}%`,
    width: `${(right - left) * 100}%`,
    height: `${(bottom - top) * 100}%`,
  });
  return place;
}

// With a margin: a stain reaches over what was recognised, and digits that were cut off do. A row of the form is at
// least one in fifty of its page.
/** @param {HTMLImageElement} picture @param {number[]} box as shares of the page */
function cutOf(picture, [x, y, right, bottom]) {
  const margin = Math.max((bottom - y) / 3, (0.02 - (bottom - y)) / 2);
  const [wide, high] = [picture.naturalWidth, picture.naturalHeight];
  const [left, top] = [Math.max(0, x - (margin * high) / wide), Math.max(0, y - margin)];
  right += x - left;
  bottom += y - top;
  const [width, height] = [Math.max(1, (right - left) * wide), Math.max(1, (bottom - top) * high)];
  const cut = document.createElement("canvas");
  cut.width = width;
  cut.height = height;
  cut.setAttribute("aria-hidden", "true");
  cut.getContext("2d")?.drawImage(picture, left * wide, top * high, width, height, 0, 0, width, height);
  return cut;
}
