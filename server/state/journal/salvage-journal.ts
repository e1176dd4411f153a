import { DatabaseSync } from "node:sqlite";
import { zstdDecompressSync } from "node:zlib";
import { isProblem } from "../../../shared/problem.ts";
import { decodeStatements } from "./statement-codec.ts";

/** Far above any number that can have been given, where nobody knows which were. */
const FAR = 2 ** 32;

interface Row {
  readonly first: number;
  readonly count: number;
  readonly type: number;
  readonly body: Uint8Array;
}

/** What could be taken over from a damaged file. */
export interface Salvaged {
  readonly observations: number;
  /** Numbers go on above it. */
  readonly last: number;
  /** Numbers that are gone, with both ends; `to` is absent where nobody knows how many there were. */
  readonly lost: readonly (readonly [from: number, to: number | undefined])[];
}

/** Copies every batch that can still be read from a damaged file: from its beginning on, and from its end back. */
export function salvageJournal(
  from: string,
  to: DatabaseSync,
  marked: number | undefined,
): Salvaged {
  const ranges: [first: number, last: number][] = [];
  const insert = to.prepare(
    "INSERT OR IGNORE INTO batch (first, count, type, body) VALUES (?,?,?,?)",
  );
  to.exec("BEGIN");
  let newest = 0;
  const keep = ({ first, count, type, body }: Row) => {
    if (!isWhole(body, count)) return;
    insert.run(first, count, type, body);
    ranges.push([first, first + count - 1]);
  };
  readWhile(from, "ASC", (row) => {
    newest = row.first;
    keep(row);
    return true;
  });
  readWhile(from, "DESC", (row) => {
    if (row.first <= newest) return false;
    keep(row);
    return true;
  });
  to.exec("COMMIT");
  ranges.sort(([a], [b]) => a - b);
  const lost: [number, number | undefined][] = [];
  let next = ranges[0]?.[0] ?? 1;
  let observations = 0;
  for (const [first, last] of ranges) {
    if (last < next) continue;
    if (first > next) lost.push([next, first - 1]);
    observations += last - first + 1;
    next = last + 1;
  }
  if (marked === undefined) lost.push([next, undefined]);
  else if (marked >= next) lost.push([next, marked]);
  const last = marked === undefined ? next - 1 + FAR : Math.max(marked, next - 1);
  return { observations, last, lost };
}

/** Reads on until the file fails, or `take` has enough. */
function readWhile(path: string, order: string, take: (row: Row) => boolean): void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    const rows = database.prepare(
      `SELECT first, count, type, body FROM batch ORDER BY first ${order}`,
    );
    for (const row of rows.iterate()) {
      if (!take(row as unknown as Row)) return;
    }
  } catch {
    // That is how far it can be read.
  } finally {
    try {
      database?.close();
    } catch {
      // Nothing more is wanted of it.
    }
  }
}

function isWhole(body: Uint8Array, count: number): boolean {
  try {
    const statements = decodeStatements(zstdDecompressSync(body));
    return !isProblem(statements) && statements.count === count;
  } catch {
    // Its checksum is wrong. The next batch may be whole.
    return false;
  }
}
