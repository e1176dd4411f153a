import type { SourceFrame } from "../../crs/source-frame.ts";
import type { ReadGeometry, ReadPolygon } from "../../model/read-feature.ts";
import type { Tally } from "../tally.ts";
import type { PlaceList } from "./place-list.ts";
import type { Shape } from "./read-shapes.ts";

/** Shapes of one geometry of an object. */
export interface ReadLevel {
  readonly lod: number;
  readonly kind: "solid" | "surface" | "line" | "point";
  readonly shapes: readonly Shape[];
}

type Family = "area" | "line" | "point";

/**
 * Geometries of a feature out of those of it and its parts, in the order of their levels of detail.
 * A part that lacks the finest level that another one has is there too, in the finest of its own:
 * otherwise it would be missing where only that level is drawn. The whole is not: a block of all of it
 * would hide its parts.
 * @param members levels of the whole, then of each part
 */
export function shapeLevels(
  members: readonly (readonly ReadLevel[])[],
  places: PlaceList,
  frame: SourceFrame,
  tally: Tally,
  where: string,
): ReadGeometry[] {
  places.settle(frame);
  const geometries: ReadGeometry[] = [];
  for (const family of ["area", "line", "point"] as const) {
    const own = members.map((levels) => levels.filter((level) => familyOf(level) === family));
    const finest = Math.max(...own.flat().map((level) => level.lod));
    const byLod = new Map<number, ReadLevel[]>();
    for (const [member, levels] of own.entries()) {
      const best = Math.max(...levels.map((level) => level.lod));
      for (const level of levels) {
        const rises = member > 0 && best >= 1 && level.lod === best;
        const lod = rises ? finest : level.lod;
        byLod.set(lod, [...(byLod.get(lod) ?? []), level]);
      }
    }
    for (const [lod, levels] of byLod) geometries.push(geometryOf(lod, levels));
  }
  return geometries.sort((a, b) => a.lod - b.lod);

  function geometryOf(lod: number, levels: readonly ReadLevel[]): ReadGeometry {
    const { kind } = levels[0] as ReadLevel;
    const polygons: ReadPolygon[] = [];
    for (const { shapes } of levels) {
      for (const shape of shapes) {
        const polygon = polygonOf(shape, places);
        if (polygon !== undefined) polygons.push(polygon);
        else tally.leftOut("polygons", "a corner is no place on earth", where);
      }
    }
    const same = levels.every((level) => level.kind === kind);
    return { lod, kind: same ? kind : "surface", polygons };
  }
}

function polygonOf({ rings, ...looks }: Shape, places: PlaceList): ReadPolygon | undefined {
  const made: Float64Array[] = [];
  for (const corners of rings) {
    const ring = places.ring(corners);
    if (ring === undefined) return undefined;
    made.push(ring);
  }
  return { id: "", rings: made, ...looks };
}

function familyOf({ kind }: ReadLevel): Family {
  return kind === "solid" || kind === "surface" ? "area" : kind;
}
