import { TILE_LIMITS } from "../limits.ts";
import { isJson, type Json, shown, type Tell } from "./tell.ts";

/** Extensions of one tileset. */
export interface Extensions {
  readonly used: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** That its objects have. */
  readonly found: ReadonlySet<string>;
}

/** Extensions of content: they leave no object in the tileset. */
const OF_CONTENT = /^(3DTILES_content_\w+|MAXAR_content_\w+)$/;
/** Of objects: tiles in one another, and what is in them. */
const DEPTH = 4 * TILE_LIMITS.depth;

/** Reads what a tileset says of extensions and has of them. */
export function readExtensions(tileset: Json, tell: Tell): Extensions {
  const used = namesOf(tileset, "extensionsUsed", tell);
  const required = namesOf(tileset, "extensionsRequired", tell);
  for (const name of required)
    if (!used.has(name)) tell.wrong(`${name} is in extensionsRequired and not in extensionsUsed`);
  const found = new Set<string>();
  collect(tileset, found, tell, 0);
  return { used, required, found };
}

/**
 * Holds what was found in a tileset, and in those that it leads to, against what it declares.
 *
 * @param below what the external tilesets have
 */
export function checkExtensions(
  { used, found }: Extensions,
  below: ReadonlySet<string>,
  tell: Tell,
): void {
  for (const name of found)
    if (!used.has(name)) tell.wrong(`it has the extension ${name}, which is not in extensionsUsed`);
  for (const name of below)
    if (!used.has(name) && !found.has(name))
      tell.wrong(`a tileset in it has the extension ${name}, which is not in extensionsUsed`);
  for (const name of used)
    if (!found.has(name) && !below.has(name) && !OF_CONTENT.test(name))
      tell.doubtful(`the extension ${name} is in extensionsUsed and nowhere else`);
}

function namesOf(tileset: Json, key: string, tell: Tell): Set<string> {
  const value = tileset[key];
  if (value === undefined) return new Set();
  if (!Array.isArray(value)) tell.wrong(`${key} is ${shown(value)} and not an array`);
  else if (value.length === 0) tell.wrong(`${key} has no elements: it is to be left out then`);
  else if (!value.every((name) => typeof name === "string"))
    tell.wrong(`${key} has an element that is not a text`);
  else if (new Set(value).size < value.length) tell.wrong(`${key} has an element twice`);
  return new Set(Array.isArray(value) ? value.filter((name) => typeof name === "string") : []);
}

function collect(value: unknown, found: Set<string>, tell: Tell, depth: number): void {
  if (typeof value !== "object" || value === null || depth > DEPTH) return;
  for (const [key, part] of Object.entries(value)) {
    if (key === "extras") continue;
    if (key === "extensions" && !Array.isArray(value)) {
      if (!isJson(part)) tell.wrong(`extensions is ${shown(part)} and not an object`);
      else
        for (const [name, extension] of Object.entries(part)) {
          found.add(name);
          if (!isJson(extension))
            tell.wrong(`the extension ${name} is ${shown(extension)} and not an object`);
        }
    }
    collect(part, found, tell, depth + 1);
  }
}
