import http from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Twin } from "../../../server/state/twin.ts";
import { Gateway } from "../../../server/stream/gateway.ts";
import type { Got } from "../replay/replay-pages.ts";
import { Child } from "../support/child.ts";
import { quantile, rounded } from "../support/statistics.ts";

/** Pages in the present, and what each of them looks at: a sixteenth of the cars. */
const PAGES = 50;
const SEEN = [140.1, 35.6, 140.15, 35.65] as const;
const TICK = 100;

/** What the live path did since it was last looked at, milliseconds but for the memory (MiB). */
export interface Looked {
  readonly delays: readonly number[];
  readonly "loop p99 ms": number;
  readonly "loop most ms": number;
  readonly "live p50 ms": number;
  readonly "live p99 ms": number;
  readonly "live most ms": number;
  readonly "frames/s": number;
  readonly MiB: number;
}

/** A city's live path: a gateway in this process, and pages in another that count what they get and how late. */
export class LivePath {
  readonly #gateway: Gateway;
  readonly #server: http.Server;
  readonly #pages = new Child(new URL("../replay/replay-pages.ts", import.meta.url));
  readonly #delay = monitorEventLoopDelay({ resolution: 5 });
  #since = performance.now();

  private constructor(gateway: Gateway, server: http.Server) {
    this.#gateway = gateway;
    this.#server = server;
  }

  static async open(twin: Twin): Promise<LivePath> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const log = { info: () => undefined, warn: () => undefined, error: console.error };
    const told = { epoch: "bench", tickMilliseconds: TICK, allow: () => undefined };
    const gateway = new Gateway({ server, twin, log, ...told });
    gateway.start();
    const path = new LivePath(gateway, server);
    const { port } = server.address() as AddressInfo;
    await path.#pages.ask("connect", { port, bbox: SEEN, live: PAGES, past: [], rate: 1 });
    return path;
  }

  /** Forgets what was counted. */
  async reset(): Promise<void> {
    await this.#pages.ask("reset");
    this.#delay.enable();
    this.#delay.reset();
    this.#since = performance.now();
  }

  async look(): Promise<Looked> {
    const { live } = await this.#pages.ask<{ live: Got }>("got");
    const seconds = (performance.now() - this.#since) / 1000;
    const { delays, frames } = live;
    const looked = {
      delays,
      "loop p99 ms": rounded(this.#delay.percentile(99) / 1e6),
      "loop most ms": rounded(this.#delay.max / 1e6),
      "live p50 ms": quantile(delays, 0.5),
      "live p99 ms": quantile(delays, 0.99),
      "live most ms": delays.reduce((most, each) => Math.max(most, each), 0),
      "frames/s": rounded(frames / PAGES / seconds),
      MiB: Math.round(process.memoryUsage().rss / 2 ** 20),
    };
    await this.reset();
    return looked;
  }

  async close(): Promise<void> {
    this.#pages.end();
    await this.#gateway.stop();
    this.#server.close();
  }
}
