import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Random } from "../../../shared/random.ts";
import { freePort } from "../free-port.ts";
import type { StartedServer } from "../start-server.ts";
import { fastNow } from "./fast-now.ts";
import { startFast } from "./fast-server.ts";
import { InsistentSenders } from "./insistent-senders.ts";
import { type Kept, lookIntoCopy } from "./kept-copy.ts";
import { SentLog } from "./sent-log.ts";

const HOUR = 3_600_000;

export interface CrashOptions {
  readonly kills: number;
  readonly seed: string;
  /** How much faster than ours the server's clock runs; above some hundreds, hours are sealed while it is killed. */
  readonly rate: number;
  /** Milliseconds after which a started server is killed, at most. */
  readonly most: number;
  readonly say?: (line: string) => void;
}

export interface CrashResult {
  readonly kills: number;
  /** Of the kills, those while the server started. */
  readonly atStart: number;
  readonly sent: number;
  readonly acknowledged: number;
  readonly kept: number;
  readonly sealed: number;
  /** Milliseconds from a start after a kill until the server was live, the longest. */
  readonly longestStart: number;
  readonly faults: readonly string[];
}

/** Kills the whole server at random moments while feeds send, and looks each time at what it has kept. */
export async function crashRun(options: CrashOptions): Promise<CrashResult> {
  const data = mkdtempSync(join(tmpdir(), "machinami-crash-"));
  const run = new CrashRun(options, data, await freePort(), await freePort());
  try {
    return await run.run();
  } finally {
    await run.end();
    rmSync(data, { recursive: true, force: true });
  }
}

class CrashRun {
  readonly #options: CrashOptions;
  readonly #data: string;
  readonly #port: number;
  readonly #mqttPort: number;
  readonly #from = Date.now();
  readonly #random: Random;
  readonly #log: SentLog;
  readonly #senders: InsistentSenders;
  readonly #faults: string[] = [];
  #before: ReadonlySet<string> = new Set();
  #kept: Kept | undefined;
  #server: StartedServer | undefined;
  #atStart = 0;
  #longestStart = 0;

  constructor(options: CrashOptions, data: string, port: number, mqttPort: number) {
    this.#options = options;
    this.#data = data;
    this.#port = port;
    this.#mqttPort = mqttPort;
    this.#random = new Random(options.seed);
    this.#log = new SentLog(options.seed, () => this.#now());
    this.#senders = new InsistentSenders({
      ...{ log: this.#log, url: `http://127.0.0.1:${port}`, mqttPort },
      onRefused: (code) => this.#faults.push(`refused: ${code}`),
    });
  }

  async run(): Promise<CrashResult> {
    const { kills, most, say } = this.#options;
    this.#senders.start({ http: 3, mqtt: 2 });
    for (let kill = 0; kill < kills; kill++) {
      if (kill > 0 && kill % 5 === 4) await this.#killAtStart();
      else {
        await this.#start();
        this.#senders.resume();
        await wait(this.#random.between(0, most));
        this.#senders.pause();
        await this.#server?.kill();
      }
      await this.#look();
      const { keys = [], sealedRows = 0, notes = [] } = this.#kept ?? {};
      say?.(
        `${kill + 1} kills: ${keys.length} kept (${sealedRows} sealed), ${this.#faults.length} faults; ${notes}`,
      );
      if (this.#faults.length > 0) break;
    }
    await this.#start();
    await this.#askAll();
    await this.#server?.stop();
    await this.#look(6 * HOUR);
    return {
      ...{ kills, atStart: this.#atStart, sent: this.#log.sent.size },
      ...{ acknowledged: this.#log.acknowledged.size, kept: this.#kept?.keys.length ?? 0 },
      ...{ sealed: this.#kept?.sealedRows ?? 0, longestStart: Math.round(this.#longestStart) },
      faults: this.#faults.slice(0, 20),
    };
  }

  async end(): Promise<void> {
    await this.#senders.stop();
    await this.#server?.kill();
  }

  /** Starts, and compares the twin that it begins with to that of what was kept. */
  async #start(): Promise<void> {
    const begun = performance.now();
    this.#server = await this.#begin();
    this.#longestStart = Math.max(this.#longestStart, performance.now() - begun);
    const held = await this.#ask<{ entities: Entity[] }>("/api/entities?limit=5000");
    if (this.#kept === undefined) return;
    const { entities } = this.#kept.model.list({ limit: 1e6, now: this.#now() });
    if (textOf(held.entities) !== textOf([...entities]))
      this.#faults.push("the twin after the start is not that of what was kept");
  }

  #begin(onSpawn?: (child: ChildProcess) => void): Promise<StartedServer> {
    return startFast({
      ...{ data: this.#data, mqttPort: this.#mqttPort, port: this.#port },
      ...{ from: this.#from, rate: this.#options.rate },
      ...(onSpawn && { onSpawn }),
    });
  }

  /** Kills it somewhere between its beginning and its being up; every other time while it makes its index anew. */
  async #killAtStart(): Promise<void> {
    if (this.#atStart++ % 2 === 0)
      for (const name of ["hot.duckdb", "hot.duckdb.wal"])
        rmSync(join(this.#data, "history", name), { force: true });
    const after = this.#random.between(0, Math.max(200, this.#longestStart));
    const starting = this.#begin((child) => setTimeout(() => child.kill("SIGKILL"), after)).then(
      (server) => server.kill(),
      () => undefined,
    );
    await starting;
  }

  async #look(later = 0): Promise<void> {
    const kept = await lookIntoCopy(this.#data, this.#log, this.#now(), later);
    const has = new Set(kept.keys);
    for (const key of this.#before) if (!has.has(key)) this.#faults.push(`gone: ${key}`);
    this.#faults.push(...kept.faults);
    this.#before = has;
    this.#kept = kept;
  }

  /** Every observation as it is told over HTTP, page by page. */
  async #askAll(): Promise<void> {
    const keys: string[] = [];
    const window = `from=${this.#from - 12 * HOUR}&to=${this.#now() + HOUR}&limit=20000`;
    for (let cursor = ""; ; ) {
      const page = await this.#ask<{ observations: Told[]; next?: string }>(
        `/api/history/query?${window}${cursor}`,
      );
      for (const { id, values } of page.observations)
        keys.push(`${id.split(":")[0]} ${values.serial}`);
      if (page.next === undefined) break;
      cursor = `&cursor=${encodeURIComponent(page.next)}`;
    }
    if (new Set(keys).size !== keys.length) this.#faults.push("a query tells something twice");
    const told = new Set(keys);
    for (const key of this.#before) if (!told.has(key)) this.#faults.push(`not told: ${key}`);
  }

  async #ask<T>(path: string): Promise<T> {
    const response = await fetch(`${this.#server?.url}${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  #now(): number {
    return fastNow(this.#from, this.#options.rate);
  }
}

interface Entity {
  readonly id: string;
  readonly stale?: boolean;
  readonly receivedAt?: string;
}

interface Told {
  readonly id: string;
  readonly values: { readonly serial: number };
}

/**
 * Every entity heard over HTTP, but for what depends on the time it is looked at. What comes over MQTT may be sent
 * again before anybody can look.
 */
function textOf(entities: Iterable<Entity>): string {
  const plain = [...entities]
    .filter(({ id }) => id.startsWith("http"))
    .map(({ stale, receivedAt, ...rest }) => inOrder(rest));
  return JSON.stringify(plain.sort());
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
