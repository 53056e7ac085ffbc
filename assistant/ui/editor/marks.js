// What stands behind and below the words: where each number comes from, and which sentences are locked.

// One chip for a number stated twice in the same sense.
/** @param {string} text */
const unseen = (text) => {
  const seen = new Set();
  return (/** @type {NumberSpan} */ number) => {
    const name = `${text.slice(number.start, number.end)} ${number.explain}`;
    return seen.size !== seen.add(name).size;
  };
};

class Marks {
  /**
   * @param {HTMLElement} mirror @param {HTMLElement} chips
   * @param {(start: number, end: number) => void} select
   */
  constructor(mirror, chips, select) {
    this.mirror = mirror;
    this.chips = chips;
    this.select = select;
    /** @type {NumberSpan[]} */
    this.numbers = [];
    /** @type {string[]} */
    this.locked = [];
    this.text = "";
  }

  // Marks belong to the text the server saw.
  /** @param {EditorData} data */
  take(data) {
    this.numbers = data.numbers.map(([start, end, status, explain]) => ({ start, end, status, explain }));
    this.locked = data.locked;
    this.text = data.shown;
  }

  // Around what was typed since they move along or fall away.
  /** @param {string} now */
  moved(now) {
    const then = this.text;
    if (now === then) return this.numbers;
    const most = Math.min(now.length, then.length);
    let before = 0;
    while (before < most && now[before] === then[before]) before += 1;
    let after = 0;
    while (after < most - before && now[now.length - 1 - after] === then[then.length - 1 - after]) after += 1;
    const shift = now.length - then.length;
    return this.numbers.flatMap((mark) => {
      if (mark.end <= before) return [mark];
      if (mark.start >= then.length - after) return [{ ...mark, start: mark.start + shift, end: mark.end + shift }];
      return [];
    });
  }

  /** @param {string} text */
  draw(text) {
    const numbers = [...this.moved(text)].sort((one, two) => one.start - two.start);
    const locks = this.locked
      .map((words) => words.trim())
      .map((words) => ({ start: text.indexOf(words), words }))
      .filter((lock) => lock.start >= 0 && lock.words)
      .map((lock) => ({ start: lock.start, end: lock.start + lock.words.length }));
    const edges = new Set([0, text.length]);
    for (const span of [...numbers, ...locks]) edges.add(span.start).add(span.end);
    const cuts = [...edges].sort((one, two) => one - two);
    this.mirror.replaceChildren();
    for (let at = 0; at + 1 < cuts.length; at += 1) {
      const piece = document.createElement("span");
      piece.textContent = text.slice(cuts[at], cuts[at + 1]);
      /** @param {Span} span */
      const inside = (span) => span.start <= cuts[at] && span.end >= cuts[at + 1];
      const number = numbers.find(inside);
      if (number) piece.classList.add("number", number.status);
      if (locks.some(inside)) piece.classList.add("locked");
      this.mirror.append(piece);
    }
    this.mirror.append("\n");
    this.list(numbers, text);
  }

  /** @param {NumberSpan[]} numbers @param {string} text */
  list(numbers, text) {
    this.chips.replaceChildren(...numbers.filter(unseen(text)).map((number) => this.chip(number, text)));
  }

  /** @param {NumberSpan} number @param {string} text */
  chip(number, text) {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = `chip ${number.status}`;
    chip.title = number.explain;
    const value = document.createElement("b");
    value.textContent = text.slice(number.start, number.end);
    const words = document.createElement("span");
    words.textContent = number.status === "unbound" ? "没有出处" : number.explain;
    chip.append(value, words);
    chip.addEventListener("click", () => this.select(number.start, number.end));
    return chip;
  }
}
