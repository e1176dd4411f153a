import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Files that had to be unpacked because they are read from the middle; gone when it is closed. */
export class Scratch {
  readonly #parent: string;
  readonly #kept = new Map<string, Promise<string>>();
  #folder: Promise<string> | undefined;

  /** @param parent folder to make its own folder in; the system's place for such where absent */
  constructor(parent = tmpdir()) {
    this.#parent = parent;
  }

  /**
   * Path of a copy of some content on disk, made once.
   * @param key what tells it from others
   */
  keep(key: string, content: () => Readable): Promise<string> {
    const kept = this.#kept.get(key) ?? this.#write(String(this.#kept.size), content);
    this.#kept.set(key, kept);
    return kept;
  }

  async close(): Promise<void> {
    if (this.#folder === undefined) return;
    await Promise.allSettled(this.#kept.values());
    await rm(await this.#folder, { recursive: true, force: true });
  }

  async #write(name: string, content: () => Readable): Promise<string> {
    this.#folder ??= mkdtemp(join(this.#parent, "machinami-input-"));
    const path = join(await this.#folder, name);
    await pipeline(content(), createWriteStream(path));
    return path;
  }
}
