import type { Position } from "geojson";
import type { ToolState } from "./map-tools.ts";

/** The closed ring of a drawn area or region, longitude before latitude, counter-clockwise as GeoJSON has it. */
export function ringOf({ points }: Pick<ToolState, "points">): Position[] {
  const ring = points.map(({ longitude, latitude }): Position => [longitude, latitude]);
  if (signedArea(ring) < 0) ring.reverse();
  const first = ring[0];
  return first === undefined ? ring : [...ring, first];
}

function signedArea(ring: readonly Position[]): number {
  let sum = 0;
  for (const [place, from] of ring.entries()) {
    const to = ring[(place + 1) % ring.length] as Position;
    const [x0 = 0, y0 = 0] = from;
    const [x1 = 0, y1 = 0] = to;
    sum += x0 * y1 - x1 * y0;
  }
  return sum;
}
