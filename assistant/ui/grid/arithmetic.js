// The form's identities, evaluated over what stands in the cells now. Operands come from the server's own rules;
// numbers are whole millionths, so nothing is lost to binary fractions.

const SCALE = 6;

/** @typedef {{operand: Operand, value: bigint}[]} Side */

/** @param {string | null | undefined} text @returns {bigint | null} */
function toMillionths(text) {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text ?? "");
  if (!match) return null;
  const value = BigInt(match[2] + (match[3] ?? "").padEnd(SCALE, "0").slice(0, SCALE));
  return match[1] ? -value : value;
}

/** @param {bigint} value */
function fromMillionths(value) {
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, "0");
  const part = digits.slice(-SCALE).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -SCALE)}${part ? `.${part}` : ""}`;
}

// `known(code)`: text of a typed cell or null; `supplied(code)`: a total that came with the figures or null;
// `last(code)`: last year's text or null.
/**
 * @param {Form} form @param {Known} known @param {Known} supplied @param {Known} last
 * @returns {{totals: Map<string, Total>, broken: Broken[]}}
 */
function evaluate(form, known, supplied, last) {
  /** @type {Map<string, bigint | null>} */
  const values = new Map();
  /** @type {Map<string, bigint>} */
  const running = new Map();
  /** @type {Map<string, Total>} */
  const totals = new Map();
  /** @param {string} code */
  const valueOf = (code) => {
    if (!values.has(code)) values.set(code, form.cells[code].computed ? null : toMillionths(known(code)));
    return values.get(code) ?? null;
  };
  for (const rule of form.rules) {
    if (!rule.computes || totals.get(rule.computes)?.state === "sum") continue;
    const sum = total(rule, rule.computes, valueOf, running, supplied);
    const { state, value } = sum;
    totals.set(rule.computes, sum);
    values.set(rule.computes, state === "sum" || state === "supplied" ? value : null);
    if (value !== null) running.set(rule.computes, value);
  }
  const broken = [];
  for (const rule of form.rules) {
    if (rule.computes) continue;
    /** @param {Operand} operand */
    const read = ([, code, isLast]) => (isLast ? toMillionths(last(code)) : valueOf(code));
    const sides = [];
    for (const operands of [rule.left, rule.right]) {
      const side = operands.flatMap((operand) => {
        const value = read(operand);
        return value === null ? [] : [{ operand, value }];
      });
      if (side.length === operands.length) sides.push(side);
    }
    if (sides.length < 2) continue;
    const [left, right] = sides.map((side) => side.reduce((sum, { operand, value }) => sum + BigInt(operand[0]) * value, 0n));
    if (left !== right) broken.push({ rule, message: sentence(rule, sides, left, right) });
  }
  return { totals, broken };
}

// The typed cells a total is made of, through the totals between.
/** @param {Form} form @param {string} code @returns {string[]} */
function sourcesOf(form, code) {
  if (!form.cells[code].computed) return [code];
  const parts = form.rules.filter((rule) => rule.computes === code).flatMap((rule) => rule.left.map((operand) => operand[1]));
  return parts.flatMap((part) => sourcesOf(form, part));
}

/**
 * @param {Rule} rule @param {string} computed @param {(code: string) => bigint | null} valueOf
 * @param {Map<string, bigint>} running @param {Known} supplied @returns {Total}
 */
function total(rule, computed, valueOf, running, supplied) {
  let sum = 0n;
  let some = false;
  let all = true;
  for (const [sign, code] of rule.left) {
    const value = valueOf(code);
    if (value === null) all = false;
    const counted = value ?? running.get(code) ?? null;
    if (counted === null) continue;
    some = true;
    sum += BigInt(sign) * counted;
  }
  if (all) return { text: fromMillionths(sum), state: "sum", value: sum };
  const given = toMillionths(supplied(computed));
  if (given !== null) return { text: fromMillionths(given), state: "supplied", value: given };
  if (some) return { text: fromMillionths(sum), state: "running", value: sum };
  return { text: "", state: "blank", value: null };
}

/** @param {Rule} rule @param {Side[]} sides @param {bigint} left @param {bigint} right */
function sentence(rule, sides, left, right) {
  /** @param {Side} side @param {bigint} sum */
  const spell = (side, sum) => {
    const words = side.map(({ operand: [sign, , , name], value }, index) => {
      const before = index ? (sign < 0 ? " − " : " + ") : sign < 0 ? "−" : "";
      return `${before}${name} ${fromMillionths(value)}`;
    });
    return side.length > 1 ? `${words.join("")} = ${fromMillionths(sum)}` : words[0];
  };
  const gap = left > right ? left - right : right - left;
  return `${rule.placeName}：${spell(sides[0], left)}，${spell(sides[1], right)}，相差 ${fromMillionths(gap)}。请核对。`;
}
