import type { HeightModel } from "../../tilesets/crs/height-model.ts";
import type { ReadFeature, ReadPolygon } from "../../tilesets/model/read-feature.ts";
import { cityjsonReader } from "../../tilesets/read/cityjson/cityjson-reader.ts";
import { type MemoryInput, memoryInput } from "./memory-input.ts";
import { type ReadCityFile, readCityFile, sumFaults } from "./read-city-file.ts";

/** A geoid that is the ellipsoid. */
export const GEOID: HeightModel = { undulation: () => 0, describe: () => "" };

/** Degrees and metres as they are, so that tests can name places. */
export const PLAIN = {
  type: "CityJSON",
  version: "2.0",
  transform: { scale: [1, 1, 1], translate: [0, 0, 0] },
  metadata: { referenceSystem: "https://www.opengis.net/def/crs/EPSG/0/4979" },
};

/** Two triangles over a square, and a fifth vertex that is no place. */
export const VERTICES = [
  [10, 50, 1],
  [11, 50, 1],
  [11, 51, 2],
  [10, 51, 2],
  [10, 95, 0],
];

export const SQUARE = { type: "MultiSurface", lod: "2", boundaries: [[[0, 1, 2, 3]]] };

export type Json = Record<string, unknown>;

export function readPlain(document: Json, more: Partial<MemoryInput> = {}): Promise<ReadCityFile> {
  const content = JSON.stringify({ ...PLAIN, vertices: VERTICES, ...document });
  const file = memoryInput({ name: "a.city.json", kind: "cityjson", content, ...more });
  return readCityFile(cityjsonReader(file, GEOID));
}

export async function readOne(
  object: Json,
  document: Json = {},
): Promise<ReadFeature & { city: ReadCityFile }> {
  const city = await readPlain({
    ...document,
    CityObjects: { a: { type: "Building", ...object } },
  });
  const faults = sumFaults(city);
  if (faults.length > 0) throw new Error(faults.join());
  const [feature] = city.features;
  if (feature === undefined) throw new Error("nothing was read");
  return { ...feature, city };
}

export function reasons(
  { tally }: ReadCityFile,
  sort: "features" | "polygons" = "polygons",
): string[] {
  return Object.keys(tally.ledger(sort).leftOut);
}

export function corners(polygon: ReadPolygon | undefined): number[][] {
  const [ring = new Float64Array()] = polygon?.rings ?? [];
  return Array.from({ length: ring.length / 3 }, (_, at) => [...ring.slice(at * 3, at * 3 + 3)]);
}
