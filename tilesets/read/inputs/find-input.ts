import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join, normalize, relative, sep } from "node:path";
import { isProblem, type Problem } from "../../../shared/problem.ts";
import { unreadable } from "../unreadable.ts";
import { FolderStore } from "./folder-store.ts";
import { kindOf } from "./kind-of.ts";
import type { Store, StoreEntry } from "./store.ts";
import { ZipStore } from "./zip-store.ts";

/** For whoever named something else. */
export const READABLE =
  "Readable are CityGML (.gml), CityJSON (.city.json, .city.jsonl), OpenStreetMap (.osm, .osm.pbf), GeoJSON " +
  "and FlatGeobuf (.fgb), each also as .gz; and folders and .zip files of these, PLATEAU packages among them.";

/** What a path that a person named leads to. */
export interface FoundInput {
  readonly store: Store;
  /** Where the store is on disk, to tell whether two are the same. */
  readonly place: string;
  /** Folder of the store that was meant; empty: all of it. */
  readonly within: string;
  /** Where a file was meant. */
  readonly file?: StoreEntry;
}

/**
 * Looks up a path. What lies in a package's `udx/` belongs to that package, so that its codelists and
 * textures are found; else a file can name what lies in its folder and below.
 */
export async function findInput(path: string): Promise<FoundInput | Problem> {
  try {
    const real = await realpath(path);
    const found = await stat(real);
    if (found.isDirectory()) {
      const { root, shown } = rootOf(real, path);
      const within = relative(root, real).split(sep).join("/");
      return { store: new FolderStore(root, shown), place: root, within };
    }
    const { root, shown } = rootOf(dirname(real), dirname(path));
    const store = new FolderStore(root, shown);
    const name = relative(root, real).split(sep).join("/");
    const file = { name, bytes: found.size };
    if ((await kindOf(store, file)).kind !== "zip") return { store, place: root, within: "", file };
    const zip = await ZipStore.open(real, path);
    return isProblem(zip) ? zip : { store: zip, place: real, within: "" };
  } catch (error) {
    return unreadable(path, error);
  }
}

/** The package that a folder is a part of, or the folder itself. */
function rootOf(real: string, path: string): { root: string; shown: string } {
  let below = "";
  for (let folder = real; dirname(folder) !== folder; folder = dirname(folder)) {
    below = join(basename(folder), below);
    if (basename(folder) !== "udx") continue;
    const root = dirname(folder);
    const named = normalize(path);
    const shown = named.endsWith(sep + below) ? named.slice(0, -below.length - 1) : root;
    return { root, shown };
  }
  return { root: real, shown: path };
}
