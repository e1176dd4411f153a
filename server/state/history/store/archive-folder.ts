import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import type { RetentionRule } from "../../../../shared/history.ts";
import { DRAFT, makeFolder } from "./durable-file.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PART = /^date=(\d{4}-\d{2}-\d{2})\/hour=(\d{2})\/[^/]+\.parquet$/;

type Bounds = Pick<RetentionRule, "days" | "bytes">;

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

  /** A name for a file of an hour (its start, milliseconds since 1970), as a rule a new one; its folder is made. */
  async newPart(
    hour: number,
    root = this.path,
    own = randomBytes(6).toString("hex"),
  ): Promise<string> {
    if (root !== this.path) this.#exportedBytes = undefined;
    const iso = new Date(hour).toISOString();
    const path = `date=${iso.slice(0, 10)}/hour=${iso.slice(11, 13)}/part-${own}.parquet`;
    await makeFolder(dirname(join(root, path)));
    return path;
  }

  /** All files of hours, by their names in the folder; what was not written to its end is removed. */
  async list(): Promise<string[]> {
    await mkdir(this.path, { recursive: true });
    for (const name of await readdir(this.path, { recursive: true }))
      if (name.endsWith(DRAFT)) await rm(join(this.path, name), { force: true });
    return partsIn(this.path);
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
    await this.#tidy(this.path, path);
  }

  /** Removes hours that left and were kept, where they are past their time or their room. */
  async forgetExported(
    { days = Number.POSITIVE_INFINITY, bytes = Number.POSITIVE_INFINITY }: Bounds,
    now: number,
  ): Promise<void> {
    let held = 0;
    for (const path of (await partsIn(this.exported)).reverse()) {
      held += (await stat(join(this.exported, path))).size;
      if (held <= bytes && this.hourOf(path) + HOUR > now - days * DAY) continue;
      this.#exportedBytes = undefined;
      await rm(join(this.exported, path), { force: true });
      await this.#tidy(this.exported, path);
    }
  }

  /** The folders of an hour and of a day go with their last file. */
  async #tidy(root: string, path: string): Promise<void> {
    const hour = dirname(join(root, path));
    for (const folder of [hour, dirname(hour)])
      if (folder !== root && (await readdir(folder).catch(() => [""])).length === 0)
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

/** All files of hours, by their names in a folder, the oldest hour first; none where there is no folder. */
async function partsIn(root: string): Promise<string[]> {
  const names = await readdir(root, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const paths = names.map((name) => name.split(sep).join("/"));
  return paths.filter((path) => PART.test(path)).sort();
}
