import type { Position } from "geojson";
import { distance } from "../../../../shared/geodesy.ts";

/** How high the ground is, metres above the ellipsoid. */
export interface GroundHeights {
  at(longitude: number, latitude: number): number;
}

/** Metres between places where the ground is looked at, and the most of them on one edge. */
const STEP = 20;
const MOST_STEPS = 400;
/** Metres by which a line may be off the ground it follows. */
const TOLERANCE = 0.4;
/** Metres after which a straight line leaves the earth's curve by more than that. */
const FARTHEST = 4_000;
/** Metres above the ground, so that it does not lie in what is drawn there. */
const LIFT = 2;

/**
 * A ring along the ground, closed: corners, and as many places between as it takes. Degrees, degrees,
 * metres above the ellipsoid, flat.
 */
export function groundLine(ring: readonly Position[], ground: GroundHeights): number[] {
  const line: number[] = [];
  for (const [place, from] of ring.entries()) {
    const to = ring[(place + 1) % ring.length] as Position;
    const samples = sample(from, to, ground);
    keep(samples, 0, samples.length - 1, line);
  }
  return [...line, ...line.slice(0, 3)];
}

type Sample = readonly [longitude: number, latitude: number, height: number];

function sample([x0 = 0, y0 = 0]: Position, [x1 = 0, y1 = 0]: Position, ground: GroundHeights) {
  const steps = Math.min(MOST_STEPS, Math.max(1, Math.ceil(distance(x0, y0, x1, y1) / STEP)));
  return Array.from({ length: steps + 1 }, (_, step): Sample => {
    const [x, y] = [x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps];
    return [x, y, ground.at(x, y) + LIFT];
  });
}

/** Writes the first of some samples, and those between that the line would miss (Douglas and Peucker). */
function keep(samples: readonly Sample[], first: number, last: number, line: number[]): void {
  const [from, to] = [samples[first] as Sample, samples[last] as Sample];
  let [farthest, off] = [-1, TOLERANCE];
  for (let place = first + 1; place < last; place++) {
    const part = (place - first) / (last - first);
    const height = from[2] + (to[2] - from[2]) * part;
    const by = Math.abs((samples[place] as Sample)[2] - height);
    if (by > off) [farthest, off] = [place, by];
  }
  if (farthest === -1 && last - first > 1 && distance(from[0], from[1], to[0], to[1]) > FARTHEST)
    farthest = (first + last) >> 1;
  if (farthest === -1) line.push(...from);
  else {
    keep(samples, first, farthest, line);
    keep(samples, farthest, last, line);
  }
}
