import { type DuckDBConnection, DuckDBInstance, DuckDBTimestampValue } from "@duckdb/node-api";
import type { Look, Parameter, Reading } from "../../server/state/history/reading.ts";
import {
  SAYS_KIND,
  SAYS_MOTION,
  SAYS_NAME,
  SAYS_POSITION,
} from "../../server/state/history/statement-columns.ts";
import type { TwinImage } from "../../server/state/twin-image.ts";
import { ENTITY_KINDS, PROVENANCES } from "../../shared/entity.ts";
import type { HistoryEvent } from "../../shared/history.ts";
import type { Accepted } from "../../shared/observation.ts";

/** A history in the memory of a test: what is accepted, minutes, events and keyframes, as `reading.ts` has them. */
export class MemoryLook {
  readonly #connection: DuckDBConnection;
  readonly #kinds = new Map<string, string>();
  readonly keyframes: { image: TwinImage; number: number; until: number }[] = [];
  /** Questions that were put, as SQL. */
  readonly asked: string[] = [];
  #last = 0;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async open(): Promise<MemoryLook> {
    const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
    await connection.run(`
      CREATE TABLE observation (number BIGINT, id VARCHAR, kind VARCHAR, source VARCHAR,
        provenance VARCHAR, name VARCHAR, observed_at TIMESTAMP, received_after BIGINT,
        said UTINYINT, longitude DOUBLE, latitude DOUBLE, height DOUBLE, heading DOUBLE,
        speed DOUBLE, readings MAP(VARCHAR, DOUBLE));
      CREATE TABLE minutes (minute TIMESTAMP, source VARCHAR, kind VARCHAR, accepted BIGINT,
        refused BIGINT);
      CREATE TABLE events ("at" TIMESTAMP, type VARCHAR, body VARCHAR)`);
    return new MemoryLook(connection);
  }

  /** Forgets everything. */
  async empty(): Promise<void> {
    for (const table of ["observation", "minutes", "events"])
      await this.#connection.run(`DELETE FROM ${table}`);
    this.keyframes.length = 0;
    this.asked.length = 0;
    this.#kinds.clear();
    this.#last = 0;
  }

  close(): void {
    this.#connection.closeSync();
  }

  /** Keeps them, numbered on from the last. */
  async keep(batch: readonly Accepted[]): Promise<void> {
    if (batch.length === 0) return;
    const rows = batch.map((each) => this.#row(each));
    await this.#connection.run(`INSERT INTO observation VALUES ${rows.join(", ")}`);
  }

  async count(
    counts: readonly {
      at: number;
      source: string;
      kind?: string;
      accepted?: number;
      refused?: number;
    }[],
  ): Promise<void> {
    for (const { at, source, kind = "", accepted = 0, refused = 0 } of counts)
      await this.#connection.run(
        `INSERT INTO minutes VALUES (epoch_ms(${at}), ?, ?, ${accepted}, ${refused})`,
        [source, kind],
      );
  }

  async note(events: readonly HistoryEvent[]): Promise<void> {
    for (const event of events)
      await this.#connection.run(`INSERT INTO events VALUES (epoch_ms(${event.at}), ?, ?)`, [
        event.type,
        JSON.stringify(event),
      ]);
  }

  /** Runs any SQL, for what the rest cannot do. */
  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  readonly look: Look = async (work, signal) => {
    const stop = () => this.#connection.interrupt();
    signal?.addEventListener("abort", stop);
    try {
      return await work(this.#reading());
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  };

  #reading(): Reading {
    const run = async (sql: string, parameters: readonly Parameter[] = []) => {
      this.asked.push(sql);
      return this.#connection.runAndReadAll(sql, [...parameters]);
    };
    return {
      last: this.#last,
      rows: async (sql, parameters) =>
        (await run(sql, parameters)).getRows().map((row) => row.map(plain)),
      columns: async (sql, parameters) => {
        const result = await run(sql, parameters);
        const columns = result.getColumns().map((column) => column.map(plain));
        const types = result.columnTypes().map(String);
        return {
          count: result.currentRowCount,
          columns: types.map((type, place) => {
            const column = columns[place] ?? [];
            if (type === "VARCHAR") return column;
            return Float64Array.from(column, (each) => (each === null ? Number.NaN : Number(each)));
          }),
        };
      },
      // More than what is asked for, as a real store may give.
      observations: async () => "observation",
      keyframe: async (at) =>
        this.keyframes
          .filter(({ until }) => until <= at)
          .sort((a, b) => b.until - a.until || b.number - a.number)[0],
      minutes: "minutes",
      events: "events",
    };
  }

  #row({ observation, receivedAt, provenance, source }: Accepted): string {
    const { entity, observedAt, position, motion, values } = observation;
    if (entity.kind !== undefined) this.#kinds.set(entity.id, entity.kind);
    const said =
      (position ? SAYS_POSITION : 0) |
      (motion ? SAYS_MOTION : 0) |
      (entity.kind === undefined ? 0 : SAYS_KIND) |
      (entity.name === undefined ? 0 : SAYS_NAME);
    const readings = [...(values ?? [])];
    const map = `MAP {${readings.map(([name, value]) => `${text(name)}: ${double(value)}`).join(", ")}}`;
    return `(${[
      ++this.#last,
      text(entity.id),
      text(entity.kind ?? this.#kinds.get(entity.id) ?? ENTITY_KINDS[0]),
      text(source),
      text(PROVENANCES.find((each) => each === provenance)),
      text(entity.name),
      `epoch_ms(${observedAt})`,
      receivedAt - observedAt,
      said,
      double(position?.longitude),
      double(position?.latitude),
      double(position?.height),
      double(motion?.headingDegrees),
      double(motion?.speed),
      readings.length > 0 ? map : "NULL",
    ].join(", ")})`;
  }
}

function plain(value: unknown): unknown {
  return value instanceof DuckDBTimestampValue ? value.micros : value;
}

function text(value: string | undefined): string {
  return value === undefined ? "NULL" : `'${value.replaceAll("'", "''")}'`;
}

function double(value: number | undefined): string {
  if (value === undefined) return "NULL";
  return `'${Object.is(value, -0) ? "-0.0" : value}'::DOUBLE`;
}
