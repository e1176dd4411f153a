import type { AreaCount, Region } from "../../../shared/region.ts";
import type { Order } from "../worker-messages.ts";

/** Corners that are handed over in one turn of the event loop (a few milliseconds). */
const SLICE = 2_000;

interface Ask {
  readonly regions: readonly Region[];
  readonly resolve: () => void;
}

/** Hands the regions to the thread, those that are new to it alone, and knows what it made of them. */
export class RegionSender {
  readonly #post: (order: Order) => void;
  /** What the thread has, or will have when it has worked off what was posted. */
  #sent = new Set<Region>();
  #wanted: readonly Region[] = [];
  #asked: Ask[] = [];
  readonly #waiting = new Map<number, Ask>();
  #sending = false;
  /** `new`: the first thread is still to come, and is waited for. */
  #state: "new" | "open" | "closed" = "new";
  #ticket = 0;
  /** Changes where another thread begins: what is being sent to the former ends. */
  #era = 0;
  /** The regions that crossings and counts are of, in order. */
  placed: readonly Region[] = [];
  /** By id. */
  readonly counts = new Map<string, AreaCount>();

  constructor(post: (order: Order) => void) {
    this.#post = post;
  }

  /** A thread that knows none has begun. */
  open(): void {
    this.#era++;
    this.#state = "open";
    this.#sent = new Set();
    this.placed = [];
    if (this.#wanted.length > 0 || this.#asked.length > 0) void this.#send();
  }

  /** The thread has failed. Who waits is let go: another thread is told all regions when it begins. */
  close(): void {
    this.#era++;
    this.#state = "closed";
    this.#sending = false;
    this.placed = [];
    this.counts.clear();
    const waiting = [...this.#waiting.values(), ...this.#asked.splice(0)];
    this.#waiting.clear();
    for (const ask of waiting) ask.resolve();
  }

  /** Resolves when they are counted, or where no thread is there that could count them. */
  set(regions: readonly Region[]): Promise<void> {
    this.#wanted = regions;
    if (this.#state === "closed") return Promise.resolve();
    return new Promise((resolve) => {
      this.#asked.push({ regions, resolve });
      if (this.#state === "open" && !this.#sending) void this.#send();
    });
  }

  answered(ticket: number, counts: readonly AreaCount[]): void {
    const ask = this.#waiting.get(ticket);
    if (ask === undefined) return;
    this.#waiting.delete(ticket);
    this.placed = ask.regions;
    this.counts.clear();
    counts.forEach((count, i) => {
      this.counts.set(ask.regions[i]?.id ?? "", count);
    });
    ask.resolve();
  }

  /** Everything asked so far counts as one: the newest wins, all are answered by it. */
  async #send(): Promise<void> {
    const era = this.#era;
    this.#sending = true;
    do {
      const asked = this.#asked;
      this.#asked = [];
      const regions = this.#wanted;
      const resolve = () => {
        for (const ask of asked) ask.resolve();
      };
      const ask = { regions, resolve };
      for (const part of partsOf(regions.filter((region) => !this.#sent.has(region)))) {
        this.#post({ type: "region-part", regions: part });
        await new Promise((next) => setImmediate(next));
        if (era !== this.#era) return resolve();
      }
      this.#sent = new Set(regions);
      const ticket = this.#ticket++;
      this.#waiting.set(ticket, ask);
      this.#post({ type: "regions", ticket, ids: regions.map(({ id }) => id) });
    } while (this.#asked.length > 0);
    this.#sending = false;
  }
}

function partsOf(regions: readonly Region[]): Region[][] {
  const parts: Region[][] = [];
  let corners = SLICE;
  for (const region of regions) {
    if (corners >= SLICE) {
      parts.push([]);
      corners = 0;
    }
    parts.at(-1)?.push(region);
    corners += region.geometry.coordinates.flat(region.geometry.type === "Polygon" ? 1 : 2).length;
  }
  return parts;
}
