// What is said around the table: the bar above it, the status line of the focused cell, and what does not hold.

/** @param {Grid} grid @returns {Parts} */
function buildTelling(grid) {
  /** @param {string} role @param {string} text @param {string} title @param {() => void} act */
  const button = (role, text, title, act) => {
    const node = element("button", { type: "button", "data-role": role, title }, text);
    node.addEventListener("mousedown", (event) => event.preventDefault());
    node.addEventListener("click", act);
    return node;
  };
  const parts = {
    bar: element("div", { class: "bar", role: "toolbar", "aria-label": "表格操作" }),
    undo: button("undo", "撤销", "撤销（Ctrl+Z）", () => grid.undo()),
    redo: button("redo", "重做", "重做（Ctrl+Y）", () => grid.redo()),
    zero: button("fill-zero", "其余空格填 0", "把空白单元格填为 0", () => grid.fillZero()),
    lastYear: button("show-last", "上年数", "显示或者隐藏上年数", () => {
      grid.showLast = !grid.showLast;
      grid.refresh();
    }),
    problems: button("grid-problems", "", "到下一处", () => nextProblem(grid)),
    blanks: element("span", { class: "blanks", "data-role": "grid-blanks" }),
    saving: element("span", { class: "saving", "data-role": "grid-saving", role: "status" }),
    status: element("div", { class: "status", "data-role": "grid-status", id: "grid-status" }),
    said: element("div", { class: "said", "data-role": "grid-said", role: "status", "aria-live": "polite" }),
    rules: element("ul", { class: "rules", "data-role": "grid-rules", "aria-live": "polite", "aria-label": "需要核对的内容" }),
  };
  parts.bar.append(parts.undo, parts.redo, parts.zero, parts.lastYear, parts.problems, parts.blanks, parts.saving);
  parts.rules.addEventListener("click", (event) => {
    const place = event.target instanceof Element && event.target.closest("li")?.dataset.where;
    if (place) grid.jump(place);
  });
  for (const cell of grid.drawing.cells.values()) cell.input.setAttribute("aria-describedby", "grid-status");
  return parts;
}

// Everything to be marked: the identities evaluated here, what was refused here, and what the server found.
/** @param {Grid} grid @param {Broken[]} broken */
function gatherMarks(grid, broken) {
  const { data, form } = grid;
  /** @type {TableMarks} */
  const marks = { list: [], cells: new Map(), heads: new Map() };
  const own = new Set(form.rules.map((rule) => `${rule.code} ${rule.place}`));
  /** @param {string} code @param {Mark} mark */
  const put = (code, mark) => marks.cells.set(code, [...(marks.cells.get(code) ?? []), mark]);
  for (const [code, reason] of grid.refused) {
    const mark = { rule: "T-01", where: code, severity: "error", message: `${grid.nameOf(code)}：${reason}` };
    marks.list.push(mark);
    put(code, mark);
  }
  for (const { rule, message } of broken) {
    const mark = { rule: rule.code, where: rule.place, severity: rule.severity, message, basis: rule.basis };
    marks.list.push(mark);
    for (const [, code, isLast] of [...rule.left, ...rule.right]) if (!isLast) put(code, mark);
    if (!grid.drawing.cells.has(rule.place)) marks.heads.set(rule.place, mark);
  }
  /** @param {string} place */
  const evaluable = (place) => data.last || !form.rules.some((rule) => rule.place === place && [...rule.left, ...rule.right].some((part) => part[2]));
  for (const item of data.findings) {
    if (own.has(`${item.code} ${item.where}`) && evaluable(item.where)) continue;
    // What was found of a cell no longer holds once the cell is changed; the server will say anew.
    const isCell = grid.drawing.cells.has(item.where);
    if (isCell && grid.sender.pending(item.where)) continue;
    const mark = { rule: item.code, where: item.where, severity: item.severity, message: item.message };
    if (!(item.code === "T-01" && isCell && grid.committed(item.where) === "" && grid.unreadable(item.where) === undefined)) {
      marks.list.push(mark);
    }
    if (isCell && (item.code !== "T-01" || grid.unreadable(item.where) !== undefined || grid.committed(item.where) !== "")) put(item.where, mark);
    else if (!isCell) marks.heads.set(item.where, mark);
  }
  for (const [code, message] of grid.notes) {
    if (!grid.drawing.cells.has(code)) continue;
    const mark = { rule: "note", where: code, severity: "warning", message: `${grid.nameOf(code)}：${message}` };
    marks.list.push(mark);
    put(code, mark);
  }
  return marks;
}

/** @param {Grid} grid */
function tell(grid) {
  tellHeads(grid);
  tellRules(grid);
  tellBar(grid);
  tellStatus(grid);
}

/** @param {Grid} grid */
function tellHeads(grid) {
  for (const { td } of grid.drawing.heads) td.classList.remove("bad", "doubtful");
  for (const [place, mark] of grid.marks.heads) {
    const head = headOf(grid.form, grid.drawing, place)?.head;
    head?.td.classList.add(mark.severity === "error" ? "bad" : "doubtful");
  }
}

/** @param {Grid} grid */
function tellRules(grid) {
  const signature = JSON.stringify(grid.marks.list);
  if (signature === grid.toldRules) return;
  grid.toldRules = signature;
  const items = grid.marks.list.map((mark) =>
    element(
      "li",
      { "data-rule": mark.rule, "data-where": mark.where, class: mark.severity, title: mark.basis ?? "" },
      element("button", { type: "button" }, mark.message),
    ),
  );
  grid.parts.rules.replaceChildren(...items);
}

/** @param {Grid} grid */
function nextProblem(grid) {
  const { list } = grid.marks;
  grid.problem = (grid.problem + 1) % list.length;
  grid.jump(list[grid.problem].where);
}

/** @param {Grid} grid */
function tellBar(grid) {
  const { parts, sender } = grid;
  const codes = [...grid.drawing.cells.keys()].filter((code) => !grid.form.cells[code].computed);
  const blanks = codes.filter((code) => grid.committed(code) === "").length;
  parts.blanks.textContent = blanks ? `尚有 ${blanks} 格空白` : "已填齐";
  parts.undo.disabled = !grid.history.length;
  parts.redo.disabled = !grid.future.length;
  parts.zero.disabled = !codes.some((code) => grid.editable(code) && grid.committed(code) === "");
  parts.zero.textContent = grid.selection().length > 1 ? "所选空格填 0" : "其余空格填 0";
  const hard = grid.marks.list.filter((mark) => mark.severity !== "info").length;
  parts.problems.hidden = !hard;
  parts.problems.textContent = `${hard} 处须核对`;
  for (const node of [parts.undo, parts.redo, parts.zero]) node.hidden = grid.data.readOnly;
  parts.lastYear.hidden = !grid.data.last;
  parts.lastYear.setAttribute("aria-pressed", String(grid.showLast));
  const late = sender.late;
  parts.saving.classList.toggle("late", late);
  if (late) parts.saving.textContent = `有 ${sender.waiting} 格尚未保存，正在重试；请不要关闭页面`;
  else if (sender.waiting) parts.saving.textContent = "正在保存…";
  else parts.saving.textContent = grid.savedAt ? `已保存 ${grid.savedAt.toLocaleTimeString("zh-CN", { hour12: false })}` : "";
}

/** @param {Grid} grid */
function tellStatus(grid) {
  const { form, parts, data } = grid;
  const code = grid.active;
  const { row, column, computed } = form.cells[code];
  const { name, basis, note } = form.rows[row];
  const total = grid.totals.get(code);
  const selected = grid.selection().length;
  const line = [element("b", {}, `${name} · ${form.columns[column].label}`)];
  /** @param {string} text @param {string} kind */
  const add = (text, kind = "") => line.push(element("span", { class: kind }, text));
  if (selected > 1) add(`已选 ${selected} 格`);
  if (computed) add(total?.state === "running" ? `暂计 ${total.text}，还有空白单元格` : "自动计算");
  if (data.last) add(`上年 ${data.last[code] ?? "空白"}`);
  if (grid.changed.has(code)) add("导入后修改过");
  if (grid.locked.has(code)) add(grid.unlocking.has(code) ? "正在解锁…" : "取自上年报告，已锁定", "lock");
  const marks = grid.marks.cells.get(code) ?? [];
  const said = marks.map((mark) => element("p", { class: mark.severity }, mark.message));
  const cases = casesOf(grid, code);
  const law = element("p", { class: "law", title: basis }, note ? `${note} ${basis}` : basis);
  const signature = JSON.stringify([code, line.map((node) => node.textContent), said.map((node) => node.textContent), cases]);
  if (signature === grid.toldStatus) return;
  grid.toldStatus = signature;
  const children = [element("p", { class: "where" }, ...line), ...said.slice(0, 2)];
  if (cases) children.push(element("p", { class: "cases", "data-role": "grid-cases" }, cases));
  children.push(law);
  if (grid.locked.has(code) && !grid.unlocking.has(code) && !data.readOnly) children.splice(1, 0, unlockForm(grid, code));
  parts.status.replaceChildren(...children);
}

// Which applications of the ledger a figure was counted from, and whether it is still that figure.
/** @param {Grid} grid @param {string} code */
function casesOf(grid, code) {
  const [count, named] = grid.data.cases?.[code] ?? [];
  if (!count) return "";
  const now = grid.committed(code);
  return `台账计 ${count} 件：${named}。${now === String(count) ? "" : `现在填的是 ${now || "空白"}。`}`;
}

// A locked cell opens only with a reason, which goes to the record.
/** @param {Grid} grid @param {string} code */
function unlockForm(grid, code) {
  const { row } = grid.form.cells[code];
  const reason = element("input", { type: "text", maxlength: "200", placeholder: "解锁理由，如：上年报告有误", "aria-label": "解锁理由", "data-role": "unlock-reason" });
  /** @param {string[]} codes */
  const ask = (codes) => {
    const text = reason.value.trim();
    if (!text) {
      grid.say("请先写明解锁理由。", "error");
      return reason.focus();
    }
    for (const item of codes) {
      grid.unlocking.add(item);
      grid.sender.put({ kind: "unlock", code: item, raw: text, value: null, before: "" });
    }
    grid.say("");
    return grid.refresh();
  };
  /** @param {string} role @param {string} text @param {() => string[]} codes */
  const button = (role, text, codes) => {
    const node = element("button", { type: "button", "data-role": role }, text);
    node.addEventListener("click", () => ask(codes()));
    return node;
  };
  const sameRow = () => [...grid.locked].filter((item) => grid.form.cells[item].row === row);
  return element("p", { class: "unlock" }, reason, button("unlock-cell", "解锁本格", () => [code]), button("unlock-row", "解锁本行", sameRow));
}
