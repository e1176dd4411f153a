import type { Point2 } from "../../model/city-model.ts";

/** Rail top above the sea: the viaduct is level, some 8 m over the plain. */
export const RAIL_TOP = 13.2;
/** Half of the strip of ground that the viaduct takes. */
export const CORRIDOR_HALF = 7.5;
/** Of the street on each side of it from the line's middle. */
export const RAILSIDE = 25;
/** Where the viaduct begins and ends, metres east. */
export const RAIL_ENDS = [-1930, 1930] as const;

/** The railway's middle: a long S across the map, radius over 2 km. */
export function railNorth(east: number): number {
  return 180 + 140 * Math.sin((east + 300) / 620);
}

/** The line between two eastings, moved to its left by `aside`, a point about every `step` metres. */
export function railLine(from: number, to: number, step: number, aside = 0): Point2[] {
  const count = Math.ceil(Math.abs(to - from) / step);
  return Array.from({ length: count + 1 }, (_, i) => {
    const east = from + ((to - from) * i) / count;
    const slope = (140 / 620) * Math.cos((east + 300) / 620);
    const long = Math.hypot(1, slope);
    return [east - (aside * slope) / long, railNorth(east) + aside / long];
  });
}
