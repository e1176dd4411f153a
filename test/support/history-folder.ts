import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIMITS, type Limits } from "../../server/security/limits.ts";
import { Store } from "../../server/state/history/store/store.ts";
import { Journal } from "../../server/state/journal/journal.ts";
import type { Accepted } from "../../shared/observation.ts";

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A folder of history with a journal, and stores on it, that a test works on. */
export class HistoryFolder {
  readonly folder = mkdtempSync(join(tmpdir(), "machinami-history-"));
  readonly journal: Journal;
  /** What the store's clock says, milliseconds since 1970. */
  now = 0;
  /** Numbers up to which the journal was told to forget. */
  readonly sealed: number[] = [];
  readonly #limits: Limits;
  #store: Store | undefined;

  constructor(limits: Partial<Limits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
    this.journal = new Journal({ folder: this.folder, log: QUIET, limits: this.#limits });
  }

  async begin(): Promise<Store> {
    await this.journal.open();
    return this.open();
  }

  get store(): Store {
    if (this.#store === undefined) throw new Error("the store is not open");
    return this.#store;
  }

  async open(): Promise<Store> {
    this.#store = await Store.open({
      ...{ folder: this.folder, journal: this.journal.path, limits: this.#limits },
      now: () => this.now,
      onSealed: (number) => this.sealed.push(number),
      onDamage: () => undefined,
    });
    return this.#store;
  }

  async close(): Promise<void> {
    await this.#store?.close();
    this.#store = undefined;
  }

  /** Makes observations durable, and brings them into the store. */
  async take(batch: readonly Accepted[]): Promise<void> {
    await this.journal.append(batch);
    await this.#store?.catchUp();
  }

  async end(): Promise<void> {
    await this.close();
    await this.journal.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Lets so much time pass that the hours up to then are sealed. */
  async sealAll(): Promise<void> {
    this.now += 5 * 3_600_000;
    await this.store.tend();
  }

  /** Files of the archive. */
  parts(): string[] {
    const names = readdirSync(join(this.folder, "archive"), { recursive: true, encoding: "utf8" });
    return names.filter((name) => name.endsWith(".parquet"));
  }

  /** Every kept observation in the order of its number, told in full. */
  rows(columns = "*"): Promise<readonly (readonly unknown[])[]> {
    return this.store.look(async (reading) => {
      const relation = await reading.observations({ from: -8.64e15, to: 8.64e15 });
      return reading.rows(`SELECT ${columns} FROM ${relation} ORDER BY number`);
    });
  }
}

/** An accepted observation. `at` in milliseconds since 1970. */
export function accepted(
  id: string,
  at: number,
  more: Partial<Accepted["observation"]> & { source?: string; kind?: "sensor" | "vehicle" } = {},
): Accepted {
  const { source = "a feed", kind = "vehicle", ...said } = more;
  return {
    observation: {
      entity: { id, kind },
      observedAt: at,
      ...(said.values === undefined ? { position: { longitude: 11.25, latitude: 44.5 } } : {}),
      ...said,
    },
    receivedAt: at + 25,
    provenance: "live",
    source,
  };
}
