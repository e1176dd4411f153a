import type { Position } from "geojson";
import type { HeightModel } from "../../../crs/height-model.ts";

/** How high the ground is: OpenStreetMap has no heights. */
export interface Grounding {
  readonly heights: HeightModel;
  /** Metres above the sea. */
  readonly ground: number;
}

/** Longitudes and latitudes in pairs as GeoJSON positions on the ground. */
export function positionsOf(line: Float64Array, { heights, ground }: Grounding): Position[] {
  return Array.from({ length: line.length / 2 }, (_, i) => {
    const [longitude, latitude] = [line[2 * i] as number, line[2 * i + 1] as number];
    const height = heights.undulation(longitude, latitude) + ground;
    return [longitude, latitude, Math.round(100 * height) / 100];
  });
}
