import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { type Problem, problem } from "../../../../shared/problem.ts";
import { SCHEMA } from "./schema.ts";

const NAME = "hot.duckdb";
/** Openings that may end with the process: one that is killed then says nothing of the file. */
const TRIES = 2;
/** A quarter of the memory for DuckDB, at most this many bytes. */
const MOST_MEMORY = 1024 ** 3;
const LEAST_MEMORY = 256 * 1024 ** 2;
const OF_DISK = new RegExp(
  [
    "no space left|disk quota|read-only file system|permission denied|conflicting lock|stale file",
    "too many open files|file table overflow|cannot allocate memory|not enough memory",
  ].join("|"),
  "i",
);

/** The opened file of the hot store. */
export interface Database {
  readonly path: string;
  readonly connect: () => Promise<DuckDBConnection>;
  /** Whether it was made just now: then the archive and the journal are to be read into it, and `finish` called. */
  readonly fresh: boolean;
  readonly notes: readonly Problem[];
  /** Says that everything was read into it, up to this number: without that word the next start begins anew. */
  readonly finish: (connection: DuckDBConnection, watermark: number) => Promise<void>;
  readonly close: () => void;
}

/** The database does not go together with the archive and the journal: only a new one helps. */
export class Damaged extends Error {}

/**
 * Opens `hot.duckdb` in a folder. One that cannot be opened, or was made with other tables, is moved aside and a
 * new one begun: what it had is in the journal and the archive. Throws where a new one cannot be made either.
 */
export async function openDatabase(folder: string, now: number): Promise<Database> {
  const path = join(folder, NAME);
  await mkdir(folder, { recursive: true });
  await rm(`${path}.tmp`, { recursive: true, force: true });
  let why: string;
  try {
    if (triesOf(path) >= TRIES) throw new Error("the process ended each time it was opened");
    if (existsSync(condemned(path))) throw new Error(await readFile(condemned(path), "utf8"));
    const opened = await open(path);
    if (opened !== undefined) return opened;
    why = "its tables are those of another version";
  } catch (error) {
    await rm(opening(path), { force: true });
    if (isOfDisk(error)) throw error;
    why = firstLine(error);
  }
  const aside = await moveAside(path, now);
  const opened = await open(path);
  if (opened === undefined) throw new Error(`${path} cannot be begun anew`);
  return { ...opened, fresh: true, notes: [rebuilt(path, aside, why)] };
}

/** Whether an error says that the file is damaged, so that only a new one helps. */
export function isDamage(error: unknown): boolean {
  if (error instanceof Damaged) return true;
  if (isOfDisk(error)) return false;
  return /corrupt|checksum|could not read enough bytes|invalid(ated)? database|deserializ|internal error|fatal error/i.test(
    error instanceof Error ? error.message : String(error),
  );
}

/** Whether the disk or the system refuses, whatever the file is like: a new one would fare no better. */
export function isOfDisk(error: unknown): boolean {
  return OF_DISK.test(error instanceof Error ? error.message : String(error));
}

/** Leaves word that the file of a folder is damaged: the next start builds a new one. */
export function condemn(folder: string, error: unknown): void {
  try {
    writeFileSync(condemned(join(folder, NAME)), firstLine(error));
  } catch {
    // What is damaged may be the whole disk. The next start finds out by itself.
  }
}

/** Openings of the file that have begun and not ended since one last did. */
function triesOf(path: string): number {
  return existsSync(opening(path)) ? Number(readFileSync(opening(path), "utf8")) || 0 : 0;
}

function opening(path: string): string {
  return `${path}.opening`;
}

function condemned(path: string): string {
  return `${path}.damaged`;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}

/** Undefined where the file has other tables than these. */
async function open(path: string): Promise<Database | undefined> {
  const memory = Math.max(LEAST_MEMORY, Math.min(MOST_MEMORY, totalmem() / 4));
  // A file can be damaged so that DuckDB takes the process with it: then nobody comes to remove this word.
  writeFileSync(opening(path), String(triesOf(path) + 1));
  const instance = await DuckDBInstance.create(path, {
    threads: String(Math.max(1, availableParallelism() - 1)),
    memory_limit: `${Math.round(memory / 1024 ** 2)}MB`,
    // Nothing may be fetched, and rows that are sorted to be written need not remember how they came.
    ...{ autoinstall_known_extensions: "false", autoload_known_extensions: "false" },
    preserve_insertion_order: "true",
  });
  const held = new Set<DuckDBConnection>();
  const close = () => {
    // As long as one is open DuckDB keeps its file open too, and would write to another that has taken its name.
    for (const connection of [...held]) connection.closeSync();
    instance.closeSync();
  };
  const connect = async () => {
    const connection = closedOnce(await instance.connect(), held);
    await connection.run("SET TimeZone = 'UTC'");
    // Sealed files never change; DuckDB forgets the oldest of what it knows of them within its memory limit.
    await connection.run("SET parquet_metadata_cache = true");
    return connection;
  };
  let state: Awaited<ReturnType<typeof stateOf>>;
  try {
    const connection = await connect();
    state = await stateOf(connection);
    if (state === "empty") await makeTables(connection);
    connection.closeSync();
  } catch (error) {
    close();
    throw error;
  }
  if (state === "other" || state === "unfinished") {
    close();
    if (state === "other") return undefined;
    // A crash came while it was made; it has nothing of its own.
    for (const name of [path, `${path}.wal`]) await rm(name, { force: true });
    return open(path);
  }
  await rm(opening(path), { force: true });
  return {
    ...{ path, fresh: state === "empty", notes: [], connect, close },
    finish: async (made, watermark) => {
      await made.run(`UPDATE mark SET watermark = ${watermark}, made_by = ?`, [MADE_BY]);
    },
  };
}

/** Notes a connection in `held` until it is closed; to close it again does nothing. */
function closedOnce(connection: DuckDBConnection, held: Set<DuckDBConnection>): DuckDBConnection {
  const close = connection.closeSync.bind(connection);
  held.add(connection);
  connection.closeSync = () => {
    if (held.delete(connection)) close();
  };
  return connection;
}

/** What stands in `mark` as long as not everything was read into the tables. */
const UNFINISHED = "";
const MADE_BY = SCHEMA.join(";");

async function stateOf(
  connection: DuckDBConnection,
): Promise<"ours" | "empty" | "unfinished" | "other"> {
  const tables = await connection.runAndReadAll("SELECT table_name FROM duckdb_tables()");
  const names = tables.getRows().map(([name]) => name);
  if (names.length === 0) return "empty";
  if (!names.includes("mark")) return "other";
  const made = await connection.runAndReadAll("SELECT made_by FROM mark");
  const by = made.getRows()[0]?.[0];
  return by === UNFINISHED ? "unfinished" : by === MADE_BY ? "ours" : "other";
}

async function makeTables(connection: DuckDBConnection): Promise<void> {
  await connection.run("BEGIN");
  for (const statement of SCHEMA) await connection.run(statement);
  await connection.run("INSERT INTO mark VALUES (0, 0, ?)", [UNFINISHED]);
  await connection.run("COMMIT");
}

/** Moves a database that is of no use out of the way; gives its new name. */
async function moveAside(path: string, now: number): Promise<string> {
  // One is enough to be looked at; an older one would fill the disk for nobody.
  const old = new RegExp(`^${NAME}\\..*\\.unusable(\\.wal)?$`);
  for (const name of await readdir(dirname(path)))
    if (old.test(name)) await rm(join(dirname(path), name), { force: true });
  const aside = `${path}.${new Date(now).toISOString().replaceAll(/[:.]/g, "-")}.unusable`;
  // Where it cannot be moved there is no new one: what is left of it would count twice.
  await rename(path, aside).catch(absent);
  await rename(`${path}.wal`, `${aside}.wal`).catch(absent);
  await rm(condemned(path), { force: true });
  await rm(opening(path), { force: true });
  return aside;
}

function absent(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

function rebuilt(path: string, aside: string, why: string): Problem {
  return {
    ...problem(
      "history/rebuilt",
      `history: ${path} could not be used (${why}) and is built anew from the journal and the archive.`,
      `No observation is lost. The old file is ${aside}; delete it when nobody needs it.`,
    ),
    severity: "warning",
  };
}
