import { DatabaseSync, type StatementSync } from "node:sqlite";
import { zstdDecompressSync } from "node:zlib";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { StatementColumns } from "../history/statement-columns.ts";
import { isCorrupt } from "./disk-fault.ts";
import { BATCH_STATEMENTS } from "./journal-layout.ts";
import { decodeStatements } from "./statement-codec.ts";

/** One batch: `first` is the number of its first row, the others count up from there. */
export interface JournalBatch {
  readonly first: number;
  readonly statements: StatementColumns;
}

interface Row {
  readonly first: number;
  readonly count: number;
  readonly body: Uint8Array;
}

/** How many numbers beyond a damaged page a batch is looked for that can be read. */
const FAR = 2 ** 40;

/** Reads the journal's file while another thread writes it. Throws where the file cannot be read at all. */
export class JournalReader {
  /** Batches that are in the file and cannot be read: their numbers are missing in what `after` gave. */
  readonly faults: Problem[] = [];
  readonly #database: DatabaseSync;
  readonly #next: StatementSync;

  constructor(path: string) {
    this.#database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    this.#next = this.#database.prepare(
      "SELECT first FROM batch WHERE first > ? ORDER BY first LIMIT 1",
    );
  }

  /**
   * Batches that begin above a number, oldest first: as many as have `mostBytes` in the file, one at least; none
   * where there is nothing newer. Numbers may have holes where the file was damaged.
   */
  after(number: number, mostBytes: number): readonly JournalBatch[] {
    const batches: JournalBatch[] = [];
    let bytes = 0;
    let above: number | undefined = number;
    while (above !== undefined && bytes < mostBytes) {
      let last: number = above;
      try {
        for (const row of this.#rows("AND first > ? ORDER BY first", above)) {
          last = row.first;
          this.#add(batches, row);
          bytes += row.body.length;
          if (bytes >= mostBytes) break;
        }
        above = undefined;
      } catch (error) {
        if (!isCorrupt(error)) throw error;
        this.faults.push(unreadablePage(last, error));
        above = this.#beyond(last);
      }
    }
    return batches;
  }

  /** Number of the newest observation; 0 where there is none, Infinity where that cannot be read. */
  get last(): number {
    try {
      for (const { first, count } of this.#rows("ORDER BY first DESC LIMIT 1"))
        return first + count - 1;
      return 0;
    } catch (error) {
      if (isCorrupt(error)) return Number.POSITIVE_INFINITY;
      throw error;
    }
  }

  /** The newest batches, newest first, until they have `most` observations. */
  tail(most: number): readonly JournalBatch[] {
    const batches: JournalBatch[] = [];
    let count = 0;
    try {
      for (const row of this.#rows("ORDER BY first DESC")) {
        this.#add(batches, row);
        count += row.count;
        if (count >= most) break;
      }
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      const { first } = batches.at(-1) ?? {};
      this.faults.push(unreadablePage(first, error));
    }
    return batches;
  }

  close(): void {
    this.#database.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** Prepared anew each time: one that failed tells its failure once more where it is used again. */
  #rows(which: string, ...numbers: readonly number[]): Iterable<Row> {
    const select = `SELECT first, count, body FROM batch WHERE type = ${BATCH_STATEMENTS}`;
    const rows: Iterable<unknown> = this.#database
      .prepare(`${select} ${which}`)
      .iterate(...numbers);
    return rows as Iterable<Row>;
  }

  /**
   * The lowest number above which batches can be read again, where the one after `number` cannot: its body alone
   * lies in a damaged page, or its place in the file does, with those of others.
   */
  #beyond(number: number): number | undefined {
    const next = this.#nextTo(number);
    if (next !== undefined) return next;
    let [low, high] = [number, number + 1];
    while (this.#nextTo(high) === undefined) {
      if (high - number > FAR) return undefined;
      low = high;
      high = number + 2 * (high - number);
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#nextTo(middle) === undefined) low = middle;
      else high = middle;
    }
    return high;
  }

  /** Number of the batch after this one; undefined where that cannot be read, or there is none. */
  #nextTo(number: number): number | undefined {
    try {
      return (this.#next.get(number) as { first: number } | undefined)?.first;
    } catch (error) {
      if (isCorrupt(error)) return undefined;
      throw error;
    }
  }

  #add(batches: JournalBatch[], row: Row): void {
    const statements = readBody(row);
    if (isProblem(statements)) this.faults.push(statements);
    else batches.push({ first: row.first, statements });
  }
}

function readBody({ first, count, body }: Row): StatementColumns | Problem {
  try {
    const statements = decodeStatements(zstdDecompressSync(body));
    if (isProblem(statements)) return unreadable(first, count, statements.message);
    if (statements.count === count) return statements;
    return unreadable(first, count, `it has ${statements.count} observations`);
  } catch (error) {
    return unreadable(first, count, error instanceof Error ? error.message : String(error));
  }
}

function unreadablePage(number: number | undefined, error: unknown): Problem {
  const why = error instanceof Error ? error.message : String(error);
  const where = number === undefined ? "at its end" : `near observation ${number}`;
  return problem(
    "journal/unreadable",
    `The journal: a page ${where} cannot be read (${why}).`,
    "Look at the disk. The next start keeps what can be read of the file in a new one.",
  );
}

function unreadable(first: number, count: number, why: string): Problem {
  return problem(
    "journal/unreadable",
    `The journal: observations ${first} to ${first + count - 1} cannot be read (${why}).`,
  );
}
