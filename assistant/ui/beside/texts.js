// The sections' text at the right of the original, paragraph by paragraph: reworded in place, or moved to its section.

class BesideTexts {
  /** @param {HTMLElement} list @param {Beside} beside */
  constructor(list, beside) {
    this.list = list;
    this.beside = beside;
    /** @type {Map<string, BesidePart>} */
    this.parts = new Map();
  }

  /** @param {BesideData} data */
  fill(data) {
    this.parts.clear();
    const order = [...data.sections.filter((one) => one.doubtful), ...data.sections.filter((one) => !one.doubtful)];
    this.list.replaceChildren(...order.map((section) => this.partFor(section)));
  }

  /** @param {BesideSection} section */
  partFor(section) {
    const whole = document.createElement("section");
    const head = document.createElement("h2");
    const count = document.createElement("span");
    const remarks = document.createElement("p");
    const rows = document.createElement("ul");
    const seen = document.createElement("button");
    const anew = document.createElement("button");
    const note = document.createElement("span");
    whole.dataset.section = section.id;
    count.className = "nb-beside-seen";
    head.append(section.name, " ", count);
    remarks.className = "nb-beside-remark";
    note.className = "nb-beside-note";
    note.setAttribute("role", "status");
    seen.type = anew.type = "button";
    seen.textContent = "已核对，就放在这里";
    anew.textContent = "放弃我的改动，看现在的内容";
    anew.hidden = true;
    seen.addEventListener("click", () => this.keep(section.id, true));
    anew.addEventListener("click", () => this.afresh(section.id));
    const foot = document.createElement("div");
    foot.className = "nb-beside-foot";
    foot.append(seen, note, anew);
    whole.append(head, remarks, rows, foot);
    this.parts.set(section.id, { whole, count, remarks, rows, seen, note, anew, base: null });
    return whole;
  }

  /** @param {BesideData} data @param {boolean} onlyDoubtful */
  show(data, onlyDoubtful) {
    for (const section of data.sections) {
      const part = this.parts.get(section.id);
      if (!part) continue;
      this.keepUp(part, section, data);
      part.whole.classList.toggle("nb-doubtful", section.doubtful);
      part.whole.classList.toggle("nb-checked", section.checked);
      part.remarks.textContent = section.remarks.join("");
      const length = section.paragraphs.reduce((sum, one) => sum + [...one.text].length, 0);
      part.count.textContent = `${length} 字${section.checked ? "，已核对" : ""}`;
      part.seen.hidden = !section.doubtful || !data.mayCorrect;
      const nothing = section.id === "unplaced" && !section.paragraphs.length;
      const typing = part.whole.contains(document.activeElement);
      part.whole.hidden = nothing || (onlyDoubtful && !section.doubtful && !typing);
    }
  }

  // What is being typed, or could not be saved, is left alone until it is.
  /** @param {BesidePart} part @param {BesideSection} section @param {BesideData} data */
  keepUp(part, section, data) {
    const text = section.paragraphs.map((one) => one.text).join("\n");
    const areas = part.rows.querySelectorAll("textarea");
    if (part.base !== null && (this.beside.waiting("section", section.id) || typed(part) !== part.base)) return;
    if (part.base === text && areas.length === Math.max(1, section.paragraphs.length)) return;
    const typing = document.activeElement;
    const kept = typing instanceof HTMLTextAreaElement && part.rows.contains(typing) ? typing : null;
    part.base = text;
    const texts = section.paragraphs.length ? section.paragraphs.map((one) => one.text) : [""];
    part.rows.replaceChildren(...texts.map((one, index) => this.rowFor(section, one, index, data)));
    if (!kept) return;
    const same = [...part.rows.querySelectorAll("textarea")].find((one) => one.value === kept.value);
    same?.focus({ preventScroll: true });
    same?.setSelectionRange(kept.selectionStart, kept.selectionEnd);
  }

  /** @param {BesideSection} section @param {string} text @param {number} index @param {BesideData} data */
  rowFor(section, text, index, data) {
    const item = document.createElement("li");
    const area = document.createElement("textarea");
    item.dataset.code = `${section.id}:${index}`;
    area.value = text;
    area.rows = Math.max(1, Math.ceil([...text].length / 22)); // where a box does not grow with its text by itself
    area.placeholder = "没有读到文字";
    area.readOnly = !data.mayCorrect;
    area.setAttribute("aria-label", `${section.name}第 ${index + 1} 段`);
    area.addEventListener("focus", () => this.beside.choose(item.dataset.code ?? ""));
    area.addEventListener("change", () => this.keep(section.id, false));
    item.append(area);
    if (text && data.mayCorrect) item.append(this.ways(section, item, index, data));
    return item;
  }

  /** @param {BesideSection} section @param {HTMLElement} item @param {number} index @param {BesideData} data */
  ways(section, item, index, data) {
    const ways = document.createElement("select");
    ways.setAttribute("aria-label", `把${section.name}第 ${index + 1} 段移到`);
    ways.add(new Option("移到", ""));
    for (const other of data.sections) if (other.id !== section.id) ways.add(new Option(other.name, other.id));
    ways.addEventListener("change", () => {
      const part = this.parts.get(section.id);
      const target = ways.value;
      ways.value = "";
      if (!part || !target) return;
      let paragraph = 0;
      for (const one of part.rows.querySelectorAll("li")) {
        if (one === item) break;
        paragraph += lines(one.querySelector("textarea")?.value ?? "").length;
      }
      say(part, "正在移动……", false);
      this.beside.post({ what: "move", code: section.id, base: "", text: "", paragraph, target });
    });
    return ways;
  }

  /** @param {string} id @param {boolean} asSeen also where it stays as it was: then it is checked */
  keep(id, asSeen) {
    const part = this.parts.get(id);
    if (!part || part.base === null) return;
    const text = typed(part);
    const last = this.beside.waiting("section", id);
    if (last ? last.text === text : !asSeen && text === part.base) return;
    say(part, "正在保存……", false);
    this.beside.post({ what: "section", code: id, base: part.base, text });
  }

  /** @param {string} id */
  afresh(id) {
    const part = this.parts.get(id);
    if (!part) return;
    part.base = null;
    say(part, "", false);
    this.beside.show();
  }

  /** @param {BesideSent} sent @param {string} message */
  answer(sent, message) {
    const part = this.parts.get(sent.code);
    if (!part) return;
    say(part, message, Boolean(message));
    if (sent.what === "section" && !message) part.base = sent.text;
  }

  /** @param {string} chosen */
  point(chosen) {
    for (const item of this.list.querySelectorAll("li"))
      item.classList.toggle("nb-chosen", item.dataset.code === chosen);
  }

  /** @param {string} code */
  focus(code) {
    /** @type {HTMLElement | null} */ (
      this.list.querySelector(`[data-code="${CSS.escape(code)}"] textarea`)
    )?.focus();
  }
}

/** @param {string} text */
function lines(text) {
  return text.split("\n").map((line) => line.trim()).filter((line) => line);
}

/** @param {BesidePart} part */
function typed(part) {
  return [...part.rows.querySelectorAll("textarea")].flatMap((area) => lines(area.value)).join("\n");
}

/** @param {BesidePart} part @param {string} message @param {boolean} refused */
function say(part, message, refused) {
  part.note.textContent = message;
  part.anew.hidden = !refused;
  if (refused) part.note.scrollIntoView({ block: "nearest" });
}
