import { rampColours } from "../colours/ramp-colours.ts";

/** A step of the scale of heat: minutes from and to which it goes, and its colour. */
export interface HeatClass {
  readonly from: number;
  readonly to: number;
  readonly color: string;
}

const MOST_CLASSES = 5;
/** What the first digits of a round number can be. */
const ROUND = [1, 2, 5];

/**
 * Classes for some minutes, each with bounds that are round numbers: equal steps of their logarithm, as few squares
 * have very much. None where there is nothing.
 */
export function heatClasses(minutes: readonly number[]): readonly HeatClass[] {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const each of minutes) {
    if (each <= 0) continue;
    least = Math.min(least, each);
    most = Math.max(most, each);
  }
  if (most === 0) return [];
  const bounds = boundsOf(least, most);
  const colors = rampColours(bounds.length - 1);
  return colors.map((color, place) => ({
    ...{ from: bounds[place] as number, to: bounds[place + 1] as number, color },
  }));
}

/** Which class some minutes are in. */
export function classOf(minutes: number, classes: readonly HeatClass[]): number {
  const place = classes.findIndex(({ to }) => minutes < to);
  return place === -1 ? classes.length - 1 : place;
}

function boundsOf(least: number, most: number): number[] {
  const low = roundDown(least);
  const steps = Array.from({ length: MOST_CLASSES - 1 }, (_, place) =>
    roundDown(low * (most / low) ** ((place + 1) / MOST_CLASSES)),
  );
  const inner = [...new Set(steps)].filter((bound) => bound > low && bound < most);
  return [low, ...inner, roundUp(most)];
}

/** The greatest round number that is not above. */
function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = [...ROUND].reverse().find((each) => each * power <= value * (1 + 1e-9)) ?? 1;
  return tidy(digit * power);
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = [...ROUND, 10].find((each) => each * power > value * (1 + 1e-9)) ?? 20;
  return tidy(digit * power);
}

/** Without what binary fractions leave behind. */
function tidy(value: number): number {
  return Number(value.toPrecision(6));
}
