import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { LIMITS } from "../../../server/security/limits.ts";
import { MOMENTS } from "../../../server/state/columns.ts";
import {
  STATEMENT_SELECT,
  statementRows,
} from "../../../server/state/history/questions/statement-rows.ts";
import { ArchiveFolder } from "../../../server/state/history/store/archive-folder.ts";
import { Keyframes } from "../../../server/state/history/store/keyframes.ts";
import { OPTIONS, orderOf, WRITTEN } from "../../../server/state/history/store/parquet-columns.ts";
import { queriesOver } from "../../../server/state/history/store/reading-over.ts";
import { acceptedOf } from "../../../server/state/journal/accepted-of.ts";
import { Twin } from "../../../server/state/twin.ts";

const HOUR = 3_600_000;
/** Pieces of an hour that are a file each: as the sealer makes them of two million rows. */
const PIECES = 2;

/** A day of a city: each entity says where it is once in `entities / rate` seconds. */
export interface Day {
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly hours: number;
  readonly entities: number;
  /** Observations a second. */
  readonly rate: number;
}

/**
 * Writes a day of history into an empty folder, as the store would have sealed it, and the images of the city that
 * it would have kept before these moments. Not through ingest, which would take hours; the store that opens it takes
 * it for its own.
 */
export async function writeDay(day: Day, moments: readonly number[]): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const archive = new ArchiveFolder(day.folder);
  const rows = (day.rate * HOUR) / 1000 / PIECES;
  for (let piece = 0; piece < day.hours * PIECES; piece++) {
    const hour = day.from + Math.floor(piece / PIECES) * HOUR;
    const path = join(archive.path, await archive.newPart(hour));
    const said = observations(day, piece * rows + 1, (piece + 1) * rows);
    await connection.run(
      `COPY (SELECT ${WRITTEN} FROM ${said} ORDER BY ${orderOf((day.rate * HOUR) / 1000)}) TO '${path}' (${OPTIONS})`,
    );
  }
  const keyframes = new Keyframes(join(day.folder, "keyframes"));
  await keyframes.open(Number.POSITIVE_INFINITY);
  const every = LIMITS.keyframeObservations;
  const numbers = moments.map(
    (at) => Math.floor((((at - day.from) / 1000) * day.rate) / every) * every,
  );
  const last = (day.hours * day.rate * HOUR) / 1000;
  for (const number of [...new Set([...numbers, last])].sort((a, b) => a - b))
    if (number > 0) await keepImage(connection, keyframes, day, number);
  connection.closeSync();
  instance.closeSync();
}

/** The image of all observations up to a number: those that an entity's newest moments are of decide. */
async function keepImage(
  connection: DuckDBConnection,
  keyframes: Keyframes,
  day: Day,
  number: number,
): Promise<void> {
  const from = Math.max(1, number - MOMENTS * day.entities + 1);
  const rows = await queriesOver(connection).columns(
    `SELECT ${STATEMENT_SELECT.replace(/\bsaid\b/, "7 AS said")} FROM ${observations(day, from, number)}`,
  );
  const statements = statementRows(rows);
  const twin = new Twin();
  for (let row = 0; row < statements.count; row++) twin.merge(acceptedOf(statements, row));
  await keyframes.keep({ image: twin.image(), number, until: momentOf(day, number) });
}

/** Milliseconds since 1970 of an observation. */
function momentOf({ from, rate }: Day, number: number): number {
  return from + Math.floor(((number - 1) / rate) * 1000);
}

/** SQL of the observations with these numbers: everyone drives in circles of his own, some 300 m wide. */
function observations({ from, entities, rate }: Day, first: number, last: number): string {
  const angle = "(number / 20000.0 / 6 + entity * 0.618)";
  return `(SELECT number, 'vehicle:bench:' || entity AS id, 'vehicle' AS kind, 'bench' AS source,
    'live' AS provenance, CAST(NULL AS VARCHAR) AS name,
    make_timestamp_ms(${from} + ((number - 1) * 1000) // ${rate}) AS observed_at,
    CAST(40 + hash(number) % 200 AS BIGINT) AS received_after,
    CAST(CASE WHEN number <= ${entities} THEN 7 ELSE 3 END AS UTINYINT) AS said,
    round(140.1 + entity % 100 * 0.002 + 0.0017 * cos(${angle}), 6) AS longitude,
    round(35.6 + entity // 100 * 0.002 + 0.0014 * sin(${angle}), 6) AS latitude,
    round(20.0 + entity % 30, 1) AS height,
    round((360 - (${angle} * 57.29578) % 360) % 360, 1) AS heading,
    round(8 + 4 * sin(number / 90000.0 + entity), 1) AS speed,
    CAST(NULL AS MAP(VARCHAR, DOUBLE)) AS readings
    FROM (SELECT number, (number - 1) % ${entities} AS entity
      FROM range(${first}, ${last + 1}) numbers(number)))`;
}
