import { open } from "node:fs/promises";
import { posix } from "node:path";
import type { Readable } from "node:stream";
import { problem } from "../../../shared/problem.ts";
import type { StoredFile } from "../input-file.ts";
import { Unreadable } from "../unreadable.ts";
import { namesMeant } from "./names-meant.ts";
import type { Scratch } from "./scratch.ts";
import type { Store, StoreEntry } from "./store.ts";
import { unpacked } from "./unpacked.ts";

/** A file of a store. */
export class EntryFile implements StoredFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly #store: Store;
  readonly #entry: StoreEntry;
  readonly #scratch: Scratch;
  readonly #zipped: boolean;

  /** @param zipped whether its content is compressed by gzip */
  constructor(store: Store, entry: StoreEntry, scratch: Scratch, zipped: boolean) {
    this.path = store.pathOf(entry.name);
    this.name = posix.basename(entry.name);
    this.bytes = entry.bytes;
    this.#store = store;
    this.#entry = entry;
    this.#scratch = scratch;
    this.#zipped = zipped;
  }

  open(advance?: (bytes: number) => void): Readable {
    const content = this.#store.open(this.#entry, advance);
    return this.#zipped ? unpacked(content, { path: this.path, method: "gzip" }) : content;
  }

  async read(from: number, to: number): Promise<Uint8Array> {
    const handle = await open(await this.#onDisk());
    try {
      const bytes = new Uint8Array(Math.max(0, to - from));
      let got = 0;
      while (got < bytes.length) {
        const { bytesRead } = await handle.read(bytes, got, bytes.length - got, from + got);
        if (bytesRead === 0) break;
        got += bytesRead;
      }
      return bytes.subarray(0, got);
    } finally {
      await handle.close();
    }
  }

  async readAll(limit: number): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of this.open()) {
      size += chunk.length;
      if (size > limit)
        throw new Unreadable(
          problem(
            "tiles/too-large",
            `${this.path} is not read: it has more than ${limit} bytes, the limit for such a file.`,
          ),
        );
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  async sibling(relative: string): Promise<StoredFile | undefined> {
    for (const name of namesMeant(this.#entry.name, relative)) {
      const entry = await this.#store.find(name);
      if (entry !== undefined) return new EntryFile(this.#store, entry, this.#scratch, false);
    }
    return undefined;
  }

  async #onDisk(): Promise<string> {
    const there = this.#zipped ? undefined : this.#store.onDisk(this.#entry);
    return there ?? this.#scratch.keep(this.path, () => this.open());
  }
}
