import { createReadStream, existsSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { createGunzip, createGzip } from "node:zlib";
import { LIMITS } from "../../../server/security/limits.ts";
import type { Accepted } from "../../../shared/observation.ts";
import { rounded } from "../support/statistics.ts";
import { openHistory } from "./open-history.ts";
import { Said } from "./said.ts";

const DATA = join(import.meta.dirname, "../../../../shared/data/mobility");
/** Observations that are handed over at once. */
const AT_ONCE = 5_000;
/** The moment at which simulated traces without a date begin. */
const BEGIN = Date.UTC(2026, 10, 22, 8);

interface Trace {
  readonly name: string;
  readonly file?: string;
  readonly fixes: (file: string) => AsyncIterable<Accepted> | Iterable<Accepted>;
}

const TRACES: readonly Trace[] = [
  { name: "Bologna", file: "fcd/bologna_joined_5s.csv.gz", fixes: bologna },
  { name: "CapMetro", file: "capmetro/2017-03-21.csv.gz", fixes: capmetro },
  { name: "synthetic", fixes: synthetic },
];

/**
 * Bytes of a position fix on disk after an hour was sealed, through the real journal and history; beside a row of
 * plain SQLite with the index that an entity's past needs, and NDJSON of the same observations in gzip.
 */
export async function bytesPerFix(log: (line: string) => void) {
  const rows = [];
  for (const trace of TRACES) {
    const file = join(DATA, trace.file ?? "");
    if (!existsSync(file)) {
      log(`${trace.name}: left out, shared/data/mobility/${trace.file} is not here.`);
      continue;
    }
    rows.push(await weigh(trace, file));
  }
  return rows;
}

async function weigh({ name, fixes }: Trace, file: string) {
  const folder = await mkdtemp(join(tmpdir(), "machinami-bench-"));
  try {
    const rival = new Rivals(folder);
    const sent = await openHistory(folder);
    let count = 0;
    for await (const some of inParts(fixes(file))) {
      await sent.journal.append(some);
      rival.take(some);
      count += some.length;
    }
    await sent.close();
    // Sealed only when all is there, as hours are.
    const sealing = await openHistory(folder, { ...LIMITS, sealDelay: 0 });
    let status = await sealing.history.status();
    while (sum(status.holdings) < status.observations || status.observations === 0) {
      await wait(500);
      status = await sealing.history.status();
    }
    await sealing.close();
    const [sqlite, ndjson] = await rival.bytes();
    const ours = status.bytes.compacted / status.observations;
    return {
      trace: name,
      fixes: count,
      "bytes/fix": rounded(ours),
      "sqlite row": rounded(sqlite / count),
      "ndjson.gz": rounded(ndjson / count),
      "x sqlite": rounded(sqlite / count / ours),
      "x ndjson.gz": rounded(ndjson / count / ours),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function sum(holdings: readonly { readonly observations: number }[]): number {
  return holdings.reduce((all, { observations }) => all + observations, 0);
}

/** The same observations as rows of SQLite, and as lines in gzip. */
class Rivals {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #insert: ReturnType<DatabaseSync["prepare"]>;
  readonly #gzip = createGzip();
  #bytes = 0;

  constructor(folder: string) {
    this.#path = join(folder, "rows.sqlite");
    this.#database = new DatabaseSync(this.#path);
    this.#database.exec(
      `PRAGMA synchronous = OFF;
       CREATE TABLE observation (id TEXT, source TEXT, observed_at INTEGER, received_at INTEGER, longitude REAL,
         latitude REAL, height REAL, heading REAL, speed REAL);
       CREATE INDEX one ON observation (id, observed_at)`,
    );
    this.#insert = this.#database.prepare(
      "INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    );
    this.#gzip.on("data", (part: Buffer) => {
      this.#bytes += part.length;
    });
  }

  take(batch: readonly Accepted[]): void {
    this.#database.exec("BEGIN");
    for (const { observation, receivedAt, source } of batch) {
      const { entity, observedAt, position, motion } = observation;
      this.#insert.run(
        ...[entity.id, source, observedAt, receivedAt],
        ...[position?.longitude ?? null, position?.latitude ?? null, position?.height ?? null],
        ...[motion?.headingDegrees ?? null, motion?.speed ?? null],
      );
      const line = { entity, observedAt: new Date(observedAt).toISOString(), position, motion };
      this.#gzip.write(`${JSON.stringify(line)}\n`);
    }
    this.#database.exec("COMMIT");
  }

  async bytes(): Promise<readonly [sqlite: number, ndjson: number]> {
    this.#database.close();
    this.#gzip.end();
    await new Promise((resolve) => this.#gzip.once("end", resolve));
    return [(await stat(this.#path)).size, this.#bytes];
  }
}

async function* inParts(fixes: AsyncIterable<Accepted> | Iterable<Accepted>) {
  let part: Accepted[] = [];
  for await (const fix of fixes) {
    part.push(fix);
    if (part.length < AT_ONCE) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

async function* lines(file: string): AsyncIterable<string[]> {
  let head = true;
  for await (const line of createInterface({
    input: createReadStream(file).pipe(createGunzip()),
  })) {
    if (!head) yield line.split(",");
    head = false;
  }
}

/** t,id,type,lon,lat,speed_mps,heading_deg in the order of time. */
async function* bologna(file: string): AsyncIterable<Accepted> {
  let number = 0;
  for await (const [t, id, , lon, lat, speed, heading] of lines(file)) {
    const at = BEGIN + Number(t) * 1000;
    yield fix(`vehicle:bologna:${id}`, "bologna", at, number++, [Number(lon), Number(lat)], {
      speed: Number(speed),
      headingDegrees: Number(heading) % 360,
    });
  }
}

/** vehicle_id,timestamp,speed,route_id,trip_id,latitude,longitude,trip_headsign, vehicle by vehicle. */
async function* capmetro(file: string): AsyncIterable<Accepted> {
  const rows: string[][] = [];
  for await (const row of lines(file)) rows.push(row);
  rows.sort((a, b) => Date.parse(a[1] as string) - Date.parse(b[1] as string));
  for (const [number, [id, time, speed, , , lat, lon]] of rows.entries())
    yield fix(
      ...([`bus:capmetro:${id}`, "capmetro", Date.parse(time as string), number] as const),
      [Number(lon), Number(lat)],
      { speed: Number(speed) },
    );
}

/** An hour of 200 cars, each second for each. */
function* synthetic(): Iterable<Accepted> {
  const said = new Said(200);
  for (let second = 0; second < 3_600; second++) yield* said.take(200, BEGIN + second * 1000);
}

function fix(
  id: string,
  source: string,
  observedAt: number,
  number: number,
  [longitude, latitude]: readonly [number, number],
  motion: { speed: number; headingDegrees?: number },
): Accepted {
  return {
    observation: {
      entity: { id, kind: "vehicle" },
      ...{ observedAt, position: { longitude, latitude }, motion },
    },
    // A feed comes a little late, and never equally so.
    receivedAt: observedAt + 100 + ((number * 37) % 400),
    ...{ provenance: "recorded", source },
  };
}
