import { type FileHandle, open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from "yauzl";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import { isHidden } from "./entry-name.ts";
import type { Store, StoreEntry } from "./store.ts";
import { unpacked } from "./unpacked.ts";
import { ZipBytes } from "./zip-bytes.ts";
import { readZipEntries, type ZipEntries } from "./zip-entries.ts";

/** A zip, read where it lies; nothing of it is unpacked to disk. */
export class ZipStore implements Store {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #zip: ZipFile;
  readonly #entries: ZipEntries;
  /** Names without regard to case, of packages made where that does not matter. */
  readonly #folded = new Map<string, string>();

  private constructor(path: string, handle: FileHandle, zip: ZipFile, entries: ZipEntries) {
    this.path = path;
    this.#handle = handle;
    this.#zip = zip;
    this.#entries = entries;
    for (const name of entries.keys()) {
      const folded = name.toLowerCase();
      if (!this.#folded.has(folded)) this.#folded.set(folded, name);
    }
  }

  /**
   * @param file where it lies
   * @param path as the person named it
   * @throws what the file system does
   */
  static async open(file: string, path: string): Promise<ZipStore | Problem> {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      const options = { autoClose: false, decodeStrings: false };
      const bytes = new ZipBytes(handle, size);
      const zip = await fromRandomAccessReaderPromise(bytes, size, options);
      const entries = await readZipEntries(zip, path);
      if (!isProblem(entries)) return new ZipStore(path, handle, zip, entries);
      await handle.close();
      return entries;
    } catch (error) {
      await handle.close();
      // What yauzl says of a broken zip is all that is known of it.
      const words = (error as Error).message;
      const tip = "Download it again, or unpack it and name the folder.";
      const message = `${path} cannot be read: the zip is damaged (${words}).`;
      return problem("tiles/zip-broken", message, tip);
    }
  }

  pathOf(name: string): string {
    return name === "" ? this.path : `${this.path}/${name}`;
  }

  async list(below: string): Promise<readonly StoreEntry[]> {
    const start = below === "" ? "" : `${below}/`;
    const found: StoreEntry[] = [];
    for (const [name, entry] of this.#entries)
      if (name.startsWith(start) && !isHidden(name))
        found.push({ name, bytes: entry.compressedSize });
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async find(name: string): Promise<StoreEntry | undefined> {
    const own = this.#entries.has(name) ? name : this.#folded.get(name.toLowerCase());
    const entry = own === undefined ? undefined : this.#entries.get(own);
    return own === undefined || entry === undefined
      ? undefined
      : { name: own, bytes: entry.compressedSize };
  }

  open({ name }: StoreEntry, advance?: (bytes: number) => void): Readable {
    const entry = this.#entries.get(name) as Entry;
    const raw = this.#zip.openReadStreamPromise(entry, { decodeFileData: false });
    return unpacked(raw, {
      path: this.pathOf(name),
      method: entry.compressionMethod === 0 ? "none" : "deflate",
      size: entry.uncompressedSize,
      crc: entry.crc32,
      advance,
    });
  }

  onDisk(): undefined {
    return undefined;
  }

  async close(): Promise<void> {
    this.#zip.close();
    await this.#handle.close();
  }
}
