import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { DRAFT, makeFolder } from "./durable-file.ts";

const PART = /^date=(\d{4}-\d{2}-\d{2})\/hour=(\d{2})\/[^/]+\.parquet$/;

/**
 * The folder of sealed hours, `archive/date=YYYY-MM-DD/hour=HH/*.parquet` in UTC, and beside it that of hours which
 * left it and were to be kept, `archive-exported/`. A file is never changed; a name is never used again, and ends in
 * what the file's bytes come to (`isWhole`).
 */
export class ArchiveFolder {
  readonly path: string;
  readonly exported: string;
  /** Known until a file is added there. */
  #exportedBytes: number | undefined;

  /** @param folder DATA/history */
  constructor(folder: string) {
    this.path = join(folder, "archive");
    this.exported = join(folder, "archive-exported");
  }

  /** A new name for a file of an hour (its start, milliseconds since 1970); its folder is made. */
  async newPart(hour: number, root = this.path): Promise<string> {
    if (root !== this.path) this.#exportedBytes = undefined;
    const iso = new Date(hour).toISOString();
    const name = `part-${randomBytes(6).toString("hex")}.parquet`;
    const path = `date=${iso.slice(0, 10)}/hour=${iso.slice(11, 13)}/${name}`;
    await makeFolder(dirname(join(root, path)));
    return path;
  }

  /** All files of hours, by their names in the folder; what was not written to its end is removed. */
  async list(): Promise<string[]> {
    await mkdir(this.path, { recursive: true });
    const parts: string[] = [];
    for (const name of await readdir(this.path, { recursive: true })) {
      const path = name.split(sep).join("/");
      if (path.endsWith(DRAFT)) await rm(join(this.path, name), { force: true });
      else if (PART.test(path)) parts.push(path);
    }
    return parts.sort();
  }

  /** Start of the hour that a file is of, milliseconds since 1970. */
  hourOf(path: string): number {
    const [, date, hour] = PART.exec(path) ?? [];
    return Date.parse(`${date}T${hour}:00:00Z`);
  }

  /** Takes a file that is damaged out of the archive, and leaves it where it is under another name. */
  async putAside(path: string): Promise<void> {
    const from = join(this.path, path);
    await rename(from, `${from}.unreadable`);
  }

  async bytesOf(path: string): Promise<number> {
    return (await stat(join(this.path, path))).size;
  }

  /** Takes a file away: to `movedTo`, which is a folder, or for good. */
  async remove(path: string, movedTo: string | null): Promise<void> {
    const from = join(this.path, path);
    if (movedTo === null) await rm(from, { force: true });
    else {
      this.#exportedBytes = undefined;
      const to = join(movedTo, path);
      await mkdir(dirname(to), { recursive: true });
      await rename(from, to).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error;
      });
    }
    // The folders of an hour and of a day go with their last file.
    for (const folder of [dirname(from), dirname(dirname(from))])
      if (folder !== this.path && (await readdir(folder).catch(() => [""])).length === 0)
        await rm(folder, { recursive: true, force: true });
  }

  /** Bytes of the hours that left and were kept. */
  async bytesExported(): Promise<number> {
    if (this.#exportedBytes !== undefined) return this.#exportedBytes;
    let bytes = 0;
    const names = await readdir(this.exported, { recursive: true }).catch(() => []);
    for (const name of names)
      if (name.endsWith(".parquet")) bytes += (await stat(join(this.exported, name))).size;
    this.#exportedBytes = bytes;
    return bytes;
  }
}
