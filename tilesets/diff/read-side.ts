import { access } from "node:fs/promises";
import { join } from "node:path";
import type { CityPlane } from "../../shared/city-plane.ts";
import type { Problem } from "../../shared/problem.ts";
import type { ProgressLines } from "../convert/progress-lines.ts";
import { readCityFolder } from "./read-city-folder.ts";
import { readCityInputs } from "./read-city-inputs.ts";
import type { ReadSide } from "./side.ts";

/**
 * Reads one of the two cities: a folder that `npm run tiles` wrote, or city files.
 * @param plane that it is to lie in; its own where undefined
 */
export async function readSide(
  path: string,
  plane: CityPlane | undefined,
  lines: ProgressLines,
  signal: AbortSignal,
): Promise<ReadSide | Problem> {
  const isCity = await access(join(path, "city.json")).then(
    () => true,
    () => false,
  );
  return isCity ? readCityFolder(path, plane) : readCityInputs(path, plane, lines, signal);
}
