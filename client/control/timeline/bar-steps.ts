const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

const STEPS = [
  ...[1, 2, 5, 10, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 30].map((count) => count * MINUTE),
  ...[1, 2, 6, 12].map((count) => count * HOUR),
  DAY,
] as const;

/** Milliseconds that an arrow key goes on a bar of so many: a round time, about a hundredth of it. */
export function arrowStep(span: number): number {
  return STEPS.findLast((step) => step <= span / 100) ?? SECOND;
}

/** Lengths that the bar can be set to, milliseconds. */
export const BAR_LENGTHS = [
  ...[10 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY, 365 * DAY],
] as const;
