const ZERO = 48;
const NOT_A_NUMBER = Number.NaN;

/**
 * Milliseconds since 1970 of an ISO 8601 date and time with a zone (`Z`, `+09:00`, `+0900`, `+09`),
 * fractions of a second cut to milliseconds; NaN where the text is anything else. By hand, because
 * `Date.parse` is five times slower, and takes times without a zone as local.
 */
export function parseInstant(text: string): number {
  if (text.length < 17 || text.length > 40) return NOT_A_NUMBER;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  if (text[4] !== "-" || text[7] !== "-" || text[13] !== ":") return NOT_A_NUMBER;
  if (text[10] !== "T" && text[10] !== "t") return NOT_A_NUMBER;
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return NOT_A_NUMBER;
  if (!(hour <= 23 && minute <= 59)) return NOT_A_NUMBER;
  let at = 16;
  let milliseconds = 0;
  if (text[at] === ":") {
    const second = digits(text, at + 1, 2);
    if (!(second <= 59)) return NOT_A_NUMBER;
    milliseconds = second * 1000;
    at += 3;
    if (text[at] === "." || text[at] === ",") {
      const end = endOfDigits(text, at + 1);
      if (end === at + 1) return NOT_A_NUMBER;
      milliseconds += digits(text, at + 1, 1) * 100;
      if (end > at + 2) milliseconds += digits(text, at + 2, 1) * 10;
      if (end > at + 3) milliseconds += digits(text, at + 3, 1);
      at = end;
    }
  }
  const zone = zoneMinutes(text, at);
  const minutes = (daysSince1970(year, month, day) * 24 + hour) * 60 + minute - zone;
  return minutes * 60_000 + milliseconds;
}

/** The whole number in `count` digits from `from`; NaN where one is not a digit. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return NOT_A_NUMBER;
    value = value * 10 + digit;
  }
  return value;
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) >= ZERO && text.charCodeAt(at) <= ZERO + 9) at++;
  return at;
}

/** Minutes that the zone at `at` is ahead of UTC; NaN where there is none, or more after it. */
function zoneMinutes(text: string, at: number): number {
  const sign = text[at];
  if (sign === "Z" || sign === "z") return text.length === at + 1 ? 0 : NOT_A_NUMBER;
  if (sign !== "+" && sign !== "-") return NOT_A_NUMBER;
  const rest = text.length - at;
  const colon = text[at + 3] === ":" ? 1 : 0;
  if (rest !== 3 && rest !== 5 + colon) return NOT_A_NUMBER;
  const hours = digits(text, at + 1, 2);
  const minutes = rest === 3 ? 0 : digits(text, at + 3 + colon, 2);
  if (!(hours <= 23 && minutes <= 59)) return NOT_A_NUMBER;
  return sign === "-" ? -(hours * 60 + minutes) : hours * 60 + minutes;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/** Of the Gregorian calendar, by counting years from March so that the leap day is the last. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return y * 365 + leaps + dayOfYear - 719_468;
}
