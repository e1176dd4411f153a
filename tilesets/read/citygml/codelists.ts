import { posix } from "node:path";
import { TILE_LIMITS } from "../../limits.ts";
import type { InputFile, InputPackage, StoredFile } from "../input-file.ts";
import { type Codelist, readCodelist } from "./attributes/read-codelist.ts";

/** Codelists are looked for up to so many folders above the file that names them. */
const ABOVE = 4;

/** Lists of each package by their paths: read once, whichever file names them first. */
const packages = new WeakMap<InputPackage, Map<string, Promise<Codelist | undefined>>>();

/**
 * The codelists that a file names (`codeSpace="../../codelists/Building_usage.xml"`). A list that lies
 * elsewhere than named, or is named by its address on the web, is found by its name in the package's own
 * `codelists/`; nothing is fetched.
 */
export class Codelists {
  readonly #file: Pick<InputFile, "sibling">;
  readonly #read: Map<string, Promise<Codelist | undefined>>;
  /** By the names in the file; undefined where there is none. */
  readonly #known = new Map<string, Codelist | undefined>();

  constructor(file: Pick<InputFile, "sibling" | "package">) {
    this.#file = file;
    this.#read = packages.get(file.package) ?? new Map();
    packages.set(file.package, this.#read);
  }

  /** Whether it was looked for. */
  has(codeSpace: string): boolean {
    return this.#known.has(codeSpace);
  }

  /** A list that was loaded; undefined where there is none. */
  get(codeSpace: string): Codelist | undefined {
    return this.#known.get(codeSpace);
  }

  /** Looks for lists, and reads them if they are there. */
  async load(codeSpaces: Iterable<string>): Promise<void> {
    for (const codeSpace of codeSpaces) {
      if (this.#known.has(codeSpace) || this.#known.size >= TILE_LIMITS.codelists) continue;
      const file = await this.#find(codeSpace);
      this.#known.set(codeSpace, file === undefined ? undefined : await this.#list(file));
    }
  }

  async #find(codeSpace: string): Promise<StoredFile | undefined> {
    const named = await this.#file.sibling(codeSpace);
    if (named !== undefined) return named;
    const name = posix.basename(codeSpace.replaceAll("\\", "/"));
    if (!/\.(xml|gml)$/i.test(name)) return undefined;
    for (let above = 0; above <= ABOVE; above++) {
      const found = await this.#file.sibling(`${"../".repeat(above)}codelists/${name}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #list(file: StoredFile): Promise<Codelist | undefined> {
    const known = this.#read.get(file.path) ?? readCodelist(file);
    this.#read.set(file.path, known);
    return known;
  }
}
