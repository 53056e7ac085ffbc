// The browser's own copy of what was typed and not yet acknowledged: a second safety net under the server's.

class Kept {
  /** @param {string} key */
  constructor(key) {
    this.name = `nianbao:${key}`;
  }

  /** @returns {KeptText | null} */
  read() {
    try {
      return JSON.parse(localStorage.getItem(this.name) ?? "null");
    } catch {
      return null;
    }
  }

  /** @param {KeptText} kept */
  write(kept) {
    try {
      localStorage.setItem(this.name, JSON.stringify(kept));
    } catch {
      // A full or forbidden browser store only takes the second safety net away.
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.name);
    } catch {
      // As above.
    }
  }
}
