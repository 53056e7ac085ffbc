// The browser's own copy of what was typed and not yet acknowledged: a second safety net under the server's.

class Kept {
  constructor(key) {
    this.name = `nianbao:${key}`;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.name) ?? "null");
    } catch {
      return null;
    }
  }

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
