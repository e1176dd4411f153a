import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Problem, problem } from "../../shared/problem.ts";

const NAME = "in-use.sqlite";
/** SQLITE_BUSY. */
const BUSY = 5;

/** Keeps others from a folder as long as somebody holds it; the system lets go of it however this process ends. */
export interface FolderLock {
  release(): void;
}

/** Makes the folder of `--data` ours alone; a `Problem` where another has it or nothing can be written there. */
export function lockFolder(folder: string): FolderLock | Problem {
  let database: DatabaseSync | undefined;
  try {
    makeFolder(folder);
    // A lock of SQLite's, since that is one on every system and needs no process number to be believed.
    database = new DatabaseSync(join(folder, NAME));
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    const held = database;
    return { release: () => held.close() };
  } catch (error) {
    database?.close();
    return unusable(folder, error as { errcode?: number; code?: string; message: string });
  }
}

/** Not `recursive`: where a system makes no folders (/proc) that never comes back, and elsewhere it tells the wrong fault. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder);
}

function unusable(
  folder: string,
  { errcode, code, message }: { errcode?: number; code?: string; message: string },
): Problem {
  if (((errcode ?? 0) & 0xff) === BUSY)
    return problem(
      "data/in-use",
      `Another server keeps its state in ${folder}.`,
      "Stop it first, or give another folder with --data DIR.",
    );
  return problem(
    "data/unusable",
    `State cannot be kept in ${folder}: ${errcode === undefined ? (code ?? message) : message}.`,
    "Give a folder that can be written with --data DIR.",
  );
}
