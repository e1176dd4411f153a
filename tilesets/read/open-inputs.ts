import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { InputFile, InputKind } from "./input-file.ts";
import { CityPackage } from "./inputs/city-package.ts";
import { EntryFile } from "./inputs/entry-file.ts";
import { findInput, READABLE } from "./inputs/find-input.ts";
import { kindOf, type StoredKind } from "./inputs/kind-of.ts";
import { isAccompanying, packagesOf } from "./inputs/package-of.ts";
import { PassedOver } from "./inputs/passed-over.ts";
import { Scratch } from "./inputs/scratch.ts";
import type { Store, StoreEntry } from "./inputs/store.ts";

/** The files of a city that were found under the paths that a person named. */
export interface InputSet {
  /** In the order of the paths, and of their names under each; no file twice. */
  readonly files: readonly InputFile[];
  /** What was passed over and why: not a fault, but to be told. */
  readonly notes: readonly Problem[];
  close(): Promise<void>;
}

/**
 * Finds what there is to read: in folders, PLATEAU packages, zips of either, gzipped and plain files. Of a
 * package (a folder with `udx/`) only what is in `udx/` is a city's. A Problem where a path is not there, is
 * of no kind that we read, is a zip not to be trusted, or where there is no city in any of them.
 * @param paths as the person named them
 * @param scratch folder for what must be unpacked; the system's place for such where absent
 */
export async function openInputs(
  paths: readonly string[],
  scratch?: string,
): Promise<InputSet | Problem> {
  const opening = new Opening(scratch);
  for (const path of paths) {
    const fault = await opening.add(path);
    if (fault === undefined) continue;
    await opening.close();
    return fault;
  }
  if (opening.files.length > 0) return opening;
  await opening.close();
  const notes = opening.notes.map(({ message }) => ` ${message}`).join("");
  const message = `There is no city in ${paths.join(", ") || "nothing"}.${notes}`;
  return problem("tiles/no-city", message, READABLE);
}

class Opening implements InputSet {
  readonly files: InputFile[] = [];
  readonly notes: Problem[] = [];
  readonly #scratch: Scratch;
  readonly #stores: Store[] = [];
  /** Files by what they are on disk, so that none is read twice. */
  readonly #known = new Set<string>();

  constructor(scratch: string | undefined) {
    this.#scratch = new Scratch(scratch);
  }

  async add(path: string): Promise<Problem | undefined> {
    const found = await findInput(path);
    if (isProblem(found)) return found;
    const { store, place, within, file } = found;
    this.#stores.push(store);
    if (file !== undefined) return this.#addNamed(store, place, file, path);
    const listed = await store.list(within);
    if (isProblem(listed)) return listed;
    await this.#addListed(store, place, listed);
    return undefined;
  }

  async close(): Promise<void> {
    for (const store of this.#stores) await store.close();
    await this.#scratch.close();
  }

  /** A file that the person named must be one that we read. */
  async #addNamed(
    store: Store,
    place: string,
    entry: StoreEntry,
    path: string,
  ): Promise<Problem | undefined> {
    const { kind, zipped } = await kindOf(store, entry);
    if (isCity(kind)) {
      this.#take(store, place, entry, { kind, zipped }, new CityPackage(store, "", this.#scratch));
      return undefined;
    }
    const what =
      kind === "companion"
        ? "goes with city files and holds no city"
        : "is of no kind that we can read";
    return problem("tiles/unknown-input", `${path} ${what}.`, READABLE);
  }

  async #addListed(store: Store, place: string, listed: readonly StoreEntry[]): Promise<void> {
    const packages = packagesOf(listed.map(({ name }) => name));
    const made = new Map<string, CityPackage>();
    const passed = new PassedOver(store);
    for (const entry of listed) {
      const prefix = packages.of(entry.name);
      if (prefix === undefined || isAccompanying(entry.name)) continue;
      const { kind, zipped } = await kindOf(store, entry);
      if (!isCity(kind)) {
        passed.note(entry, kind);
        continue;
      }
      const home = made.get(prefix) ?? new CityPackage(store, prefix, this.#scratch);
      made.set(prefix, home);
      this.#take(store, place, entry, { kind, zipped }, home);
    }
    this.notes.push(...passed.problems());
  }

  #take(
    store: Store,
    place: string,
    entry: StoreEntry,
    { kind, zipped }: { kind: InputKind; zipped: boolean },
    home: CityPackage,
  ): void {
    const identity = `${place}/${entry.name}`;
    if (this.#known.has(identity)) return;
    this.#known.add(identity);
    home.take(entry);
    this.files.push(new CityFile(store, entry, this.#scratch, { kind, zipped }, home));
  }
}

class CityFile extends EntryFile implements InputFile {
  readonly kind: InputKind;
  readonly package: CityPackage;

  constructor(
    store: Store,
    entry: StoreEntry,
    scratch: Scratch,
    { kind, zipped }: { kind: InputKind; zipped: boolean },
    home: CityPackage,
  ) {
    super(store, entry, scratch, zipped);
    this.kind = kind;
    this.package = home;
  }
}

function isCity(kind: StoredKind["kind"]): kind is InputKind {
  return !["zip", "gzip", "companion", "unknown"].includes(kind);
}
