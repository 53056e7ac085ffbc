// The text editor: saves when one pauses, keeps what was not acknowledged in the browser, and shows behind the
// words where each number comes from. While an input method is composing nothing is sent and nothing replaced.

const PAUSE_MS = 300;
const RETRY_MS = 4000;

const tidy = (text) =>
  text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line)
    .join("\n");

// One chip for a number stated twice in the same sense.
const unseen = (text) => {
  const seen = new Set();
  return (number) => {
    const name = `${text.slice(number.start, number.end)} ${number.explain}`;
    return seen.size !== seen.add(name).size;
  };
};

class Editor {
  constructor(root) {
    this.field = root.querySelector("textarea");
    this.mirror = root.querySelector("[data-role=mirror]");
    this.chips = root.querySelector("[data-role=chips]");
    this.status = root.querySelector("[data-role=status]");
    this.count = root.querySelector("[data-role=count]");
    this.client = Math.random().toString(36).slice(2) + Date.now().toString(36);
    this.seq = 0;
    this.sentAt = 0;
    this.sentText = null;
    this.composing = false;
    this.base = null;
    this.marks = [];
    this.marked = "";
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("compositionstart", () => (this.composing = true));
    this.field.addEventListener("compositionend", () => {
      this.composing = false;
      this.typed();
    });
    this.field.addEventListener("blur", () => this.flush());
    this.field.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && (event.key === "s" || event.key === "Enter") && !event.isComposing) {
        event.preventDefault();
        this.flush();
      }
    });
    this.resizing = new ResizeObserver(() => this.grow());
    this.resizing.observe(this.field.parentElement);
    this.clock = setInterval(() => this.retry(), 1000);
  }

  get dirty() {
    return this.base !== null && tidy(this.field.value) !== this.base;
  }

  // What the server says; the person's own typing is never replaced by it.
  hear(data, trigger) {
    this.trigger = trigger;
    this.data = data;
    this.field.readOnly = data.readOnly;
    this.field.placeholder = data.placeholder;
    this.field.setAttribute("aria-label", data.label);
    if (data.ack.client === this.client && data.ack.seq >= this.seq) this.sentAt = 0;
    if (this.base === null) this.begin(data);
    else if (this.sentAt === 0 && !this.composing) this.settle(data);
    this.marks = data.numbers.map(([start, end, status, explain]) => ({ start, end, status, explain }));
    this.locked = data.locked;
    this.marked = data.shown;
    this.draw();
    this.say();
    if (data.focus && data.focus !== this.focused) this.point(data.focus);
    this.announce();
  }

  begin(data) {
    const kept = this.kept();
    this.base = data.text;
    this.field.value = data.text;
    // What the server has taken already (it may stand in a comparison of two people's texts) does not come back.
    const taken = kept && kept.client === data.ack.client && kept.seq <= data.ack.seq;
    if (!kept || taken || data.readOnly || tidy(kept.text) === data.text) return;
    this.base = kept.base;
    this.field.value = kept.text;
    this.later(0);
  }

  settle(data) {
    const untouched = !this.dirty || tidy(this.field.value) === tidy(this.sentText ?? "\u0000");
    if (!untouched) {
      if (this.sentText !== null) this.base = data.text;
      this.sentText = null;
      this.later(0);
      return;
    }
    this.base = data.text;
    this.sentText = null;
    if (tidy(this.field.value) !== data.text) this.field.value = data.text;
    this.forget();
  }

  typed() {
    this.draw();
    this.keep();
    this.say();
    if (!this.composing) this.later(PAUSE_MS);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), wait);
  }

  flush() {
    clearTimeout(this.timer);
    if (this.composing || this.sentAt || !this.dirty || this.field.readOnly) return;
    this.send();
  }

  send() {
    this.seq += 1;
    this.sentAt = Date.now();
    this.sentText = this.field.value;
    this.trigger({ client: this.client, seq: this.seq, text: this.sentText, base: this.base });
    this.say();
  }

  retry() {
    if (this.sentAt && Date.now() - this.sentAt > RETRY_MS && !this.composing) this.send();
  }

  say() {
    const length = tidy(this.field.value).replaceAll("\n", "").length;
    this.count.textContent = `${length} 字`;
    const late = this.sentAt && Date.now() - this.sentAt > RETRY_MS;
    let words = this.data?.saved ? `已保存 ${this.data.saved}` : "";
    if (this.data?.readOnly) words = "只读";
    else if (late) words = "还没有保存，正在重试";
    else if (this.dirty || this.sentAt) words = "正在保存";
    this.status.textContent = words;
  }

  // The shell's own line about saving follows the editor, so that the two never disagree.
  announce() {
    const line = document.querySelector("[data-role=saved]");
    if (line && this.data.saved && !this.dirty) line.textContent = `已保存 ${this.data.saved}`;
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(`nianbao:${this.data.key}`) ?? "null");
    } catch {
      return null;
    }
  }

  keep() {
    try {
      const kept = { text: this.field.value, base: this.base, client: this.client, seq: this.seq + 1 };
      localStorage.setItem(`nianbao:${this.data.key}`, JSON.stringify(kept));
    } catch {
      // A full or forbidden browser store only takes the second safety net away.
    }
  }

  forget() {
    try {
      localStorage.removeItem(`nianbao:${this.data.key}`);
    } catch {
      // As above.
    }
  }

  // Marks belong to the text the server saw; around what was typed since they move along or fall away.
  moved() {
    const now = this.field.value;
    const then = this.marked;
    if (now === then) return this.marks;
    const most = Math.min(now.length, then.length);
    let before = 0;
    while (before < most && now[before] === then[before]) before += 1;
    let after = 0;
    while (after < most - before && now[now.length - 1 - after] === then[then.length - 1 - after]) after += 1;
    const shift = now.length - then.length;
    return this.marks.flatMap((mark) => {
      if (mark.end <= before) return [mark];
      if (mark.start >= then.length - after) return [{ ...mark, start: mark.start + shift, end: mark.end + shift }];
      return [];
    });
  }

  draw() {
    const text = this.field.value;
    const numbers = this.moved().sort((one, two) => one.start - two.start);
    const locks = (this.locked ?? [])
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
      const inside = (span) => span.start <= cuts[at] && span.end >= cuts[at + 1];
      const number = numbers.find(inside);
      if (number) piece.classList.add("number", number.status);
      if (locks.some(inside)) piece.classList.add("locked");
      this.mirror.append(piece);
    }
    this.mirror.append("\n");
    this.list(numbers, text);
    this.grow();
  }

  list(numbers, text) {
    this.chips.replaceChildren(
      ...numbers.filter(unseen(text)).map((number) => {
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
      }),
    );
  }

  select(start, end) {
    this.field.focus();
    this.field.setSelectionRange(start, end);
  }

  point(focus) {
    this.focused = focus;
    const [start, end] = focus.split("-").map(Number);
    if (end <= this.field.value.length) this.select(start, end);
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.max(this.field.scrollHeight, 280)}px`;
  }

  close() {
    this.flush();
    clearInterval(this.clock);
    clearTimeout(this.timer);
    this.resizing.disconnect();
  }
}

const editors = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let editor = editors.get(parentElement);
  if (!editor) {
    editor = new Editor(parentElement);
    editors.set(parentElement, editor);
  }
  editor.hear(data, (payload) => setTriggerValue("event", payload));
  return () => {
    editor.close();
    editors.delete(parentElement);
  };
}
