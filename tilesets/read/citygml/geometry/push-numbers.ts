import type { NumberColumn } from "./number-column.ts";

const ZERO = 48;
const NINE = 57;
const POINT = 46;
const MINUS = 45;
const PLUS = 43;
const COMMA = 44;
const LETTER_E = 69;
const LETTER_SMALL_E = 101;
/** Digits that a double holds without loss, twice over: the first so many, and those after. */
const EXACT_DIGITS = 15;
const ALL_DIGITS = 22;
const POWERS = Float64Array.from({ length: 23 }, (_, power) => 10 ** power);

/**
 * Reads numbers set apart by white space or commas, a coordinate list, without making strings of them:
 * three quarters of a city's file are such lists. Within two units of the last place of a double.
 * @returns false where something in it is no number; what came before it is there
 */
export function pushNumbers(text: string, into: NumberColumn): boolean {
  const { length } = text;
  let at = 0;
  while (true) {
    while (at < length && isGap(text.charCodeAt(at))) at += 1;
    if (at >= length) return true;
    const from = at;
    let code = text.charCodeAt(at);
    const negative = code === MINUS;
    if (negative || code === PLUS) at += 1;
    let first = 0;
    let rest = 0;
    let digits = 0;
    let seen = 0;
    let decimals = 0;
    let fraction = false;
    for (; at < length; at++) {
      code = text.charCodeAt(at);
      if (code === POINT && !fraction) {
        fraction = true;
        continue;
      }
      if (code < ZERO || code > NINE) break;
      seen += 1;
      if (fraction) decimals += 1;
      if (digits === 0 && code === ZERO) continue;
      digits += 1;
      if (digits <= EXACT_DIGITS) first = first * 10 + (code - ZERO);
      else rest = rest * 10 + (code - ZERO);
    }
    if (seen === 0) return false;
    const plain = at >= length || isGap(code);
    if (plain && digits <= ALL_DIGITS && decimals < POWERS.length) {
      const more = digits - EXACT_DIGITS;
      const whole = more > 0 ? first * (POWERS[more] ?? 1) + rest : first;
      const value = whole / (POWERS[decimals] ?? 1);
      into.push(negative ? -value : value);
      continue;
    }
    if (!plain && code !== LETTER_E && code !== LETTER_SMALL_E) return false;
    while (at < length && !isGap(text.charCodeAt(at))) at += 1;
    const value = Number(text.slice(from, at));
    if (!Number.isFinite(value)) return false;
    into.push(value);
  }
}

function isGap(code: number): boolean {
  return code <= 32 || code === COMMA;
}
