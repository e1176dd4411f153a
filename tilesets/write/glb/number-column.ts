import type { PropertyColumn } from "./property-columns.ts";

/** Whole numbers' types, narrow ones first, with the least and greatest that each holds. */
const WHOLE = [
  { name: "UINT8", Values: Uint8Array, least: 0, most: 255 },
  { name: "INT8", Values: Int8Array, least: -128, most: 127 },
  { name: "UINT16", Values: Uint16Array, least: 0, most: 65_535 },
  { name: "INT16", Values: Int16Array, least: -32_768, most: 32_767 },
  { name: "UINT32", Values: Uint32Array, least: 0, most: 2 ** 32 - 1 },
  { name: "INT32", Values: Int32Array, least: -(2 ** 31), most: 2 ** 31 - 1 },
] as const;

/** Decimal digits that a 32-bit float keeps. */
const DIGITS = 7;

/**
 * A column of numbers in the fewest bytes that give them back: whole ones as the narrowest type that
 * holds them, others as 32-bit floats where seven digits are all they have, or else as 64-bit ones.
 *
 * @param values not finite where a feature has none: `noData` stands there
 */
export function numberColumn(values: readonly number[]): Omit<PropertyColumn, "name"> {
  const known = values.filter(Number.isFinite);
  const gaps = known.length < values.length;
  const { name, Values, noData } = formOf(known, gaps);
  const numbers = Values.from(values.map((value) => (Number.isFinite(value) ? value : noData)));
  return {
    kind: { type: "SCALAR", componentType: name, ...(gaps ? { noData } : {}) },
    values: new Uint8Array(numbers.buffer),
  };
}

function formOf(known: readonly number[], gaps: boolean) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of known) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // A type's outermost number is kept for what is missing: the greatest, or of signed ones the least.
  const holds = ({ least, most }: (typeof WHOLE)[number]) =>
    low >= (gaps && least < 0 ? least + 1 : least) &&
    high <= (gaps && least === 0 ? most - 1 : most);
  const whole = known.every(Number.isInteger) ? WHOLE.find(holds) : undefined;
  if (whole) return { ...whole, noData: whole.least < 0 ? whole.least : whole.most };
  const short = known.every((value) => Number(Math.fround(value).toPrecision(DIGITS)) === value);
  const noData = unused(known);
  return short
    ? { name: "FLOAT32", Values: Float32Array, noData }
    : { name: "FLOAT64", Values: Float64Array, noData };
}

/** A number that none is, and that a 32-bit float holds exactly. */
function unused(known: readonly number[]): number {
  const taken = new Set(known);
  let candidate = -9999;
  while (taken.has(candidate)) candidate--;
  return candidate;
}
