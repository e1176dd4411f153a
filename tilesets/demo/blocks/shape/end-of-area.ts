import type { Point2, Ring } from "../../../model/city-model.ts";
import type { Box } from "./box.ts";
import { areaOf, corner } from "./ring.ts";
import { along, between, dot } from "./vector.ts";

/** How far from the left of a box about a ring a cut must be, so that so many square metres lie left of it. */
export function endOfArea(ring: Ring, box: Box, area: number): number {
  let [low, high] = [0, box.width];
  for (let i = 0; i < 24; i++) {
    const x = (low + high) / 2;
    if (areaWithin(ring, box, x) < area) low = x;
    else high = x;
  }
  return (low + high) / 2;
}

/** Square metres of a ring up to `x` along a box. Clips the ring (Sutherland and Hodgman, 1974). */
function areaWithin(ring: Ring, box: Box, x: number): number {
  const kept: Point2[] = [];
  const past = (point: Point2) => dot(box.across, between(box.origin, point)) - x;
  for (let i = 0; i < ring.length; i++) {
    const a = corner(ring, i);
    const b = corner(ring, i + 1);
    const [da, db] = [past(a), past(b)];
    if (da <= 0) kept.push(a);
    if (da <= 0 !== db <= 0) kept.push(along(a, between(a, b), da / (da - db)));
  }
  return kept.length < 3 ? 0 : Math.abs(areaOf(kept));
}
