import type { Footprints } from "./footprints.ts";

/**
 * Of each building the bounds of its outlines (west, south, east, north in decimetres of the plane) and the
 * ground that they cover, square metres; NaN where it has none.
 */
export function measureFootprints(footprints: Footprints): {
  readonly boxes: Float64Array;
  readonly areas: Float64Array;
} {
  const { count } = footprints;
  const boxes = new Float64Array(4 * count).fill(Number.NaN);
  const areas = new Float64Array(count).fill(Number.NaN);
  for (let building = 0; building < count; building++) {
    const outlines = footprints.outlines(building);
    if (outlines.length === 0) continue;
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    let area = 0;
    for (const outline of outlines) {
      area += areaOf(outline);
      for (let i = 0; i < outline.length; i += 2) {
        west = Math.min(west, outline[i] as number);
        east = Math.max(east, outline[i] as number);
        south = Math.min(south, outline[i + 1] as number);
        north = Math.max(north, outline[i + 1] as number);
      }
    }
    boxes.set([west, south, east, north], 4 * building);
    areas[building] = area;
  }
  return { boxes, areas };
}

/** Square metres of a ring that is not closed, in decimetres. */
function areaOf(ring: readonly number[]): number {
  let twice = 0;
  let [lastX, lastY] = [ring.at(-2) as number, ring.at(-1) as number];
  for (let i = 0; i < ring.length; i += 2) {
    const [x, y] = [ring[i] as number, ring[i + 1] as number];
    twice += lastX * y - x * lastY;
    [lastX, lastY] = [x, y];
  }
  return Math.abs(twice) / 200;
}
