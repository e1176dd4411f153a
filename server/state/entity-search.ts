import { setImmediate as turn } from "node:timers/promises";
import { PROVENANCES } from "../../shared/entity.ts";
import { foldText } from "../../shared/fold-text.ts";
import type { Found } from "../../shared/found.ts";
import { type MatchRank, matchRank } from "../../shared/match-rank.ts";
import type { Columns } from "./columns.ts";

/**
 * Entities looked at between two looks at the clock, and milliseconds of one turn of the event loop, of all
 * searches together.
 */
const STEP = 64;
const TURN = 3;
/** Added to the rank of who is not in the live picture: behind its equals, before what matches less. */
const ABSENT = 0.5;

type FoundEntity = Extract<Found, { type: "entity" }>;

interface Match {
  readonly handle: number;
  readonly rank: MatchRank;
}

/**
 * Finds entities by id and name. Looks at them one after the other, a few milliseconds at a time; what a
 * name is when folded is remembered, as people search letter by letter.
 */
export class EntitySearch {
  readonly #columns: Columns;
  readonly #ids: string[] = [];
  readonly #names: string[] = [];
  /** The names that were folded, to know when one is another. */
  readonly #folded: (string | undefined)[] = [];
  /** Searches under way. */
  #open = 0;

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  /** The best first, and how many match; undefined where the asker went away. */
  async find(
    text: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<{ found: FoundEntity[]; matched: number } | undefined> {
    this.#open++;
    try {
      return await this.#find(text, limit, signal);
    } finally {
      this.#open--;
    }
  }

  async #find(text: string, limit: number, signal: AbortSignal) {
    const searched = foldText(text);
    let best: Match[] = [];
    let matched = 0;
    let until = this.#turnEnd();
    for (let handle = 0; handle < this.#columns.count; handle++) {
      if (handle % STEP === 0 && performance.now() > until) {
        await turn();
        if (signal.aborted) return undefined;
        until = this.#turnEnd();
      }
      const rank = this.#rank(handle, searched);
      if (rank === Number.POSITIVE_INFINITY) continue;
      matched++;
      best.push({ handle, rank });
      if (best.length > 4 * limit + 256) best = first(best, limit);
    }
    return { found: first(best, limit).map(({ handle }) => this.#found(handle)), matched };
  }

  #turnEnd(): number {
    return performance.now() + TURN / this.#open;
  }

  #found(handle: number): FoundEntity {
    const columns = this.#columns;
    const name = columns.names[handle];
    const longitude = columns.longitudes[handle] as number;
    const height = columns.heights[handle] as number;
    const latitude = columns.latitudes[handle] as number;
    const position = { longitude, latitude, ...(Number.isNaN(height) ? {} : { height }) };
    return {
      type: "entity",
      id: columns.ids[handle] as string,
      ...(name === undefined ? {} : { name }),
      kind: columns.kind(handle) ?? "sensor",
      source: columns.sources[handle] as string,
      provenance: PROVENANCES[columns.provenances[handle] as number] ?? "live",
      ...(Number.isNaN(longitude) ? {} : { position }),
    };
  }

  #rank(handle: number, searched: string): MatchRank {
    const columns = this.#columns;
    if (columns.kind(handle) === undefined) return Number.POSITIVE_INFINITY;
    this.#ids[handle] ??= foldText(columns.ids[handle] as string);
    const name = columns.names[handle];
    if (name !== this.#folded[handle] || this.#names[handle] === undefined) {
      this.#folded[handle] = name;
      this.#names[handle] = foldText(name ?? "");
    }
    const rank = Math.min(
      matchRank(this.#ids[handle] as string, searched),
      matchRank(this.#names[handle] as string, searched),
    );
    return columns.cells[handle] === undefined ? rank + ABSENT : rank;
  }
}

function first(matches: Match[], limit: number): Match[] {
  return matches.sort((a, b) => a.rank - b.rank || a.handle - b.handle).slice(0, limit);
}
