/**
 * Steps of one sequential scale, dark to bright, after viridis (Smith and van der Walt, 2015): even steps
 * to the eye, and told apart by people who see few colours. The darkest is lighter than theirs, so that
 * it is seen on the city at night.
 */
export const AREA_STEPS = ["#4a4a8f", "#35759b", "#25978d", "#5dbf63", "#e5dc4a"] as const;

/** Which step a level from 0 to 1 is in. */
export function stepOf(level: number): number {
  const last = AREA_STEPS.length - 1;
  return Math.min(last, Math.max(0, Math.floor(level * AREA_STEPS.length)));
}

/** Colour of a level from 0 to 1, as CSS writes it. */
export function colorOfLevel(level: number): string {
  return AREA_STEPS[stepOf(level)] as string;
}
