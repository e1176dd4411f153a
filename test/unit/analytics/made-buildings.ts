import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Flatbush from "flatbush";
import type { City } from "../../../shared/city.ts";
import type { CityFootprints } from "../../../shared/city-footprints.ts";

export const MADE_ORIGIN = { longitude: 139.9, latitude: 35.6, height: 38 };

/** Buildings 10 m square, 20 m apart in a row to the east, each with what a test says of it. */
export interface MadeBuilding {
  readonly use?: string;
  /** Decimetres. */
  readonly height: number;
  readonly floors?: number | null;
  /** Of a dense number, a sparse number, a category and a boolean. */
  readonly year?: number | null;
  readonly depth?: number | null;
  readonly structure?: number | null;
  readonly listed?: boolean | null;
}

export const STRUCTURES = ["木造", "鉄骨造", "煉瓦造"];
const USES = ["home", "office", ""];

/** A footprints' file of them. */
export function madeFootprints(buildings: readonly MadeBuilding[]): CityFootprints {
  const flooded = buildings.flatMap(({ depth }, place) =>
    depth === undefined || depth === null ? [] : [place],
  );
  return {
    ids: buildings.map((_, place) => `bldg/${place}`),
    uses: buildings.map(({ use = "" }) => USES.indexOf(use)),
    useNames: USES,
    floors: buildings.map(({ floors }) => floors ?? null),
    people: buildings.map(() => null),
    bases: buildings.map(() => 0),
    heights: buildings.map(({ height }) => height),
    outlines: buildings.map((_, place) => {
      const west = 200 * place;
      return [[west, 0, west + 100, 0, west + 100, 100, west, 100]];
    }),
    attributes: {
      year: { type: "number", cells: buildings.map(({ year }) => year ?? null) },
      depth: {
        type: "number",
        places: flooded,
        cells: flooded.map((place) => buildings[place]?.depth ?? null),
      },
      structure: {
        ...{ type: "category", values: STRUCTURES, codes: ["601", "602", null] },
        cells: buildings.map(({ structure }) => structure ?? null),
      },
      listed: {
        type: "boolean",
        cells: buildings.map(({ listed }) => (listed === undefined ? null : Number(listed))),
      },
    },
  };
}

/** The index that the tiles' writer puts beside them. */
export function madeIndex(count: number): Uint8Array {
  const index = new Flatbush(count, 16, Int32Array);
  for (let place = 0; place < count; place++) index.add(200 * place, 0, 200 * place + 100, 100);
  index.finish();
  return new Uint8Array(index.data as ArrayBuffer);
}

/** Writes a city's folder with files of buildings; `index` absent: none is named. */
export async function madeCity(
  buildings: unknown,
  index?: Uint8Array,
): Promise<{ readonly folder: string; readonly city: City }> {
  const folder = await mkdtemp(join(tmpdir(), "machinami-buildings-"));
  await mkdir(join(folder, "networks"));
  await writeFile(join(folder, "networks/buildings.json"), JSON.stringify(buildings));
  if (index !== undefined) await writeFile(join(folder, "networks/buildings.index"), index);
  const city: City = {
    ...{ id: "made", name: { en: "Made", ja: "見本" }, tilesets: ["tileset.json"] },
    ...{ bounds: [139.8, 35.5, 140, 35.7], ground: { height: 40, method: "made" } },
    ...{ origin: MADE_ORIGIN, attribution: [] },
    networks: {
      buildings: "networks/buildings.json",
      ...(index === undefined ? {} : { buildingsIndex: "networks/buildings.index" }),
    },
    attributes: [
      {
        ...{ id: "year", layers: [0], path: "year", type: "number", unit: "a", known: 1 },
        label: { en: "Built in", ja: "建築年" },
      },
    ],
  };
  return { folder, city };
}
