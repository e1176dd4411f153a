import type { Accepted } from "../../../shared/observation.ts";

/** Batches that are written together. */
export interface Group {
  readonly batch: readonly Accepted[];
  readonly count: number;
  /** Settles with the group. */
  readonly written: Promise<void>;
  resolve(): void;
  reject(error: Error): void;
}

/** Batches that wait to be written, in their order. */
export class WaitingBatches {
  #batches: (readonly Accepted[])[] = [];
  #settlers: PromiseWithResolvers<void>[] = [];
  #count = 0;

  /** Observations in them. */
  get count(): number {
    return this.#count;
  }

  /** Settles when the batch is written, or is not to be. */
  add(batch: readonly Accepted[]): Promise<void> {
    const settler = Promise.withResolvers<void>();
    this.#batches.push(batch);
    this.#settlers.push(settler);
    this.#count += batch.length;
    return settler.promise;
  }

  /** Settles with the newest batch. */
  join(): Promise<void> {
    return this.#settlers.at(-1)?.promise ?? Promise.resolve();
  }

  /** Takes the oldest: whole batches, until they have `most` observations; undefined where none wait. */
  take(most: number): Group | undefined {
    if (this.#batches.length === 0) return undefined;
    let taken = 0;
    let count = 0;
    while (taken < this.#batches.length && (taken === 0 || count < most))
      count += this.#batches[taken++]?.length ?? 0;
    const batches = this.#batches.splice(0, taken);
    const settlers = this.#settlers.splice(0, taken);
    this.#count -= count;
    const written = settlers.at(-1)?.promise ?? Promise.resolve();
    return {
      batch: batches.length === 1 ? (batches[0] ?? []) : batches.flat(),
      count,
      written,
      resolve: () => {
        for (const { resolve } of settlers) resolve();
      },
      reject: (error) => {
        for (const { reject } of settlers) reject(error);
      },
    };
  }

  reject(error: Error): void {
    const settlers = this.#settlers;
    this.#batches = [];
    this.#settlers = [];
    this.#count = 0;
    for (const { reject } of settlers) reject(error);
  }
}
