import { availableParallelism } from "node:os";
import { ThreadPool } from "../../threads/thread-pool.ts";
import type { TileContent } from "../tile-node.ts";
import { type GlbContent, glbContent } from "./glb-content.ts";
import type { GlbOptions } from "./write-glb.ts";

/** Threads at most: what they pack is made by one. */
const MOST = 3;
/** Triangles in a city for which a thread is worth its start, a seventh of a second. */
const WORTH = 400_000;

/** A glb to be packed. */
export interface GlbTask {
  readonly content: GlbContent;
  readonly options: GlbOptions;
}

/** Threads that put triangles in order and compress them, while the next tile is being drawn. */
export class GlbThreads {
  readonly #pool: ThreadPool<GlbTask, Uint8Array>;

  constructor(count: number) {
    const script = new URL("glb-thread.ts", import.meta.url);
    this.#pool = new ThreadPool({ script, count, data: () => undefined });
  }

  /** Glbs that are worth being at work on. */
  get ahead(): number {
    return this.#pool.size + 1;
  }

  /** As `writeGlb`. */
  async write(content: TileContent, options: GlbOptions): Promise<Uint8Array> {
    return this.#pool.run({ content: glbContent(content), options });
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** How many threads are worth it for so many triangles; 0 where one does as well. */
export function glbThreadsFor(triangles: number): number {
  return Math.min(MOST, availableParallelism() - 1, Math.floor(triangles / WORTH));
}
