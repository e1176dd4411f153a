import type { ReadGeometry, ReadPolygon } from "../../../model/read-feature.ts";
import type { Tally } from "../../tally.ts";
import type { Appearances } from "../appearance/appearances.ts";
import { dropRepeated } from "./drop-repeated.ts";
import type { Frames } from "./frames.ts";
import { placedNumbers } from "./placed-numbers.ts";
import { polygonFrom } from "./polygon-from.ts";
import type { RawShapes } from "./raw-shapes.ts";
import { type PlacedShape, resolveReferences } from "./resolve-references.ts";

/** What geometries are made with. */
export interface Assembly {
  readonly frames: Frames;
  readonly appearances: Appearances | undefined;
  readonly tally: Tally;
  /** File and id of the object, for people. */
  readonly where: string;
}

/**
 * One geometry for each level of detail of an object (lines and points apart): every shape of it once,
 * with what it bounds and how it looks. Counts the shapes; those that are not drawn, with the reason.
 */
export function assembleGeometries(raw: RawShapes, assembly: Assembly): ReadGeometry[] {
  const leftOut = (reason: string, id: string) => {
    assembly.tally.read("polygons");
    assembly.tally.leftOut(
      "polygons",
      reason,
      id === "" ? assembly.where : `${assembly.where} ${id}`,
    );
  };
  const placed = resolveReferences(raw, leftOut);
  const levels = new Map<string, PlacedShape[]>();
  const outlined = new Set(placed.filter(isFootprint).map(({ place }) => place.lod));
  for (const one of placed) {
    const reason = unseen(one, outlined);
    if (reason !== undefined) {
      leftOut(reason, one.shape.id);
      continue;
    }
    const key = `${one.place.lod} ${one.shape.sort}`;
    const level = levels.get(key);
    if (level === undefined) levels.set(key, [one]);
    else level.push(one);
  }
  const numbers = placedNumbers(raw, assembly.frames);
  const geometries = [...levels.values()].map((level) => {
    const once = dropRepeated(level, raw, leftOut);
    return geometryOf(once, raw, numbers, assembly);
  });
  return geometries.sort((a, b) => a.lod - b.lod);
}

function isFootprint({ place }: PlacedShape): boolean {
  return place.use === "footprint";
}

/** Why a shape is not drawn. */
function unseen({ place }: PlacedShape, outlined: ReadonlySet<number>): string | undefined {
  if (place.inside) return "inside a room";
  if (place.use === "terrain-line") return "a line where something meets the ground";
  if (place.use === "roof-edge" && outlined.has(place.lod))
    return "a roof's edge beside a footprint";
  return undefined;
}

function geometryOf(
  level: readonly PlacedShape[],
  raw: RawShapes,
  numbers: Float64Array,
  { appearances, tally }: Assembly,
): ReadGeometry {
  const polygons: ReadPolygon[] = [];
  const triangles: number[] = [];
  for (const one of level) {
    const polygon = polygonFrom(one, raw, numbers, appearances);
    if (!one.shape.triangle || polygon.appearance !== undefined || polygon.semantic !== "other")
      polygons.push(polygon);
    else pushTriangle(triangles, polygon.rings[0] as Float64Array);
  }
  tally.read("polygons", level.length);
  const { place, shape } = level[0] as PlacedShape;
  return {
    lod: place.lod,
    kind: shape.sort === "surface" ? kindOf(level) : shape.sort,
    polygons,
    ...(triangles.length === 0 ? {} : { triangles: Float64Array.from(triangles) }),
  };
}

function kindOf(level: readonly PlacedShape[]): "solid" | "surface" | "flat" {
  if (level.every(({ place, shape }) => shape.flat || place.use !== "plain")) return "flat";
  return level.every(({ solid }) => solid) ? "solid" : "surface";
}

function pushTriangle(triangles: number[], ring: Float64Array): void {
  for (let at = 0; at < 9; at++) triangles.push(ring[at] as number);
}
