import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { type Problem, problem } from "../../../shared/problem.ts";
import { JOURNAL_LAYOUT, JOURNAL_TABLES } from "./journal-layout.ts";
import { salvageJournal } from "./salvage-journal.ts";
import { readWalTail, type WalTail } from "./wal-tail.ts";

/**
 * Bytes of a file that is looked through whole at the start (about a second); of a larger one its ends alone, where
 * nothing of it was found damaged.
 */
const CHECKED_WHOLE = 256 * 1024 ** 2;
/** Milliseconds that a reader may keep us from what needs the file alone. */
const BUSY = 5_000;

interface Opened {
  readonly database: DatabaseSync;
  readonly last: number;
  readonly notes: readonly Problem[];
}

/**
 * Opens the journal's file, or makes it; repairs what a crash left, and moves a damaged one aside and keeps what
 * can be read of it. Throws where the disk cannot be written.
 * @param marked The last number that is known to have been given, where that is known.
 */
export function openJournal(path: string, marked: number | undefined): Opened | Problem {
  const existed = existsSync(path);
  const tail = readWalTail(`${path}-wal`);
  let database: DatabaseSync | undefined;
  try {
    database = connectJournal(path);
    const newer = layoutFault(database, path);
    if (newer !== undefined) {
      database.close();
      return newer;
    }
    const damage = existed ? damageOf(database, path) : undefined;
    if (damage !== undefined) throw new Damaged(damage);
  } catch (error) {
    if (!existed || !isDamage(error)) throw error;
    return moveAside(path, database, error instanceof Error ? error.message : "", marked);
  }
  const last = lastOf(database);
  // A file that says nothing of it is empty.
  const clean = stateOf(database, "stopped") !== 0;
  const notes = [
    ...(clean ? [] : [repaired(tail, last)]),
    ...(marked !== undefined && marked > last ? [lost(last + 1, marked)] : []),
  ];
  return { database, last: Math.max(last, marked ?? 0), notes };
}

/** A connection that writes: forced to the disk with every commit. */
export function connectJournal(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: BUSY });
  try {
    database.exec("PRAGMA auto_vacuum = INCREMENTAL");
    const mode = database.prepare("PRAGMA journal_mode = WAL").get() as { journal_mode: string };
    if (mode.journal_mode !== "wal") throw new Error("there can be no write-ahead log");
    database.exec("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216");
    database.exec(JOURNAL_TABLES);
    database
      .prepare("INSERT OR IGNORE INTO state (name, value) VALUES ('layout', ?)")
      .run(JOURNAL_LAYOUT);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Number of the newest observation that was ever in the file. */
export function lastOf(database: DatabaseSync): number {
  const newest = database
    .prepare("SELECT first + count - 1 AS last FROM batch ORDER BY first DESC LIMIT 1")
    .get() as { last: number } | undefined;
  return Math.max(newest?.last ?? 0, stateOf(database, "last") ?? 0);
}

class Damaged extends Error {}

/** SQLITE_CORRUPT, SQLITE_NOTADB, and a table that is not ours (SQLITE_ERROR). */
function isDamage(error: unknown): boolean {
  const errcode = (error as { errcode?: number }).errcode ?? 0;
  return error instanceof Damaged || [1, 11, 26].includes(errcode & 0xff);
}

function stateOf(database: DatabaseSync, name: string): number | undefined {
  const row = database.prepare("SELECT value FROM state WHERE name = ?").get(name);
  return (row as { value: number } | undefined)?.value;
}

function layoutFault(database: DatabaseSync, path: string): Problem | undefined {
  const layout = stateOf(database, "layout") ?? JOURNAL_LAYOUT;
  if (layout <= JOURNAL_LAYOUT) return undefined;
  return problem(
    "journal/newer",
    `${path} was written by a newer version (layout ${layout}; this one knows ${JOURNAL_LAYOUT}).`,
    "Start the newer version, or give another folder with --data.",
  );
}

/** What is wrong with the file as SQLite sees it. */
function damageOf(database: DatabaseSync, path: string): string | undefined {
  if (statSync(path).size <= CHECKED_WHOLE || stateOf(database, "damaged") === 1) {
    const row = database.prepare("PRAGMA quick_check(1)").get() as { quick_check: string };
    if (row.quick_check !== "ok") return row.quick_check;
    database.exec("DELETE FROM state WHERE name = 'damaged'");
    return undefined;
  }
  // The bodies themselves: their lengths alone stand in pages of another sort.
  for (const order of ["ASC", "DESC"])
    for (const _ of database
      .prepare(`SELECT body FROM batch ORDER BY first ${order} LIMIT 1000`)
      .iterate());
  return undefined;
}

function moveAside(
  path: string,
  database: DatabaseSync | undefined,
  why: string,
  marked: number | undefined,
): Opened {
  try {
    database?.close();
  } catch {
    // It is moved away as it is.
  }
  const aside = `${path}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
  renameSync(path, aside);
  if (existsSync(`${path}-wal`)) renameSync(`${path}-wal`, `${aside}-wal`);
  rmSync(`${path}-shm`, { force: true });
  const fresh = connectJournal(path);
  const saved = salvageJournal(aside, fresh, marked);
  const gone =
    saved.lost.length === 0
      ? "Nothing that is known of is lost."
      : `Lost: observations ${saved.lost.map(([from, to]) => (to === undefined ? `after ${from - 1}, if there were any` : `${from} to ${to}`)).join(", ")}.`;
  const note = problem(
    "journal/damaged",
    `The journal was damaged (${why}) and moved to ${aside}; ${saved.observations} observations ` +
      `of it could be read. ${gone}`,
    "Look at the disk. What history has of them already is not lost.",
  );
  return { database: fresh, last: saved.last, notes: [note] };
}

function repaired(tail: WalTail | undefined, last: number): Problem {
  const commits = tail?.commits ?? 0;
  const torn = tail?.torn
    ? " A write that was not finished, and so not acknowledged, was dropped from its end."
    : "";
  return {
    ...problem(
      "journal/repaired",
      `The last run ended without a stop. ${commits} writes were taken over from the journal's ` +
        `write-ahead log, up to observation ${last}.${torn}`,
    ),
    severity: "info",
  };
}

function lost(from: number, to: number): Problem {
  return problem(
    "journal/lost",
    `The journal has lost its end: observations ${from} to ${to} were acknowledged and are not in it.`,
    "Look at the disk, and at who touched the folder. What history has of them already is not lost.",
  );
}
