// Edits on their way to the server. Each has a number; all that are not acknowledged go out together, again and
// again, so that a rerun cut short, a dropped message or a lost connection loses none of them.

const RETRY_MS = [2000, 4000, 8000, 15000];
// As long as the server is seen to be at work, the answer is on its way: asking again would make it begin anew.
const PATIENCE_MS = 20000;

class Sender {
  /** @param {() => void} onChange */
  constructor(onChange) {
    this.client = Math.random().toString(36).slice(2) + Date.now().toString(36);
    this.seq = 0;
    /** @type {Map<string, Sent>} */
    this.items = new Map(); // by "edit:code" or "unlock:code"
    this.sentSeq = 0;
    this.sentAt = 0;
    this.tries = 0;
    this.timer = 0;
    this.onChange = onChange;
    this.store = "";
    /** @type {((payload: object) => void) | null} */
    this.trigger = null;
    this.focus = () => "";
    this.clock = setInterval(() => this.retry(), 500);
  }

  /** @param {string} code */
  pending(code) {
    return this.items.get(`edit:${code}`);
  }

  get waiting() {
    return this.items.size;
  }

  // How long the oldest unanswered message has been out.
  get late() {
    return this.items.size > 0 && this.tries > 1;
  }

  /** @param {Sending} item */
  put(item) {
    const key = `${item.kind}:${item.code}`;
    const older = this.items.get(key);
    this.seq += 1;
    this.items.set(key, { ...item, before: older ? older.before : item.before, seq: this.seq });
    this.keep();
    // A pasted block is many edits of one moment: they go out as one message.
    this.timer ||= setTimeout(() => this.flush());
  }

  // While an answer is awaited, new edits queue; the answer, or its absence, sends them.
  flush(atOnce = false) {
    clearTimeout(this.timer);
    this.timer = 0;
    const awaited = this.sentAt && Date.now() - this.sentAt < (isServerAtWork() ? PATIENCE_MS : RETRY_MS[0]);
    if (this.items.size && (atOnce || !awaited)) this.send();
  }

  send() {
    this.sentAt = Date.now();
    this.sentSeq = this.seq;
    this.tries += 1;
    const items = [...this.items.values()].map(({ kind, code, raw, before, seq }) => ({ kind, code, raw, before, seq }));
    this.trigger?.({ client: this.client, focus: this.focus(), items });
    this.onChange();
  }

  retry() {
    if (!this.items.size || !this.sentAt) return;
    const wait = RETRY_MS[Math.min(Math.max(this.tries - 1, 0), RETRY_MS.length - 1)];
    const waited = Date.now() - this.sentAt;
    if (waited >= (isServerAtWork() ? PATIENCE_MS : wait)) this.send();
  }

  // → the cells whose edits were acknowledged
  /** @param {Acknowledged} ack @returns {string[]} */
  acknowledge(ack) {
    if (ack.client !== this.client) return [];
    const answered = [];
    for (const [key, item] of this.items) {
      if (item.seq <= ack.seq) {
        this.items.delete(key);
        answered.push(item.code);
      }
    }
    if (ack.seq >= this.sentSeq) {
      this.sentAt = 0;
      this.tries = 0;
      if (this.items.size && !this.timer) this.flush();
    }
    if (answered.length) this.keep();
    return answered;
  }

  // What was not acknowledged survives a reload of the page in this browser tab.
  keep() {
    try {
      const edits = [...this.items.values()].filter((item) => item.kind === "edit");
      if (edits.length) sessionStorage.setItem(this.store, JSON.stringify(edits));
      else sessionStorage.removeItem(this.store);
    } catch {
      // storage may be switched off; the edits are still in memory
    }
  }

  /** @returns {Sending[]} */
  left() {
    try {
      return JSON.parse(sessionStorage.getItem(this.store) ?? "[]");
    } catch {
      return [];
    }
  }

  // Unsent edits of the report's other tables, taken over from where they were kept.
  /** @returns {Sending[]} */
  strays() {
    /** @param {string} name */
    const family = (name) => name.replace(/_T\d_/, "_");
    const found = [];
    try {
      for (const name of Object.keys(sessionStorage)) {
        if (name === this.store || family(name) !== family(this.store)) continue;
        found.push(...JSON.parse(sessionStorage.getItem(name) ?? "[]"));
        sessionStorage.removeItem(name);
      }
    } catch {
      // storage may be switched off, or hold what is not ours
    }
    return found;
  }

  // What is out already is not sent once more: that would begin the next page anew. Should it be lost, it is kept.
  close() {
    clearInterval(this.clock);
    if (this.seq > this.sentSeq) this.flush(true);
    clearTimeout(this.timer);
  }
}

function isServerAtWork() {
  return document.querySelector('[data-testid="stApp"]')?.getAttribute("data-test-script-state") === "running";
}
