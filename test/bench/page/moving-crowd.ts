import type { City } from "../../../shared/city.ts";

/** Metres a degree of latitude is. */
const METRES = 111_320;
const BATCH = 1_000;
const KINDS = ["vehicle", "vehicle", "vehicle", "transit", "drone", "sensor"] as const;

/** Things that move about a city and tell of it by HTTP at a steady rate, until they are stopped. */
export class MovingCrowd {
  readonly #url: string;
  readonly #count: number;
  readonly #perSecond: number;
  readonly #bounds: City["bounds"];
  #next = 0;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: { url: string; count: number; perSecond: number; bounds: City["bounds"] }) {
    this.#url = options.url;
    this.#count = options.count;
    this.#perSecond = options.perSecond;
    this.#bounds = options.bounds;
  }

  /** Resolves when everyone has told once; then they go on. */
  async begin(): Promise<void> {
    while (this.#next < this.#count) await this.#tell();
    this.#running = this.#goOn();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #goOn(): Promise<void> {
    const begun = performance.now() - (this.#next / this.#perSecond) * 1000;
    while (!this.#stopped) {
      await this.#tell();
      const due = begun + (this.#next / this.#perSecond) * 1000 - performance.now();
      if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
    }
  }

  async #tell(): Promise<void> {
    const records = Array.from({ length: BATCH }, () => this.#record(this.#next++));
    const answer = await fetch(`${this.#url}/api/observations`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(records),
    });
    const { refused } = (await answer.json()) as { refused: readonly { message: string }[] };
    if (refused.length > 0) throw new Error(`page: refused: ${refused[0]?.message}`);
  }

  /** Each goes to and fro along its own street at 10 m/s. */
  #record(index: number) {
    const who = index % this.#count;
    const [west, south, east, north] = this.#bounds;
    const now = Date.now();
    const along = Math.abs((((now / 1000 + who) * 10) % 400) - 200) / METRES;
    const across = (who * 0.618_034) % 1;
    const kind = KINDS[who % KINDS.length];
    return {
      entity: { id: `${kind}:page-bench:${who}`, kind, source: `page-bench-${who % 4}` },
      observedAt: new Date(now).toISOString(),
      position: {
        longitude: Number((west + across * (east - west)).toFixed(7)),
        latitude: Number((south + (who / this.#count) * (north - south) + along).toFixed(7)),
        height: kind === "drone" ? 110 : 45,
      },
      motion: { headingDegrees: 0, speed: 10 },
      values: { occupancy: (index % 100) / 100 },
    };
  }
}
