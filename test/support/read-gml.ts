import type { HeightModel } from "../../tilesets/crs/height-model.ts";
import type { ReadFeature, ReadGeometry, ReadPolygon } from "../../tilesets/model/read-feature.ts";
import { citygmlReader } from "../../tilesets/read/citygml/citygml-reader.ts";
import type { InputFile } from "../../tilesets/read/input-file.ts";
import { gmlFile } from "./gml-text.ts";
import { type ReadCityFile, readCityFile } from "./read-city-file.ts";

/** The sea is where the ellipsoid is, so that heights stay as they are written. */
export const LEVEL_SEA: HeightModel = { undulation: () => 0, describe: () => "none" };

/** All that is in a CityGML file. */
export function readGml(file: InputFile | string): Promise<ReadCityFile> {
  const input = typeof file === "string" ? gmlFile(file) : file;
  return readCityFile(citygmlReader(input, LEVEL_SEA));
}

/** Surfaces, lines and points of geometries, triangles among them. */
export function countShapes(geometries: readonly ReadGeometry[]): number {
  return geometries.reduce(
    (sum, { polygons, triangles }) => sum + polygons.length + (triangles?.length ?? 0) / 9,
    0,
  );
}

/** Of each level of detail, as `lod2 solid: roof wall`. */
export function levelsOf({ geometries }: ReadFeature): string[] {
  return geometries.map((geometry) => {
    const { lod, kind, polygons, triangles } = geometry;
    const names = polygons.map(({ semantic }) => semantic);
    if (triangles !== undefined) names.push(...Array(triangles.length / 9).fill("triangle"));
    return `lod${lod} ${kind}: ${names.sort().join(" ")}`;
  });
}

/** Corners of a ring, rounded to a tenth of a millimetre. */
export function cornersOf({ rings }: ReadPolygon, ring = 0): number[][] {
  const numbers = rings[ring] ?? new Float64Array(0);
  return Array.from({ length: numbers.length / 3 }, (_, i) =>
    [...numbers.subarray(3 * i, 3 * i + 3)].map((number) => Number(number.toFixed(9))),
  );
}

/** Whether polygons and features that were read are there or left out: faults in the sum, in words. */
export function uncounted({ features, tally }: ReadCityFile): string[] {
  const there = {
    features: features.filter(({ piece }) => piece === undefined || piece === 0).length,
    polygons: features.reduce((sum, { geometries }) => sum + countShapes(geometries), 0),
  };
  return (["features", "polygons"] as const).flatMap((sort) => {
    const { read, leftOut } = tally.ledger(sort);
    const out = Object.values(leftOut).reduce((sum, { count }) => sum + count, 0);
    if (read === there[sort] + out) return [];
    return [`${sort}: ${read} read, ${there[sort]} there, ${out} left out`];
  });
}
