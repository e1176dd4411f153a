import clipping, { type MultiPolygon, type Pair, type Polygon } from "polygon-clipping";
import type { Ring } from "../model/city-model.ts";
import { outlinesOf } from "./outline-of-building.ts";

/** Holes and corners of one outline that is cut through; of one with more the holes are filled. */
export const MOST_HOLES = 64;
export const MOST_CORNERS = 2_000;

/**
 * An outline with holes as rings without: cut from south to north through the middle of a hole, until
 * there is none left. The parts touch along the cuts and have together the area of the outline. Undefined
 * where that is not done.
 */
export function splitAtHoles(outline: readonly Ring[]): Ring[] | undefined {
  const corners = outline.reduce((sum, ring) => sum + ring.length, 0);
  if (outline.length > MOST_HOLES + 1 || corners > MOST_CORNERS) return undefined;
  try {
    const whole: Polygon = outline.map((ring) => ring.map(([x, y]): Pair => [x, y]));
    return outlinesOf(split([whole])).map(([ring]) => ring as Ring);
  } catch {
    // The library gives up where rounding ties it in knots.
    return undefined;
  }
}

function split(polygons: MultiPolygon): MultiPolygon {
  return polygons.flatMap((polygon): MultiPolygon => {
    const hole = polygon[1];
    if (hole === undefined) return [polygon];
    const [west, east] = extent(hole, 0);
    const [low, high] = extent(polygon[0] as Pair[], 1);
    const [least, most] = extent(polygon[0] as Pair[], 0);
    const middle = (west + east) / 2;
    const halves = [
      box(least - 1, low - 1, middle, high + 1),
      box(middle, low - 1, most + 1, high + 1),
    ];
    return halves.flatMap((half) => split(clipping.intersection(polygon, half)));
  });
}

function extent(ring: readonly Pair[], axis: 0 | 1): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const point of ring) {
    least = Math.min(least, point[axis]);
    most = Math.max(most, point[axis]);
  }
  return [least, most];
}

function box(west: number, south: number, east: number, north: number): Polygon {
  return [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ],
  ];
}
