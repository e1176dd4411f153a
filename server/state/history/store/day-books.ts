import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type Problem, problem } from "../../../../shared/problem.ts";
import { DRAFT, makeDurable } from "./durable-file.ts";
import { instant } from "./instant.ts";
import { literal } from "./parquet-columns.ts";

const DAY = 86_400_000;
const NAME = /^date=(\d{4}-\d{2}-\d{2})\.parquet$/;

/** What is selected of a table for a day's file, and the column with its moment. */
const BOOKS = {
  minutes: {
    moment: "minute",
    select:
      "minute, source, kind, sum(accepted)::BIGINT AS accepted, sum(refused)::BIGINT AS refused",
    from: "minute",
    rest: "GROUP BY minute, source, kind ORDER BY minute, source, kind",
  },
  events: { moment: '"at"', select: '"at", type, body', from: "event", rest: 'ORDER BY "at"' },
} as const;
type Book = keyof typeof BOOKS;

/**
 * The minutes' counts and the events of each day as Parquet, `minutes/date=YYYY-MM-DD.parquet` and
 * `events/date=YYYY-MM-DD.parquet`: for other tools, and for a hot store that must be built anew. Today's
 * file is written again every minute and at a stop, an older day's when an hour of it is sealed.
 */
export class DayBooks {
  readonly #folder: string;

  /** @param folder DATA/history */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes the files of the day that a moment is in (milliseconds since 1970); removes those with nothing in them. */
  async keep(connection: DuckDBConnection, moment: number): Promise<void> {
    const day = Math.floor(moment / DAY) * DAY;
    for (const book of Object.keys(BOOKS) as Book[]) {
      const { moment: at, select, from, rest } = BOOKS[book];
      const path = join(
        this.#folder,
        book,
        `date=${new Date(day).toISOString().slice(0, 10)}.parquet`,
      );
      const where = `${at} >= ${instant(day)} AND ${at} < ${instant(day + DAY)}`;
      await mkdir(join(this.#folder, book), { recursive: true });
      const read = await connection.runAndReadAll(
        `COPY (SELECT ${select} FROM ${from} WHERE ${where} ${rest}) TO ${literal(path + DRAFT)}
         (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION V2)`,
      );
      if (Number(read.getRows()[0]?.[0]) > 0) await makeDurable(path + DRAFT, path);
      else for (const name of [path, path + DRAFT]) await rm(name, { force: true });
    }
  }

  /** Removes the files of days that ended before a moment (milliseconds since 1970). */
  async forgetBefore(moment: number): Promise<void> {
    for (const book of Object.keys(BOOKS))
      for (const name of await readdir(join(this.#folder, book)).catch(() => [])) {
        const [, date = ""] = NAME.exec(name) ?? [];
        if (Date.parse(date) + DAY <= moment)
          await rm(join(this.#folder, book, name), { force: true });
      }
  }

  /**
   * Into a database that was made just now: all events, and refusals; what was accepted is counted from the
   * observations themselves. A file that cannot be read is said, and passed over.
   */
  async restore(connection: DuckDBConnection, note: (note: Problem) => void): Promise<void> {
    for (const book of Object.keys(BOOKS) as Book[])
      for (const name of await readdir(join(this.#folder, book)).catch(() => [])) {
        if (!name.endsWith(".parquet")) continue;
        const file = literal(join(this.#folder, book, name));
        const { from } = BOOKS[book];
        const where = book === "minutes" ? "WHERE refused > 0" : "";
        const columns = book === "minutes" ? "minute, source, kind, 0, refused" : "*";
        await connection
          .run(
            `INSERT INTO ${from} SELECT ${columns} FROM read_parquet(${file}, hive_partitioning = false) ${where}`,
          )
          .catch(() => note(unreadable(`${book}/${name}`)));
      }
  }
}

function unreadable(name: string): Problem {
  return problem(
    "history/unreadable-file",
    `history: ${name} cannot be read. What it alone had is missing: refusals and events of that day.`,
    "Put a whole copy of it in its place, take hot.duckdb away, and start again.",
  );
}
