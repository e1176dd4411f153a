import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { City } from "../../shared/city.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { readCity } from "../../shared/read-city.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { describeTileset } from "./describe-tileset.ts";
import { ServedFolder } from "./served-folder.ts";

/** A city that this server gives away under `/tiles/{id}/`. */
export interface ServedCity {
  readonly id: string;
  readonly folder: ServedFolder;
  /** Given as `city.json` where the folder has none of its own. */
  readonly description: City;
  /** Whether the folder has its own `city.json`. */
  readonly described: boolean;
}

/** Opens a folder with a `tileset.json` and describes it. */
export async function openCity(
  path: string,
  limits: Limits = LIMITS,
): Promise<ServedCity | Problem> {
  const folder = await ServedFolder.open(path);
  const id = idFrom(basename(folder.root));
  const own = await readJson(join(folder.root, "city.json"), limits);
  if (isProblem(own) && own.code !== "city/missing") return own;
  if (!isProblem(own)) {
    const city = asCity(id, own);
    return isProblem(city) ? city : { id, folder, description: city, described: true };
  }
  const tileset = await readJson(join(folder.root, "tileset.json"), limits);
  if (isProblem(tileset)) return tileset;
  const described = describeTileset(tileset, limits);
  if (isProblem(described)) return described;
  const name = basename(folder.root);
  const city: City = { id, name: { en: name, ja: name }, tilesets: ["tileset.json"], ...described };
  return { id, folder, description: city, described: false };
}

function idFrom(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return id === "" ? "city" : id;
}

async function readJson(path: string, limits: Limits): Promise<unknown> {
  let text: string;
  try {
    const { size } = await stat(path);
    if (size > limits.tilesetBytes) return tooLarge(path, size, limits);
    text = await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return problem("city/missing", `There is no ${path}.`);
    return problem("city/unreadable", `${path} cannot be read (${code}).`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return problem("city/malformed", `${path} is not JSON: ${why}.`);
  }
}

function tooLarge(path: string, size: number, { tilesetBytes }: Limits): Problem {
  return problem(
    "city/too-large",
    `${path} has ${size} bytes; ${tilesetBytes} are read (tilesetBytes).`,
    "Split the tileset into external tilesets.",
  );
}

/** Judges a `city.json` that came with the folder. */
function asCity(id: string, value: unknown): City | Problem {
  const city = readCity(typeof value === "object" ? { ...value, id } : value);
  if (city !== undefined) return city;
  return problem(
    "city/malformed",
    "The folder's city.json is not a city's: it needs a name (en, ja), tilesets, bounds, a ground height " +
      "and attribution, and where it has an origin, layers or viewpoints, these must be whole (docs/cities.md).",
    "Correct it, or take it away: then the tileset is described from its own volumes.",
  );
}
