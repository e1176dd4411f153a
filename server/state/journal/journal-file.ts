import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { constants, zstdCompressSync } from "node:zlib";
import type { Problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import type { StatementColumns } from "../history/statement-columns.ts";
import { isCorrupt, noRoom, writeFault } from "./disk-fault.ts";
import { BATCH_STATEMENTS } from "./journal-layout.ts";
import { NumberMark } from "./number-mark.ts";
import { connectJournal, lastOf, openJournal } from "./open-journal.ts";

/** Batches forgotten in one go, so that none that comes meanwhile waits for long. */
const FORGOTTEN_AT_ONCE = 200;
/** Pages that lie free in the file before it is made smaller, and pages given back in one go. */
const FREE_PAGES = 16_384;
const PAGES_AT_ONCE = 1_000;
const PACKING = {
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
};

/** What a journal's thread tells of its file when it has opened it. */
export interface OpenedJournal {
  readonly last: number;
  /** What was repaired, and what is gone. */
  readonly notes: readonly Problem[];
}

/**
 * The journal's file, as one thread writes it (SQLite, write-ahead log, forced to the disk with every batch).
 * Once something could not be written all is refused until `probe` has written again: a batch is in the file
 * exactly when all before it are.
 */
export class JournalFile {
  readonly #folder: string;
  readonly #path: string;
  readonly #limits: Limits;
  #database: DatabaseSync | undefined;
  /**
   * As long as it has the file open nobody who opens the file finds out anew what its log has: a batch that was refused
   * may stand there whole, and history would take it for one that was kept.
   */
  #guard: DatabaseSync | undefined;
  #insert: StatementSync | undefined;
  #mark: NumberMark | undefined;
  #last = 0;
  /** Whether the file was opened once, so that `last` is the last of what is in it. */
  #known = false;
  #fault: Problem | undefined;

  constructor({ folder, path, limits }: { folder: string; path: string; limits: Limits }) {
    this.#folder = folder;
    this.#path = path;
    this.#limits = limits;
  }

  /** Number of the newest observation that is in it. */
  get last(): number {
    return this.#last;
  }

  /** Why nothing can be written. */
  get fault(): Problem | undefined {
    return this.#fault;
  }

  /** Never throws for what a file holds; where nothing can be written `fault` says so. A `Problem`: leave it alone. */
  open(): OpenedJournal | Problem {
    try {
      return this.#open();
    } catch (error) {
      this.#fail(error);
    }
    return { last: this.#last, notes: [] };
  }

  /** Throws where the disk cannot be written. */
  #open(): OpenedJournal | Problem {
    mkdirSync(this.#folder, { recursive: true });
    this.#mark ??= new NumberMark(join(this.#folder, "journal.last"));
    const opened = openJournal(this.#path, this.#mark.read());
    if ("code" in opened) return opened;
    this.#last = Math.max(this.#last, opened.last);
    this.#use(opened.database);
    this.#running();
    this.#guard = new DatabaseSync(this.#path, { readOnly: true });
    this.#guard.prepare("SELECT count(*) FROM state").get();
    this.#known = true;
    return { last: this.#last, notes: opened.notes };
  }

  /** Keeps a batch under the next numbers; resolves to why it was not. */
  write(columns: StatementColumns, bytes: Uint8Array): Problem | undefined {
    if (this.#fault !== undefined) return this.#fault;
    const body = zstdCompressSync(bytes, PACKING);
    const full = noRoom(this.#folder, 4 * body.length, this.#limits);
    if (full !== undefined) {
      this.#fault = full;
      return full;
    }
    const last = this.#last + columns.count;
    try {
      this.#insert?.run(this.#last + 1, columns.count, BATCH_STATEMENTS, body);
    } catch (error) {
      this.#fail(error);
      return this.#fault;
    }
    this.#last = last;
    this.#mark?.write(last);
    return undefined;
  }

  /** Tries whether the disk can be written again. Gives what was found where that is the first time that it can. */
  probe(): OpenedJournal | undefined {
    const full = noRoom(this.#folder, 0, this.#limits);
    if (full !== undefined) {
      this.#fault = full;
      return undefined;
    }
    try {
      // As long as nobody has seen what is in the file nothing of it may go.
      if (!this.#known) return this.#openLate();
      if (this.#database === undefined) this.#use(connectJournal(this.#path));
      // What was refused must not be there, whatever became of its bytes.
      this.#database?.prepare("DELETE FROM batch WHERE first > ?").run(this.#last);
      this.#running();
      this.#fault = undefined;
    } catch (error) {
      this.#fail(error);
    }
    return undefined;
  }

  #openLate(): OpenedJournal | undefined {
    const opened = this.#open();
    this.#fault = "code" in opened ? opened : undefined;
    return "code" in opened ? undefined : opened;
  }

  /** Never gives a number up to this one again. */
  goOnAbove(number: number): void {
    this.#last = Math.max(this.#last, number);
    this.#mark?.write(this.#last);
    if (this.#fault !== undefined || this.#database === undefined) return;
    try {
      // What only the mark knew would look at the next start as if it had been lost.
      state(this.#database, "last", this.#last);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Lets batches go whose observations are all numbered up to this; tells whether there are more to go. */
  forget(number: number): boolean {
    const database = this.#database;
    if (this.#fault !== undefined || database === undefined) return false;
    try {
      const found = database
        .prepare(
          "SELECT max(first) AS first, count(*) AS batches FROM (SELECT first FROM batch " +
            "WHERE first <= :number AND first + count - 1 <= :number ORDER BY first LIMIT :most)",
        )
        .get({ number, most: FORGOTTEN_AT_ONCE }) as { first: number | null; batches: number };
      if (found.first === null) return this.#giveBack(database);
      database.exec("BEGIN IMMEDIATE");
      state(database, "last", this.#last);
      database.prepare("DELETE FROM batch WHERE first <= ?").run(found.first);
      database.exec("COMMIT");
      return true;
    } catch (error) {
      if (isCorrupt(error)) this.#leaveToStart(database);
      else this.#fail(error);
      return false;
    }
  }

  /** A page of old batches is damaged: new ones are kept all the same, and the next start mends the file. */
  #leaveToStart(database: DatabaseSync): void {
    try {
      if (database.isTransaction) database.exec("ROLLBACK");
      state(database, "damaged", 1);
    } catch (error) {
      this.#fail(error);
    }
  }

  close(): void {
    try {
      if (this.#fault === undefined && this.#database !== undefined) {
        this.#database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
        state(this.#database, "stopped", 1);
      }
      this.#guard?.close();
      this.#database?.close();
    } catch {
      // The next start repairs what is left, and says so.
    }
    this.#mark?.close();
  }

  #use(database: DatabaseSync): void {
    this.#database = database;
    this.#insert = database.prepare(
      "INSERT INTO batch (first, count, type, body) VALUES (?, ?, ?, ?)",
    );
  }

  /** Writes that it runs; this also covers what a failed write may have left in the log. */
  #running(): void {
    if (this.#database === undefined) return;
    state(this.#database, "last", Math.max(this.#last, lastOf(this.#database)));
    state(this.#database, "stopped", 0);
  }

  /** Closes the file: after a failure only what is read from it anew is believed. */
  #fail(error: unknown): void {
    this.#fault = writeFault(this.#folder, error);
    try {
      this.#database?.close();
    } catch {
      // It is opened anew in any case.
    }
    this.#database = undefined;
    this.#insert = undefined;
  }

  #giveBack(database: DatabaseSync): boolean {
    const { freelist_count: free } = database.prepare("PRAGMA freelist_count").get() as {
      freelist_count: number;
    };
    if (free < FREE_PAGES) return false;
    database.exec(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`);
    return true;
  }
}

function state(database: DatabaseSync, name: string, value: number): void {
  database
    .prepare(
      "INSERT INTO state (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .run(name, value);
}
