import type { CDPSession, Page } from "playwright";
import type { StartedServer } from "../../support/start-server.ts";

/** What is held at one moment, by name: MB, or how many. */
export type Sample = ReadonlyMap<string, number>;

/** What the page holds once all that nobody holds has been let go of. */
export async function pageSample(page: Page, session: CDPSession): Promise<Sample> {
  // Twice: what is let go of by the first may have held other things.
  for (let turn = 0; turn < 2; turn++) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  const counts = await page.evaluate(() => ({ ...window.soakCounts }));
  return new Map([
    ["page heap MB", of("JSHeapUsedSize") / 1e6],
    ["page nodes", of("Nodes")],
    ["page listeners", of("JSEventListeners")],
    ...Object.entries(counts).map(([name, count]) => [`page ${name}`, count] as const),
  ]);
}

const SERVER_FIGURES = {
  "server memory MB": ["process_resident_memory_bytes", 1e-6],
  "server heap MB": ["nodejs_heap_size_used_bytes", 1e-6],
  "server outside heap MB": ["nodejs_external_memory_bytes", 1e-6],
  "server handles": ["nodejs_active_resources_total", 1],
} as const;

/** The server's heap goes up and down by itself: of some looks, the lowest of each figure counts. */
export class ServerLows {
  readonly #server: StartedServer;
  #lows = new Map<string, number>();

  constructor(server: StartedServer) {
    this.#server = server;
  }

  async look(): Promise<void> {
    const text = await (await fetch(`${this.#server.url}/metrics`)).text();
    for (const [name, [metric, factor]] of Object.entries(SERVER_FIGURES)) {
      const found = new RegExp(`^${metric}(?:\\{[^}]*\\})? (\\S+)`, "m").exec(text)?.[1];
      if (found === undefined) throw new Error(`soak: /metrics has no ${metric}`);
      const low = this.#lows.get(name) ?? Number.POSITIVE_INFINITY;
      this.#lows.set(name, Math.min(low, Number(found) * factor));
    }
  }

  /** The lows since the last time. */
  take(): Sample {
    const lows = this.#lows;
    this.#lows = new Map();
    return lows;
  }
}
