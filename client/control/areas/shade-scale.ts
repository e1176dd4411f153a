/** Steps of the legend. */
export const STEPS = 5;
/** Round numbers that a step may be wide, times a power of ten. */
const ROUND = [1, 2, 5, 10] as const;
/** The largest value may fall to this part of the scale before the scale is made smaller. */
const SLACK = 0.3;

/**
 * How wide a step of the legend is, so that the largest value is within five of them: a round number.
 * `before`: how wide it was, kept as long as it still serves, so that colours do not all change because
 * one number did. Counts have no steps narrower than one: `least`.
 */
export function stepWidth(largest: number, before: number | undefined, least = 0): number {
  const reach = (before ?? 0) * STEPS;
  if (before !== undefined && largest <= reach && largest >= reach * SLACK) return before;
  if (!(largest > 0)) return before ?? Math.max(least, 1);
  const wanted = Math.max(least, largest / STEPS);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const factor = ROUND.find((each) => each * power >= wanted * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Where a value is on the scale, 0 to 1; nothing is not on it. */
export function levelOf(value: number, width: number): number | undefined {
  if (!(value > 0)) return undefined;
  // What ends a step is in it, and not in the next: the legend says "to 20".
  const step = Math.min(STEPS, Math.ceil(value / width - 1e-9));
  return (step - 0.5) / STEPS;
}
