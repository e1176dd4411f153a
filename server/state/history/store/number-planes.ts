/** Numbers are tried as whole multiples of one part in so many: milliseconds, then what a feed's decimals are. */
const SCALES: readonly number[] = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7];
/** No whole number, nor a difference of two, is beyond this: seven bytes hold it with its sign. */
const MOST = 2 ** 50;
/** What is no number stands before all that are. */
const SPECIAL = [Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
const LOW = 2 ** 32;
/** Bytes of a number that is written as a whole one. */
export const PLANES = 7;

/** What a number is written as the difference to; 0 where that is none. */
export type Beside = (index: number) => number;

/**
 * The scale in which every number of a column is whole, to the last bit. Undefined where there is none.
 */
export function scaleOf(numbers: Float64Array): number | undefined {
  return SCALES.find((scale) => numbers.every((number) => isWhole(number, scale)));
}

function isWhole(number: number, scale: number): boolean {
  if (!Number.isFinite(number)) return true;
  // A whole number has one zero.
  if (number === 0) return Object.is(number, 0);
  const whole = Math.round(number * scale);
  return Math.abs(whole) < MOST / 2 && whole / scale === number;
}

/** Writes a column of a scale: of all numbers the lowest byte, then of all the next, as they are alike. */
export function writePlanes(
  numbers: Float64Array,
  scale: number,
  beside: Beside,
  bytes: Uint8Array,
): void {
  const count = numbers.length;
  for (let index = 0; index < count; index++) {
    const number = numbers[index] as number;
    const whole = Math.round(number * scale) - finite(beside(index));
    const code = Number.isFinite(number)
      ? SPECIAL.length + (whole < 0 ? -2 * whole - 1 : 2 * whole)
      : SPECIAL.findIndex((special) => Object.is(special, number));
    let low = code % LOW;
    let high = (code - low) / LOW;
    for (let place = 0; place < 4; place++, low >>>= 8) bytes[place * count + index] = low & 0xff;
    for (let place = 4; place < PLANES; place++, high >>>= 8)
      bytes[place * count + index] = high & 0xff;
  }
}

/** Reads what `writePlanes` wrote. `beside` may look at what is read already. */
export function readPlanes(
  bytes: Uint8Array,
  scale: number,
  beside: Beside,
  numbers: Float64Array,
): void {
  const count = numbers.length;
  for (let index = 0; index < count; index++) {
    let code = 0;
    for (let place = PLANES - 1; place >= 0; place--)
      code = code * 256 + (bytes[place * count + index] as number);
    if (code < SPECIAL.length) numbers[index] = SPECIAL[code] as number;
    else {
      const folded = code - SPECIAL.length;
      const whole = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
      numbers[index] = (whole + finite(beside(index))) / scale;
    }
  }
}

function finite(number: number): number {
  return Number.isFinite(number) ? number : 0;
}
