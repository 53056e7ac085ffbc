// What typed or pasted text says as a cell value: the same reading the server makes, by the server's own expressions,
// so that a refusal is seen at once. The server reads the text again; its word is the last.

// Exactly what Python takes for white space.
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/**
 * As read_number of figures.py; `value` is the number as it is printed.
 * @param {string} raw
 * @param {ReadingRules} rules
 * @returns {Reading}
 */
function readNumber(raw, rules) {
  let folded = Array.from(raw, (char) => rules.folds[char] ?? char).join("").replace(/^ +| +$/g, "");
  let remark = "";
  const marked = new RegExp(rules.marked).exec(folded);
  const aside = marked ? null : new RegExp(rules.aside).exec(folded);
  if (marked) {
    folded = marked[1];
    remark = `角注“${marked[2]}”没有计入`;
  } else if (aside) {
    folded = aside[1];
    remark = `括注“${aside[2].replaceAll(" ", "")}”没有计入`;
  }
  const squeezed = folded.replaceAll(" ", "");
  if (rules.blanks.includes(squeezed)) return { state: "blank", value: null, remark: "" };
  const number = new RegExp(rules.number).exec(squeezed);
  if (!number || new RegExp(rules.apart).test(folded)) return { state: "unreadable", value: null, remark: "" };
  const value = printed(number[1].replaceAll(",", ""));
  if (reaches(value, rules.largest)) return { state: "unreadable", value: null, remark: "数值过大" };
  return { state: "number", value, remark };
}

/**
 * As read_cell of figures.py: 3万 is no 3 where single cases are counted, 500元 no 500 where 万元 are.
 * @param {string} raw
 * @param {boolean} decimal
 * @param {ReadingRules} rules
 * @returns {Reading}
 */
function readCell(raw, decimal, rules) {
  const reading = readNumber(raw, rules);
  const isOther = decimal ? raw.includes("元") && !raw.includes("万") : raw.includes("万");
  if (!isOther || reading.value === null || reading.value === "0") return reading;
  const [said, wanted] = decimal ? ["元", "万元"] : ["万", "件"];
  return { state: "unreadable", value: null, remark: `以“${said}”计，应当换算成以“${wanted}”计的数` };
}

/**
 * As entry.py takes or refuses what was typed into a cell.
 * @param {string} raw
 * @param {boolean} decimal
 * @param {ReadingRules} rules
 * @returns {Typed}
 */
function readText(raw, decimal, rules) {
  const { state, value, remark } = readCell(raw, decimal, rules);
  if (state === "blank") return { state, value: null, reason: "", remark: "" };
  const reason = value === null ? (remark ? `${remark}，请核对。` : "不是数字，请填写阿拉伯数字。") : unfit(value, decimal, rules);
  if (reason) return { state: "refused", value: null, reason: quoted(raw, rules) + reason, remark: "" };
  return { state: "number", value, reason: "", remark };
}

/** @param {string} value @param {boolean} decimal @param {ReadingRules} rules */
function unfit(value, decimal, rules) {
  if (value.startsWith("-")) return "是负数，请填写不小于 0 的数。";
  if (reaches(value, rules.limit)) return "数值过大，请核对。";
  return value.includes(".") && !decimal ? "不是整数，件数应当是整数。" : "";
}

/** @param {string} value @param {number} limit */
function reaches(value, limit) {
  return BigInt(value.replace("-", "").split(".")[0]) >= BigInt(limit);
}

/** @param {string} text digits, with a sign or a point */
function printed(text) {
  const [whole, part = ""] = text.replace("-", "").split(".");
  const decimals = part.replace(/0+$/, "");
  const value = whole.replace(/^0+(?=\d)/, "") + (decimals && `.${decimals}`);
  return text.startsWith("-") && value !== "0" ? `-${value}` : value;
}

/** @param {string} raw @param {ReadingRules} rules */
function quoted(raw, rules) {
  const text = [...raw.replace(SPACES, " ").replace(/^ | $/g, "")];
  return `“${text.length > rules.shown ? `${text.slice(0, rules.shown).join("")}…` : text.join("")}”`;
}
