import { stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { CityPlane } from "../../../shared/city-plane.ts";
import type { CityReader } from "../../read/city-reader.ts";
import type { FilePart, FileParts } from "../../read/file-parts.ts";
import type { ConvertOptions } from "../../read-arguments.ts";
import { ThreadPool } from "../../threads/thread-pool.ts";
import type { BesideQuestion, PartResult, PartTask, PartThreadData } from "./part-task.ts";

/** Threads at most: what they read is put together by one. */
const MOST = 8;
/** Bytes of input for which a thread is worth its start: each has its own code to compile and make fast. */
const WORTH = 32e6;
/** Bytes of a geoid's file, which each thread has for itself. */
const GEOID = 32e6;

/** Threads that read parts of files. */
export class PartThreads {
  readonly #pool: ThreadPool<PartTask, PartResult>;
  readonly #files: FileParts[] = [];

  constructor(
    count: number,
    { geoid, crs }: Pick<ConvertOptions, "geoid" | "crs">,
    { longitude, latitude, height }: CityPlane,
  ) {
    const origin = { longitude, latitude, height };
    this.#pool = new ThreadPool({
      script: new URL("part-thread.ts", import.meta.url),
      count,
      data: (number): PartThreadData => ({ number, geoid, crs, origin }),
      answer: ({ file, relative }: BesideQuestion) => this.#beside(file, relative),
    });
  }

  /** Parts that are worth reading ahead. */
  get ahead(): number {
    return 2 * this.#pool.size + 1;
  }

  read(file: FileParts, { bytes }: FilePart): Promise<PartResult> {
    if (this.#files.at(-1) !== file) this.#files.push(file);
    const { path, name, package: from, head } = file;
    const told = { number: this.#files.length - 1, path, name, package: from, head };
    return this.#pool.run({ file: told, bytes }, [bytes.buffer as ArrayBuffer]);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #beside(file: number, relative: string) {
    return this.#files[file]?.beside(relative);
  }
}

/** How many threads are worth it for these inputs; 0 where one does as well. */
export async function threadsFor(
  readers: readonly CityReader[],
  geoid: string | undefined,
): Promise<number> {
  const most = Math.min(MOST, availableParallelism());
  const bytes = readers.reduce((sum, each) => sum + (each.parts ? each.bytes : 0), 0);
  const count = Math.min(most, Math.floor(bytes / WORTH));
  if (count < 2) return 0;
  const isFile = geoid !== undefined && Number.isNaN(Number(geoid));
  const size = isFile ? (await stat(geoid)).size : 0;
  return size > GEOID ? 0 : count;
}
