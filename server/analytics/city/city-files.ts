import { readFile, realpath, stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";

/** Which of the limits bounds the bytes of a file. */
type ByteLimit = "networkBytes" | "footprintBytes";

/** Reads a JSON file of a city, never past its limit nor outside the folder. */
export async function readCityFile(
  folder: string,
  file: string,
  limits: Limits,
  limit: ByteLimit = "networkBytes",
): Promise<{ readonly content: unknown } | Problem> {
  const bytes = await readCityBytes(folder, file, limits, limit);
  if (isProblem(bytes)) return bytes;
  try {
    return { content: JSON.parse(bytes.toString("utf8")) };
  } catch (error) {
    return cityFault(file, `cannot be read: ${reasonOf(error)}`);
  }
}

/** Reads a file of a city, never past its limit nor outside the folder. */
export async function readCityBytes(
  folder: string,
  file: string,
  limits: Limits,
  limit: ByteLimit,
): Promise<Buffer | Problem> {
  try {
    const root = await realpath(folder);
    const path = await realpath(resolve(root, file));
    if (!path.startsWith(`${root}${sep}`)) return cityFault(file, "lies outside the city's folder");
    const { size } = await stat(path);
    if (size > limits[limit])
      return cityFault(file, `has ${size} bytes; ${limits[limit]} are read (${limit})`);
    return await readFile(path);
  } catch (error) {
    return cityFault(file, `cannot be read: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What is wrong with a file of the city: the answers that need it do without. */
export function cityFault(file: string, what: string): Problem {
  return {
    ...problem("spatial/city-file", `${file} of the city ${what}.`, "Make the city's files again."),
    severity: "warning",
  };
}
