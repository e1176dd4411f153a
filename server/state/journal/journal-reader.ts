import { DatabaseSync, type StatementSync } from "node:sqlite";
import { zstdDecompressSync } from "node:zlib";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { StatementColumns } from "../history/statement-columns.ts";
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

/** Reads the journal's file while another thread writes it. Throws where the file cannot be read at all. */
export class JournalReader {
  /** Batches that are in the file and cannot be read: their numbers are missing in what `after` gave. */
  readonly faults: Problem[] = [];
  readonly #database: DatabaseSync;
  readonly #after: StatementSync;
  readonly #tail: StatementSync;

  constructor(path: string) {
    this.#database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    const select = `SELECT first, count, body FROM batch WHERE type = ${BATCH_STATEMENTS}`;
    this.#after = this.#database.prepare(`${select} AND first > ? ORDER BY first`);
    this.#tail = this.#database.prepare(`${select} ORDER BY first DESC`);
  }

  /**
   * Batches that begin above a number, oldest first: as many as have `mostBytes` in the file, one at least; none
   * where there is nothing newer. Numbers may have holes where the file was damaged.
   */
  after(number: number, mostBytes: number): readonly JournalBatch[] {
    const batches: JournalBatch[] = [];
    let bytes = 0;
    for (const row of this.#after.iterate(number) as Iterable<unknown> as Iterable<Row>) {
      this.#add(batches, row);
      bytes += row.body.length;
      if (bytes >= mostBytes) break;
    }
    return batches;
  }

  /** The newest batches, newest first, until they have `most` observations. */
  tail(most: number): readonly JournalBatch[] {
    const batches: JournalBatch[] = [];
    let count = 0;
    for (const row of this.#tail.iterate() as Iterable<unknown> as Iterable<Row>) {
      this.#add(batches, row);
      count += row.count;
      if (count >= most) break;
    }
    return batches;
  }

  close(): void {
    this.#database.close();
  }

  [Symbol.dispose](): void {
    this.close();
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

function unreadable(first: number, count: number, why: string): Problem {
  return problem(
    "journal/unreadable",
    `The journal: observations ${first} to ${first + count - 1} cannot be read (${why}).`,
  );
}
