// The text editor: saves when one pauses, keeps what was not acknowledged in the browser, and shows behind the
// words where each number comes from. While an input method is composing nothing is sent and nothing replaced.

const PAUSE_MS = 300;
const ANSWER_MS = 4000;

/** @param {string} text */
const tidy = (text) =>
  text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line)
    .join("\n");

class Editor {
  /** @param {HTMLElement | ShadowRoot} root @param {EditorData} data */
  constructor(root, data) {
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(name)); // as in editor.py
    this.data = data;
    this.kept = new Kept(data.key);
    this.trigger = (/** @type {object} */ _payload) => {};
    this.focused = "";
    this.timer = 0;
    this.field = /** @type {HTMLTextAreaElement} */ (part("textarea"));
    this.marks = new Marks(part("[data-role=mirror]"), part("[data-role=chips]"), (start, end) => this.select(start, end));
    this.status = part("[data-role=status]");
    this.count = part("[data-role=count]");
    this.client = Math.random().toString(36).slice(2) + Date.now().toString(36);
    this.seq = 0;
    this.sentAt = 0;
    /** @type {string | null} */
    this.sentText = null;
    this.composing = false;
    /** @type {string | null} */
    /** @type {string | null} */
    this.base = null; // the text is still to come
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
    this.resizing.observe(/** @type {HTMLElement} */ (this.field.parentElement));
    this.clock = setInterval(() => this.retry(), 1000);
  }

  get dirty() {
    return this.base !== null && tidy(this.field.value) !== this.base;
  }

  // What the server says; the person's own typing is never replaced by it.
  /** @param {EditorData} data @param {(payload: object) => void} trigger */
  hear(data, trigger) {
    this.trigger = trigger;
    this.data = data;
    this.kept = new Kept(data.key);
    this.field.readOnly = data.readOnly;
    this.field.placeholder = data.placeholder;
    this.field.setAttribute("aria-label", data.label);
    if (data.ack.client === this.client && data.ack.seq >= this.seq) this.sentAt = 0;
    if (this.base === null) this.begin(data);
    else if (this.sentAt === 0 && !this.composing) this.settle(data);
    this.marks.take(data);
    this.draw();
    this.say();
    if (data.focus && data.focus !== this.focused) this.point(data.focus);
    this.announce();
  }

  /** @param {EditorData} data */
  begin(data) {
    const kept = this.kept.read();
    this.base = data.text;
    this.field.value = data.text;
    // What the server has taken already (it may stand in a comparison of two people's texts) does not come back.
    const taken = kept && kept.client === data.ack.client && kept.seq <= data.ack.seq;
    if (!kept || taken || data.readOnly || tidy(kept.text) === data.text) return;
    this.base = kept.base;
    this.field.value = kept.text;
    this.later(0);
  }

  /** @param {EditorData} data */
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
    this.kept.forget();
  }

  typed() {
    this.draw();
    this.kept.write({ text: this.field.value, base: this.base, client: this.client, seq: this.seq + 1 });
    this.say();
    if (!this.composing) this.later(PAUSE_MS);
  }

  /** @param {number} wait */
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
    if (this.sentAt && Date.now() - this.sentAt > ANSWER_MS && !this.composing) this.send();
  }

  say() {
    const length = tidy(this.field.value).replaceAll("\n", "").length;
    this.count.textContent = `${length} 字`;
    const late = this.sentAt && Date.now() - this.sentAt > ANSWER_MS;
    let words = this.data.saved ? `已保存 ${this.data.saved}` : "";
    if (this.data.readOnly) words = "只读";
    else if (late) words = "还没有保存，正在重试";
    else if (this.dirty || this.sentAt) words = "正在保存";
    this.status.textContent = words;
  }

  // The shell's own line about saving follows the editor, so that the two never disagree.
  announce() {
    const line = document.querySelector("[data-role=saved]");
    if (line && this.data.saved && !this.dirty) line.textContent = `已保存 ${this.data.saved}`;
  }

  draw() {
    this.marks.draw(this.field.value);
    this.grow();
  }

  /** @param {number} start @param {number} end */
  select(start, end) {
    this.field.focus();
    this.field.setSelectionRange(start, end);
  }

  /** @param {string} focus */
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
