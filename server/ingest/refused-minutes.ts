const MINUTE = 60_000;

/** How much of a source was refused in a minute. */
export interface RefusedMinute {
  readonly source: string;
  /** Beginning of the minute, milliseconds since 1970, by our clock. */
  readonly minute: number;
  readonly count: number;
}

/** Counts refusals by minute and source until somebody takes them. */
export class RefusedMinutes {
  readonly #most: number;
  readonly #counts = new Map<number, Map<string, number>>();

  /** @param most Sources told apart in a minute; those beyond count for their feed. */
  constructor(most: number) {
    this.#most = most;
  }

  /** @param at Milliseconds since 1970. */
  add(source: string, feed: string, at: number): void {
    const minute = Math.floor(at / MINUTE) * MINUTE;
    let counts = this.#counts.get(minute);
    if (counts === undefined) {
      counts = new Map();
      this.#counts.set(minute, counts);
    }
    const name = counts.has(source) || counts.size < this.#most ? source : feed;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }

  /** All since the last time. */
  take(): RefusedMinute[] {
    const taken: RefusedMinute[] = [];
    for (const [minute, counts] of this.#counts)
      for (const [source, count] of counts) taken.push({ source, minute, count });
    this.#counts.clear();
    return taken;
  }
}
