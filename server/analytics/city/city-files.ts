import { readFile, realpath, stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";

/** Reads a JSON file of a city, never past `limits.networkBytes` nor outside the folder. */
export async function readCityFile(
  folder: string,
  file: string,
  limits: Limits,
): Promise<{ readonly content: unknown } | Problem> {
  try {
    const root = await realpath(folder);
    const path = await realpath(resolve(root, file));
    if (!path.startsWith(`${root}${sep}`)) return cityFault(file, "lies outside the city's folder");
    const { size } = await stat(path);
    if (size > limits.networkBytes)
      return cityFault(file, `has ${size} bytes; ${limits.networkBytes} are read (networkBytes)`);
    return { content: JSON.parse(await readFile(path, "utf8")) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return cityFault(file, `cannot be read: ${why}`);
  }
}

/** What is wrong with a file of the city: the answers that need it do without. */
export function cityFault(file: string, what: string): Problem {
  return {
    ...problem("spatial/city-file", `${file} of the city ${what}.`, "Make the city's files again."),
    severity: "warning",
  };
}
