import { existsSync, writeFileSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { type Problem, problem } from "../../../../shared/problem.ts";
import { SCHEMA } from "./schema.ts";

const NAME = "hot.duckdb";
/** A quarter of the memory for DuckDB, at most this many bytes. */
const MOST_MEMORY = 1024 ** 3;
const LEAST_MEMORY = 256 * 1024 ** 2;

/** The opened file of the hot store. */
export interface Database {
  readonly path: string;
  readonly connect: () => Promise<DuckDBConnection>;
  /** Whether it was made just now: then the archive and the journal are to be read into it. */
  readonly fresh: boolean;
  readonly notes: readonly Problem[];
  readonly close: () => void;
}

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
    if (existsSync(condemned(path))) throw new Error(await readFile(condemned(path), "utf8"));
    const opened = await open(path);
    if (opened !== undefined) return opened;
    why = "its tables are those of another version";
  } catch (error) {
    why = firstLine(error);
  }
  const aside = await moveAside(path, now);
  const opened = await open(path);
  if (opened === undefined) throw new Error(`${path} cannot be begun anew`);
  return { ...opened, fresh: true, notes: [rebuilt(path, aside, why)] };
}

/** Whether an error says that the file is damaged, so that only a new one helps. */
export function isDamage(error: unknown): boolean {
  return /corrupt|checksum|invalid(ated)? database|deserializ|internal error|fatal error/i.test(
    error instanceof Error ? error.message : String(error),
  );
}

/** Leaves word that the file of a folder is damaged: the next start builds a new one. */
export function condemn(folder: string, error: unknown): void {
  writeFileSync(condemned(join(folder, NAME)), firstLine(error));
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
  const instance = await DuckDBInstance.create(path, {
    threads: String(Math.max(1, availableParallelism() - 1)),
    memory_limit: `${Math.round(memory / 1024 ** 2)}MB`,
    // Nothing may be fetched, and rows that are sorted to be written need not remember how they came.
    ...{ autoinstall_known_extensions: "false", autoload_known_extensions: "false" },
    preserve_insertion_order: "true",
  });
  try {
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    const state = await stateOf(connection);
    if (state === "other") {
      instance.closeSync();
      return undefined;
    }
    if (state === "empty") await makeTables(connection);
    connection.closeSync();
    return {
      ...{ path, fresh: state === "empty", notes: [] },
      connect: async () => {
        const made = await instance.connect();
        await made.run("SET TimeZone = 'UTC'");
        return made;
      },
      close: () => instance.closeSync(),
    };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

async function stateOf(connection: DuckDBConnection): Promise<"ours" | "empty" | "other"> {
  const tables = await connection.runAndReadAll("SELECT table_name FROM duckdb_tables()");
  const names = tables.getRows().map(([name]) => name);
  if (names.length === 0) return "empty";
  if (!names.includes("mark")) return "other";
  const made = await connection.runAndReadAll("SELECT made_by FROM mark");
  return made.getRows()[0]?.[0] === SCHEMA.join(";") ? "ours" : "other";
}

async function makeTables(connection: DuckDBConnection): Promise<void> {
  await connection.run("BEGIN");
  for (const statement of SCHEMA) await connection.run(statement);
  await connection.run("INSERT INTO mark VALUES (0, 0, ?)", [SCHEMA.join(";")]);
  await connection.run("COMMIT");
}

/** Moves a database that is of no use out of the way; gives its new name. */
async function moveAside(path: string, now: number): Promise<string> {
  const aside = `${path}.${new Date(now).toISOString().replaceAll(/[:.]/g, "-")}.unusable`;
  await rename(path, aside).catch(() => undefined);
  await rename(`${path}.wal`, `${aside}.wal`).catch(() => undefined);
  await rm(condemned(path), { force: true });
  return aside;
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
