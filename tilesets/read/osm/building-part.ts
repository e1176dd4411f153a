import type { ReadPrism } from "../../model/read-feature.ts";
import { buildingColors } from "./building-colors.ts";
import { type BuildingHeights, buildingHeights } from "./building-heights.ts";
import { footprintFrame } from "./footprint-frame.ts";
import { LocalMetres } from "./local-metres.ts";
import { degreesOf } from "./measure.ts";
import type { Tags } from "./osm-element.ts";
import type { OsmPolygon } from "./osm-shapes.ts";

/** A building or a part of one, as prisms. */
export interface Raised {
  readonly prisms: readonly ReadPrism[];
  readonly heights: BuildingHeights;
}

/** Raises an area by the tags of Simple 3D Buildings: each of its polygons is a prism with a roof. */
export function raise(tags: Tags, polygons: readonly OsmPolygon[]): Raised | undefined {
  const first = polygons[0]?.[0];
  if (first === undefined) return undefined;
  const local = new LocalMetres(first[0] as number, first[1] as number);
  const frames = polygons.map(([outer]) => footprintFrame(local.toMetres(outer as Float64Array)));
  const width = Math.max(...frames.map((frame) => frame.width));
  const heights = buildingHeights(tags, width);
  const { base, eaves, top, roof } = heights;
  const colors = buildingColors(tags);
  const prisms = polygons.map((rings, i): ReadPrism => {
    const ridge = ridgeOf(tags, frames[i]?.degrees ?? 0);
    const turned = ridge === undefined ? {} : { ridgeDegrees: ridge };
    return { rings, base, eaves, top, roof, ...turned, ...colors };
  });
  return { prisms, heights };
}

/**
 * Which way the ridge runs: across the direction that the roof slopes down to, or along or across the
 * longer side. Source: OpenStreetMap wiki, Key:roof:direction and Key:roof:orientation.
 * @param longer direction of the longer side, degrees clockwise from north
 */
function ridgeOf(tags: Tags, longer: number): number | undefined {
  const ridge = degreesOf(tags.get("roof:ridge:direction"));
  if (ridge !== undefined) return ridge;
  const slope = degreesOf(tags.get("roof:direction") ?? tags.get("roof:slope:direction"));
  if (slope !== undefined) return (slope + 90) % 360;
  const orientation = tags.get("roof:orientation") ?? tags.get("building:roof:orientation");
  if (orientation === "across") return (longer + 90) % 180;
  return orientation === "along" ? longer : undefined;
}
