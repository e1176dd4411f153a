import type { ByteReader } from "../../../shared/byte-reader.ts";
import type { ByteWriter } from "../../../shared/byte-writer.ts";

/** Digits after the point that are looked for; what has more is written as it lies in memory. */
const MOST_DIGITS = 9;
/** Below it a difference of two, doubled, still is a whole number. */
const LARGEST = 2 ** 50;
/** In place of the digits. */
const PLAIN = 255;

/**
 * Writes numbers so that they come back bit by bit: where all are decimals with few digits, as the differences of
 * whole numbers; else as 8 bytes each. NaN is "not there".
 */
export function writeNumbers(writer: ByteWriter, numbers: Float64Array): void {
  const digits = digitsOf(numbers);
  const scale = 10 ** digits;
  const plain = digits > MOST_DIGITS || !isExact(numbers, scale);
  writer.byte(plain ? PLAIN : digits);
  const gaps = numbers.some(Number.isNaN);
  writer.byte(gaps ? 1 : 0);
  if (gaps) {
    for (const number of numbers) writer.bits(Number.isNaN(number) ? 0 : 1, 1);
    writer.endBits();
  }
  let before = 0;
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    if (Number.isNaN(number)) continue;
    if (plain) {
      writer.float64(number);
      continue;
    }
    const whole = Math.round(number * scale);
    writer.zigzag(whole - before);
    before = whole;
  }
}

/** Reads as many numbers as `numbers` has room for; what is wrong stands in the reader's `fault`. */
export function readNumbers(reader: ByteReader, numbers: Float64Array): void {
  const digits = reader.byte();
  if (digits > MOST_DIGITS && digits !== PLAIN) reader.fault ??= `${digits} digits are not known`;
  const there = reader.byte() === 1 ? new Uint8Array(numbers.length) : undefined;
  if (there !== undefined) {
    for (let i = 0; i < there.length; i++) there[i] = reader.bits(1);
    reader.endBits();
  }
  const scale = 10 ** digits;
  let before = 0;
  for (let i = 0; i < numbers.length && reader.fault === undefined; i++) {
    if (there?.[i] === 0) numbers[i] = Number.NaN;
    else if (digits === PLAIN) numbers[i] = reader.float64();
    else {
      before += reader.zigzag();
      numbers[i] = before / scale;
    }
  }
}

/** Digits after the point that every number has at most; more than `MOST_DIGITS`: no such. */
function digitsOf(numbers: Float64Array): number {
  let digits = 0;
  let scale = 1;
  for (let i = 0; i < numbers.length && digits <= MOST_DIGITS; i++) {
    const number = numbers[i] as number;
    if (Number.isNaN(number)) continue;
    while (digits <= MOST_DIGITS && Math.round(number * scale) / scale !== number)
      scale = 10 ** ++digits;
  }
  return digits;
}

function isExact(numbers: Float64Array, scale: number): boolean {
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    if (Number.isNaN(number)) continue;
    const whole = Math.round(number * scale);
    // The negative zero has no whole number.
    if (!(Math.abs(whole) < LARGEST) || !Object.is(whole / scale, number)) return false;
    if (Object.is(whole, -0)) return false;
  }
  return true;
}
