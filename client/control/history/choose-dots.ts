import type { WayPoint } from "../scene/history/map-past.ts";

/** Seconds between dots that are easy to tell. */
const STEPS = [10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400];

/**
 * Places of a way to put a dot at, about `most` of them, at round times: of each stretch the first place that was
 * told. `shift` (milliseconds) is what the zone is ahead of UTC, so that days begin at midnight there.
 */
export function chooseDots(
  pieces: readonly (readonly WayPoint[])[],
  most: number,
  shift = 0,
): readonly WayPoint[] {
  const points = pieces.flat();
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  const length = (last.at - first.at) / 1_000;
  const step = (STEPS.find((each) => length / each <= most) ?? length / most) * 1_000;
  const dots: WayPoint[] = [];
  let stretch = Number.NaN;
  for (const point of points) {
    const own = Math.floor((point.at + shift) / step);
    if (own === stretch) continue;
    stretch = own;
    dots.push(point);
  }
  return dots;
}
