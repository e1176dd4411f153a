import { access, realpath } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type Problem, problem } from "../../shared/problem.ts";

/**
 * Whether a city may be written where it is asked for, without being read as an input the next time and
 * without an input being replaced by it.
 * @param inputs paths as the person named them
 */
export async function checkPlaces(
  inputs: readonly string[],
  out: string,
): Promise<Problem | undefined> {
  const folder = await real(resolve(out));
  for (const input of inputs) {
    const place = await real(resolve(input));
    if (isWithin(place, folder))
      return refused(`${out} would take the place of ${input}, which is to be read`);
    if (isWithin(folder, place)) return refused(`${out} lies in ${input}, which is to be read`);
    if (await isCity(place))
      return problem(
        "tiles/written-city",
        `${input} is a city that npm run tiles has written, and no input.`,
        "Name the files that it was made of.",
      );
  }
  return undefined;
}

function refused(why: string): Problem {
  return problem("tiles/out-among-inputs", `${why}.`, "Name another folder after --out.");
}

/** A place as the disk has it, also where its last parts are not there yet. */
async function real(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(await real(above), basename(path));
  }
}

function isWithin(place: string, folder: string): boolean {
  const way = relative(folder, place);
  return way === "" || !(way === ".." || /^\.\.[/\\]/.test(way) || resolve(way) === way);
}

async function isCity(folder: string): Promise<boolean> {
  const there = (name: string) =>
    access(join(folder, name)).then(
      () => true,
      () => false,
    );
  return (await there("city.json")) && (await there("tileset.json"));
}
