import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DuckDBInstance } from "@duckdb/node-api";
import { Journal } from "../../../server/state/journal/journal.ts";
import type { Accepted } from "../../../shared/observation.ts";
import { median, quantile, rounded } from "../support/statistics.ts";
import { Said } from "./said.ts";

/** Observations of one commit: the most that the journal waits for. */
const GROUP = 500;
const CARS = 10_000;

interface Store {
  keep(batch: readonly Accepted[]): Promise<void> | void;
  close(): Promise<void>;
}

/**
 * Observations a second that a store makes durable in groups of 500, one after the other, and milliseconds of a
 * group: the journal alone, and what was rejected: a row each in SQLite, and DuckDB with a commit for each group.
 */
export async function mostDurable(seconds: number) {
  const rows = [];
  for (const [name, open] of Object.entries(STORES)) {
    const folder = await mkdtemp(join(tmpdir(), "machinami-bench-"));
    const store = await open(folder);
    const said = new Said(CARS);
    const times: number[] = [];
    let kept = 0;
    let spent = 0;
    while (spent < seconds * 1000) {
      const batch = said.take(GROUP, Date.now());
      const begun = performance.now();
      await store.keep(batch);
      times.push(performance.now() - begun);
      spent += times.at(-1) as number;
      kept += GROUP;
    }
    await store.close();
    rows.push({
      store: name,
      "observations/s": rounded((kept * 1000) / spent),
      "group p50 ms": rounded(median(times)),
      "p99 ms": rounded(quantile(times, 0.99)),
      "bytes/observation": rounded((await bytesOf(folder)) / kept),
    });
    await rm(folder, { recursive: true });
  }
  return rows;
}

const STORES: Readonly<Record<string, (folder: string) => Promise<Store>>> = {
  journal: openJournal,
  "sqlite, a row each": openRows,
  "duckdb, a commit each": openDuck,
};

async function openJournal(folder: string): Promise<Store> {
  const log = { info: () => undefined, error: console.error };
  const journal = new Journal({ folder, log });
  await journal.open();
  return { keep: (batch) => journal.append(batch), close: () => journal.close() };
}

const TABLE = `(number INTEGER PRIMARY KEY, id TEXT, kind TEXT, source TEXT, provenance TEXT, observed_at INTEGER,
  received_at INTEGER, longitude REAL, latitude REAL, height REAL, heading REAL, speed REAL)`;

/** In the caller's own thread, with the index that questions about an entity need. */
async function openRows(folder: string): Promise<Store> {
  const database = new DatabaseSync(join(folder, "rows.sqlite"));
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  database.exec(
    `CREATE TABLE observation ${TABLE}; CREATE INDEX one ON observation (id, observed_at)`,
  );
  const insert = database.prepare(
    "INSERT INTO observation VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
  return {
    keep(batch) {
      database.exec("BEGIN");
      for (const each of batch) insert.run(...cellsOf(each));
      database.exec("COMMIT");
    },
    async close() {
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      database.close();
    },
  };
}

async function openDuck(folder: string): Promise<Store> {
  const instance = await DuckDBInstance.create(join(folder, "rows.duckdb"));
  const connection = await instance.connect();
  await connection.run(
    `CREATE TABLE observation ${TABLE.replaceAll("REAL", "DOUBLE").replaceAll("INTEGER", "BIGINT").replace(" PRIMARY KEY", "")}`,
  );
  let number = 0n;
  return {
    async keep(batch) {
      await connection.run("BEGIN");
      const appender = await connection.createAppender("observation");
      for (const each of batch) {
        appender.appendBigInt(++number);
        for (const [place, cell] of cellsOf(each).entries())
          if (typeof cell === "string") appender.appendVarchar(cell);
          else if (place === 4 || place === 5) appender.appendBigInt(BigInt(cell));
          else appender.appendDouble(cell);
        appender.endRow();
      }
      appender.closeSync();
      await connection.run("COMMIT");
    },
    async close() {
      await connection.run("CHECKPOINT");
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function cellsOf({ observation, receivedAt, provenance, source }: Accepted): (string | number)[] {
  const { entity, observedAt, position, motion } = observation;
  return [
    ...[entity.id, entity.kind ?? "vehicle", source, provenance, observedAt, receivedAt],
    ...[position?.longitude ?? 0, position?.latitude ?? 0, position?.height ?? 0],
    ...[motion?.headingDegrees ?? 0, motion?.speed ?? 0],
  ];
}

async function bytesOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of ["journal.sqlite", "rows.sqlite", "rows.duckdb"])
    bytes += await stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    );
  return bytes;
}
