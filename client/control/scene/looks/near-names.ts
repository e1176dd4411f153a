import { ENTITY_KINDS } from "../../../../shared/entity.ts";
import type { DrawnEntities } from "../drawn-entities.ts";

/** Few of these are about, and each has a name that people ask for; cars have numbers. */
const NAMED = bits("transit", "drone", "vessel", "facility");
/** Metres from the eye within which they are named; names at most. */
const REACH = 650;
const MOST = 24;
/** Slots looked at in one frame; seconds between two looks. */
const SLICE = 16_384;
const PERIOD = 0.25;

/** Which entities are near enough to be named: looked for a part in each frame, four times a second. */
export class NearNames {
  readonly #drawn: DrawnEntities;
  #near: readonly number[] = [];
  #found: { slot: number; metres: number }[] = [];
  #next = 0;
  #startedAt = Number.NEGATIVE_INFINITY;

  constructor(drawn: DrawnEntities) {
    this.#drawn = drawn;
  }

  /** Slots, the nearest first. */
  get slots(): readonly number[] {
    return this.#near;
  }

  /** Before a frame; `clock` in seconds, `eye` in metres of the entities' frame. */
  look(clock: number, eye: { readonly x: number; readonly y: number; readonly z: number }): void {
    if (this.#next === 0) {
      // A clock that stands still is one that is set: then each frame counts.
      if (clock > this.#startedAt && clock - this.#startedAt < PERIOD) return;
      this.#startedAt = clock;
      this.#found = [];
    }
    const end = this.#next + SLICE;
    this.#drawn.near([this.#next, end], NAMED, eye, REACH, (slot, metres) =>
      this.#found.push({ slot, metres }),
    );
    if (end < this.#drawn.count) {
      this.#next = end;
      return;
    }
    this.#next = 0;
    this.#found.sort((a, b) => a.metres - b.metres);
    this.#near = this.#found.slice(0, MOST).map(({ slot }) => slot);
  }
}

function bits(...kinds: readonly (typeof ENTITY_KINDS)[number][]): number {
  return kinds.reduce((sum, kind) => sum | (1 << ENTITY_KINDS.indexOf(kind)), 0);
}
