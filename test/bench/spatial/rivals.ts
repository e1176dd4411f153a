import { bbox, booleanPointInPolygon } from "@turf/turf";
import Flatbush from "flatbush";
import type { Region } from "../../../shared/region.ts";

/** Tells how many regions hold a point. */
export type Rival = (longitude: number, latitude: number, height: number) => number;

/** Turf of every region whose bounds hold the point. */
export function plainTurf(regions: readonly Region[]): Rival {
  const known = regions.map((region) => ({ region, bounds: bbox(region.geometry) }));
  return (x, y, height) => {
    let count = 0;
    for (const { region, bounds } of known) {
      const [west, south, east, north] = bounds;
      if (x < west || x > east || y < south || y > north) continue;
      if (height >= (region.ceiling ?? Infinity)) continue;
      if (booleanPointInPolygon([x, y], region.geometry)) count++;
    }
    return count;
  };
}

/** Turf of those that an R-tree of their bounds gives. */
export function flatbushAndTurf(regions: readonly Region[]): Rival {
  const index = new Flatbush(regions.length);
  for (const { geometry } of regions) {
    const [west, south, east, north] = bbox(geometry);
    index.add(west, south, east, north);
  }
  index.finish();
  return (x, y, height) => {
    let count = 0;
    for (const found of index.search(x, y, x, y)) {
      const region = regions[found] as Region;
      if (height >= (region.ceiling ?? Infinity)) continue;
      if (booleanPointInPolygon([x, y], region.geometry)) count++;
    }
    return count;
  };
}
