import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Problem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";

const NAME = "regions.geojson";
/** Characters handed to the file at once, so that a large file is no long turn of the event loop. */
const PART = 256 * 1024;

/**
 * The file that regions are kept in: a GeoJSON FeatureCollection, replaced as a whole or not at all. The
 * folder is made when there is first something to keep.
 */
export class RegionFile {
  readonly path: string;
  readonly #limits: Limits;

  /** @param folder That of `--data`. */
  constructor(folder: string, limits: Limits = LIMITS) {
    this.path = join(folder, NAME);
    this.#limits = limits;
  }

  /** What is in it as JSON; undefined where there is none yet. */
  async read(): Promise<unknown> {
    const { path } = this;
    try {
      const { size } = await stat(path);
      const most = this.#limits.regionsFileBytes;
      if (size > most)
        return this.unusable(`it has ${size} bytes; ${most} are read (regionsFileBytes)`);
      const file = await open(path);
      try {
        const text = await file.readFile("utf8");
        return JSON.parse(text.replace(/^\uFEFF/, ""));
      } finally {
        await file.close();
      }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") return undefined;
      return this.unusable(
        code === undefined ? `it is not JSON: ${message}` : `it cannot be read (${code})`,
      );
    }
  }

  /** The problem of a file that cannot be used; it stays as it is. */
  unusable(why: string): Problem {
    return problem(
      "regions/unusable-file",
      `The regions in ${this.path} cannot be used: ${why}.`,
      "The file is left as it is. Correct it, or move it away to begin without regions.",
    );
  }

  /** Puts these features, as JSON texts, in the place of what was kept. On a problem that stays whole. */
  async write(features: Iterable<string>): Promise<Problem | undefined> {
    const folder = dirname(this.path);
    const draft = `${this.path}.draft`;
    try {
      await mkdir(folder, { recursive: true });
      const file = await open(draft, "w");
      try {
        await file.writeFile(partsOf(features));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, this.path);
      await syncFolder(folder);
      return undefined;
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined);
      return this.#notKept(error as NodeJS.ErrnoException);
    }
  }

  #notKept({ code, message }: NodeJS.ErrnoException): Problem {
    const full = code === "ENOSPC" || code === "EDQUOT";
    return problem(
      full ? "regions/disk-full" : "regions/not-kept",
      `The change was not made, as it could not be kept in ${this.path}: ${full ? "the disk is full" : (code ?? message)}.`,
      full
        ? "Make room on the disk, then try again."
        : "Look at the folder of --data, then try again.",
    );
  }
}

function* partsOf(features: Iterable<string>): Generator<string> {
  let part = '{"type":"FeatureCollection","features":[';
  let separator = "\n";
  for (const feature of features) {
    part += separator + feature;
    separator = ",\n";
    if (part.length < PART) continue;
    yield part;
    part = "";
  }
  yield `${part}\n]}\n`;
}

/** That a file has another name now is kept with its folder. */
async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders; it keeps names by itself.
  if (process.platform === "win32") return;
  try {
    await using handle = await open(folder);
    await handle.sync();
  } catch {
    // Some network disks cannot; the file itself is whole under its name already.
  }
}
