import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { City } from "../../shared/city.ts";
import type { CityFootprints, FootprintAttribute } from "../../shared/city-footprints.ts";
import { CityPlane } from "../../shared/city-plane.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { readCity } from "../../shared/read-city.ts";
import type { Outline, ReadSide, SideBuilding } from "./side.ts";

/** Reads the buildings of a city's folder (docs/cities.md). */
export async function readCityFolder(
  path: string,
  plane: CityPlane | undefined,
): Promise<ReadSide | Problem> {
  const read = await readJson(join(path, "city.json"));
  if (isProblem(read)) return read;
  const city = readCity(read);
  const file = city?.networks?.buildings;
  if (city?.origin === undefined || file === undefined) return unknown(path);
  const footprints = await readJson(join(path, file));
  if (isProblem(footprints)) return footprints;
  const own = new CityPlane(city.origin);
  const into = plane ?? own;
  const buildings = buildingsOf(footprints as CityFootprints, city, placer(own, into));
  if (buildings === undefined) return unknown(path);
  const vintages = (city.sources ?? []).flatMap(({ vintage }) => vintage ?? []);
  const columns = (footprints as CityFootprints).attributes ?? {};
  const told = new Set(
    (city.attributes ?? []).flatMap(({ id, path: name }) => (columns[id] ? name : [])),
  );
  return { side: { path, vintages, buildings, told }, plane: into };
}

function unknown(path: string): Problem {
  return problem(
    "tiles/no-buildings",
    `${path} does not tell where its buildings are (networks.buildings and origin in city.json).`,
    "Compare folders that npm run tiles wrote, or the city files themselves.",
  );
}

/** From decimetres of one plane to metres of another. */
function placer(own: CityPlane, into: CityPlane) {
  return (flat: readonly number[]): Outline =>
    Array.from({ length: flat.length / 2 }, (_, i) => {
      const [east, north] = [(flat[2 * i] ?? 0) / 10, (flat[2 * i + 1] ?? 0) / 10];
      if (own === into) return [east, north] as const;
      const [longitude, latitude] = own.geodetic(east, north, 0);
      const [x, y] = into.local(longitude, latitude, 0);
      return [x, y] as const;
    });
}

/** Undefined where the file is not one. */
function buildingsOf(
  file: CityFootprints,
  city: City,
  place: (flat: readonly number[]) => Outline,
): SideBuilding[] | undefined {
  if (!Array.isArray(file.ids) || !Array.isArray(file.outlines)) return undefined;
  const attributes = attributesOf(file, city);
  return file.ids.map((id, i) => {
    const name = file.names?.[i]?.ja;
    return {
      id,
      ...(name === undefined ? {} : { name }),
      footprint: (file.outlines[i] ?? []).map((outline) => [place(outline)]),
      height: (file.heights[i] ?? 0) / 10,
      attributes: attributes[i] ?? new Map(),
    };
  });
}

/** The columns of the file as one map a building, by the paths that the city tells. */
function attributesOf(file: CityFootprints, { attributes = [] }: City) {
  const all = file.ids.map(() => new Map<string, string | number | boolean>());
  for (const { id, path } of attributes) {
    const column = file.attributes?.[id];
    column?.cells.forEach((cell, i) => {
      const value = cell === null ? undefined : cellValue(cell, column);
      if (value !== undefined) all[column.places?.[i] ?? i]?.set(path, value);
    });
  }
  return all;
}

function cellValue(cell: number, { type, values }: FootprintAttribute) {
  if (type === "category") return values?.[cell];
  return type === "boolean" ? cell === 1 : cell;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as unknown;
  } catch (error) {
    return problem("tiles/unreadable", `${path} cannot be read: ${(error as Error).message}.`);
  }
}
