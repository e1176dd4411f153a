import type { InputPackage, PackageNotes } from "../input-file.ts";
import { readPackageMetadata } from "../read-package-metadata.ts";
import { EntryFile } from "./entry-file.ts";
import type { Scratch } from "./scratch.ts";
import type { Store, StoreEntry } from "./store.ts";

/** A PLATEAU package, or a folder or zip of city files without more. */
export class CityPackage implements InputPackage {
  readonly path: string;
  readonly #store: Store;
  readonly #prefix: string;
  readonly #scratch: Scratch;
  readonly #themes = new Set<string>();
  #about: Promise<PackageNotes> | undefined;

  /** @param prefix its folder in the store; empty: the store itself */
  constructor(store: Store, prefix: string, scratch: Scratch) {
    this.path = store.pathOf(prefix);
    this.#store = store;
    this.#prefix = prefix;
    this.#scratch = scratch;
  }

  /** A file of it is read. */
  take({ name }: StoreEntry): void {
    const theme = /(?:^|\/)udx\/([^/]+)\//.exec(name)?.[1];
    if (theme !== undefined) this.#themes.add(theme);
  }

  about(): Promise<PackageNotes> {
    this.#about ??= this.#read();
    return this.#about;
  }

  async #read(): Promise<PackageNotes> {
    const folder = this.#prefix === "" ? "metadata" : `${this.#prefix}/metadata`;
    const found = await this.#store.list(folder);
    // A folder that is not there or cannot be listed has no records in it.
    const entries = Array.isArray(found) ? found : [];
    const records = entries
      .filter(({ name }) => name.toLowerCase().endsWith(".xml"))
      .map((entry) => new EntryFile(this.#store, entry, this.#scratch, false));
    return readPackageMetadata(this.path, records, this.#themes);
  }
}
