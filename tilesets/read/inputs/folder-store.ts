import { createReadStream, type Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Readable } from "node:stream";
import { type Problem, problem } from "../../../shared/problem.ts";
import { TILE_LIMITS } from "../../limits.ts";
import { unreadable } from "../unreadable.ts";
import { isHidden } from "./entry-name.ts";
import type { Store, StoreEntry } from "./store.ts";
import { unpacked } from "./unpacked.ts";

/** A folder on disk. Links that lead out of it are never followed, others only by name. */
export class FolderStore implements Store {
  readonly path: string;
  readonly #root: string;
  #links = 0;

  /**
   * @param root its real path
   * @param path as the person named it
   */
  constructor(root: string, path: string) {
    this.#root = root;
    this.path = path;
  }

  /** Links that `list` passed over. */
  get links(): number {
    return this.#links;
  }

  pathOf(name: string): string {
    return name === "" ? this.path : join(this.path, name);
  }

  async list(below: string): Promise<readonly StoreEntry[] | Problem> {
    const found: StoreEntry[] = [];
    const left = [below];
    try {
      for (let folder = left.pop(); folder !== undefined; folder = left.pop()) {
        for (const entry of await readdir(join(this.#root, folder), { withFileTypes: true })) {
          const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
          if (isHidden(name)) continue;
          if (entry.isDirectory()) left.push(name);
          else await this.#take(entry, name, found);
        }
        if (found.length + left.length > TILE_LIMITS.files) return this.#tooMany();
      }
    } catch (error) {
      return unreadable(this.path, error);
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async find(name: string): Promise<StoreEntry | undefined> {
    return (await this.#at(name)) ?? (await this.#inOtherCase(name));
  }

  open(entry: StoreEntry, advance?: (bytes: number) => void): Readable {
    const stream = createReadStream(join(this.#root, entry.name), { highWaterMark: 256 * 1024 });
    if (advance === undefined) return stream;
    return unpacked(stream, { path: this.pathOf(entry.name), method: "none", advance });
  }

  onDisk(entry: StoreEntry): string {
    return join(this.#root, entry.name);
  }

  async close(): Promise<void> {
    // Nothing stays open between reads.
  }

  async #take(entry: Dirent, name: string, found: StoreEntry[]): Promise<void> {
    if (entry.isSymbolicLink()) this.#links++;
    if (!entry.isFile()) return;
    found.push({ name, bytes: (await stat(join(this.#root, name))).size });
  }

  async #at(name: string): Promise<StoreEntry | undefined> {
    try {
      const real = await realpath(join(this.#root, name));
      if (!real.startsWith(this.#root.endsWith(sep) ? this.#root : this.#root + sep))
        return undefined;
      const found = await stat(real);
      return found.isFile() ? { name, bytes: found.size } : undefined;
    } catch {
      // Not there, or not to be had: for who asks both mean that there is none.
      return undefined;
    }
  }

  /** Packages made where case does not matter name `A.JPG` and hold `a.jpg`. */
  async #inOtherCase(name: string): Promise<StoreEntry | undefined> {
    const cut = name.lastIndexOf("/");
    const [folder, file] = [name.slice(0, Math.max(cut, 0)), name.slice(cut + 1).toLowerCase()];
    const names = await readdir(join(this.#root, folder)).catch(() => []);
    const same = names.sort().find((other) => other.toLowerCase() === file);
    if (same === undefined) return undefined;
    return this.#at(folder === "" ? same : `${folder}/${same}`);
  }

  #tooMany(): Problem {
    const tip = "Name parts of it one by one.";
    return problem(
      "tiles/too-many-files",
      `${this.path} has more than ${TILE_LIMITS.files} files, the limit for one input.`,
      tip,
    );
  }
}
