// What typed or pasted text says as a cell value: the same reading the server makes, so that a refusal is seen at once.
// The server reads the text again; its word is the last.

function fold(raw) {
  return String(raw ?? "").normalize("NFKC").replace(/(?!\s)[\p{Cf}\p{Cc}]/gu, "").replaceAll("−", "-").trim();
}

function quoted(raw, reading) {
  const text = String(raw).trim().replace(/\s+/g, " ");
  return `“${text.length > reading.shown ? `${text.slice(0, reading.shown)}…` : text}”`;
}

// → {state: "blank" | "number" | "refused", value: canonical text or null, reason, remark}
function readText(raw, column, reading) {
  const folded = fold(raw);
  let text = folded.replace(/\s+/g, "");
  if (text === "" || reading.blanks.includes(text)) return { state: "blank", value: null, reason: "", remark: "" };
  const refuse = (reason) => ({ state: "refused", value: null, reason: quoted(raw, reading) + reason, remark: "" });
  let remark = "";
  const aside = /^([\d,.]+)[（(]([^（）()]*)[）)]$/.exec(text);
  if (aside) {
    text = aside[1];
    remark = `括注“${aside[2]}”没有计入`;
  } else if (/\d\s+\d/.test(folded)) {
    return refuse("中间有空格，不能确定是几个数，请核对。");
  }
  if (/^\d/.test(text)) while (reading.units.includes(text.at(-1))) text = text.slice(0, -1);
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) text = text.replaceAll(",", "");
  if (!/^-?\d+(\.\d+)?$/.test(text)) return refuse("不是数字，请填写阿拉伯数字。");
  if (text.startsWith("-") && /[1-9]/.test(text)) return refuse("是负数，请填写不小于 0 的数。");
  const [whole, part = ""] = text.replace("-", "").split(".");
  const digits = whole.replace(/^0+(?=\d)/, "");
  const decimals = part.replace(/0+$/, "");
  if (digits.length >= String(reading.limit).length) return refuse("数值过大，请核对。");
  if (decimals && !column.decimal) return refuse("不是整数，件数应当是整数。");
  return { state: "number", value: decimals ? `${digits}.${decimals}` : digits, reason: "", remark };
}
