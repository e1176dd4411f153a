import type { CityAttribute } from "../../../shared/city.ts";
import type { Classing } from "./colour-choice.ts";

/** Classes that numbers are put into. */
export const NUMBER_CLASSES = 5;
/** Round numbers that a step may be wide, times a power of ten. */
const ROUND = [1, 2, 2.5, 5, 10] as const;

/**
 * Borders between the classes of a number, ascending, none twice: five classes with about as many features
 * each, or as wide each, and fewer where the numbers are few.
 */
export function classBorders(
  { range, deciles }: Pick<CityAttribute, "range" | "deciles">,
  classing: Classing,
): number[] {
  if (range === undefined || !(range[1] > range[0])) return [];
  const [least, most] = range;
  const wanted =
    classing === "quantiles" && deciles !== undefined && deciles.length === 9
      ? [1, 3, 5, 7].map((place) => rounded(deciles[place] ?? Number.NaN, most - least))
      : evenBorders(least, most);
  return [...new Set(wanted)].filter((border) => border > least && border <= most);
}

/** To a hundredth of the range at most: a legend is read at a glance. */
function rounded(border: number, width: number): number {
  const step = 10 ** Math.floor(Math.log10(width / 100));
  return Number((Math.round(border / step) * step).toPrecision(12));
}

/** At round numbers, so that a legend can be read. */
function evenBorders(least: number, most: number): number[] {
  const isWhole = Number.isInteger(least) && Number.isInteger(most);
  if (isWhole && most - least <= NUMBER_CLASSES)
    return Array.from({ length: most - least }, (_, place) => least + place + 1);
  const wanted = (most - least) / NUMBER_CLASSES;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const factor = ROUND.find((each) => each * power >= wanted * (1 - 1e-9)) ?? 10;
  const width = factor * power;
  const borders: number[] = [];
  const first = Math.floor(least / width + 1e-9) + 1;
  for (let step = first; step * width < most && borders.length < NUMBER_CLASSES; step++)
    borders.push(Number((step * width).toPrecision(12)));
  return borders;
}

/** Place of a number among the classes: what is a border itself is in the class that it begins. */
export function classAmong(borders: readonly number[], value: number): number {
  let place = 0;
  while (place < borders.length && value >= (borders[place] ?? Number.NaN)) place++;
  return place;
}

/** About which part of all numbers lies below one, by the deciles; undefined where these are not known. */
export function partBelow(
  { range, deciles }: Pick<CityAttribute, "range" | "deciles">,
  value: number,
): number | undefined {
  if (range === undefined || deciles === undefined) return undefined;
  const marks = [range[0], ...deciles, range[1]];
  if (value <= range[0]) return 0;
  if (value > range[1]) return 1;
  // Of equal marks the last: what equals them is not below.
  let place = marks.length - 2;
  while (place > 0 && (marks[place] ?? 0) >= value) place--;
  const [from = 0, to = 0] = [marks[place], marks[place + 1]];
  const within = to > from ? (value - from) / (to - from) : 0;
  return (place + Math.min(1, within)) / (marks.length - 1);
}
