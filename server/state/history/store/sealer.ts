import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type Problem, problem } from "../../../../shared/problem.ts";
import type { Limits } from "../../../security/limits.ts";
import type { ArchiveFolder } from "./archive-folder.ts";
import { type ArchiveChange, type Catalogue, spanOf } from "./catalogue.ts";
import type { DayBooks } from "./day-books.ts";
import type { Doomed } from "./doomed.ts";
import type { Follower } from "./follower.ts";
import { hotHours } from "./hot-hours.ts";
import type { InTurn } from "./in-turn.ts";
import { instant } from "./instant.ts";
import { NotCommitted } from "./not-committed.ts";
import type { Notes } from "./notes.ts";
import { filesRelation } from "./parquet-columns.ts";
import { sealPart } from "./seal-part.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;
/** Rows of one file: what is sorted in memory at once. A large hour is several files, one after another in time. */
const PART_ROWS = 2_000_000;
/** Files of one hour; of more, the small ones are put together. */
const MOST_PARTS = 8;

interface Options {
  readonly archive: ArchiveFolder;
  readonly books: DayBooks;
  readonly catalogue: Catalogue;
  readonly doomed: Doomed;
  readonly turn: InTurn;
  /** That of the turn. */
  readonly connection: DuckDBConnection;
  readonly connect: () => Promise<DuckDBConnection>;
  readonly follower: Follower;
  readonly limits: Limits;
  readonly now: () => number;
  readonly notes: Notes;
  readonly onSealed: (number: number) => void;
}

/**
 * Seals hours that ended some minutes ago: their rows become Parquet files, and leave the table in the transaction
 * in which the files become known. Rows that come late for a sealed hour become further files of it.
 */
export class Sealer {
  readonly #options: Options;
  #connection: DuckDBConnection | undefined;
  #working: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Seals what is due. A disk that is full is said, and tried again the next time; rejects with `NotCommitted`. */
  sealDue(): Promise<void> {
    this.#working = this.#working.then(() => this.#sealAllDue());
    return this.#working;
  }

  /** Seals every hour, whether it is over or not. Rejects where one cannot be written. */
  sealAll(): Promise<void> {
    const hours = async () => {
      for (const hour of [...this.#options.follower.hours.keys()].sort((a, b) => a - b))
        await this.sealHour(hour);
    };
    const done = this.#working.then(hours);
    this.#working = done.catch(() => undefined);
    return done;
  }

  /** Ends the work at hand, and the connection. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#connection?.interrupt();
    await this.#working.catch(() => undefined);
    this.#connection?.closeSync();
    this.#connection = undefined;
  }

  async #sealAllDue(): Promise<void> {
    const { follower, limits, notes, now } = this.#options;
    const delay = limits.sealDelay * MINUTE;
    for (const [hour, { since }] of [...follower.hours].sort(([a], [b]) => a - b)) {
      if (this.#stopped) return;
      const at = now();
      // An hour far ahead is of a clock that was wrong: nobody may add to it, and the journal must not wait for it.
      const open = at < hour + HOUR + delay && hour < at + HOUR;
      // What comes late waits a while too: what belongs to it may be on its way. A clock that went back starts anew.
      if (open || (at >= since && at < since + delay)) continue;
      try {
        await this.sealHour(hour);
        notes.clear("history/not-sealed");
      } catch (error) {
        if (this.#stopped) return;
        if (error instanceof NotCommitted) throw error;
        notes.add(notSealed(hour, error));
        return;
      }
    }
  }

  /** Seals the rows that an hour (its start, milliseconds since 1970) has now. */
  async sealHour(hour: number): Promise<void> {
    const { archive, catalogue, connect, follower } = this.#options;
    this.#connection ??= await connect();
    const last = follower.watermark;
    const perHour = follower.hours.get(hour)?.rows ?? 0;
    for (const [from, to] of await this.#pieces(this.#connection, hour, last)) {
      const where = `observed_at >= ${instant(from)} AND observed_at < ${instant(to)} AND number <= ${last}`;
      const beside = catalogue.files.filter((file) => {
        const span = spanOf(file);
        return file.hour === hour && span.firstAt < to && span.lastAt >= from;
      });
      const relation = `(SELECT * FROM observation WHERE ${where})`;
      const file = await sealPart(this.#connection, archive, {
        ...{ hour, relation, beside, perHour },
      });
      await this.#commit({ added: file === undefined ? [] : [file], removed: [] }, where);
    }
    await this.#putTogether(this.#connection, hour);
    await this.#settle(hour);
  }

  /** The stretches of an hour that are a file each. */
  async #pieces(
    connection: DuckDBConnection,
    hour: number,
    last: number,
  ): Promise<readonly (readonly [number, number])[]> {
    const read = await connection.runAndReadAll(
      `SELECT epoch_ms(observed_at) // ${MINUTE} AS minute, count(*) FROM observation
       WHERE observed_at >= ${instant(hour)} AND observed_at < ${instant(hour + HOUR)} AND number <= ${last}
       GROUP BY minute ORDER BY minute`,
    );
    const minutes = read.getRows().map(([minute, rows]) => [Number(minute), Number(rows)] as const);
    if (minutes.length === 0) return [];
    const pieces: [number, number][] = [[hour, hour + HOUR]];
    let rows = 0;
    for (const [minute, count] of minutes) {
      const piece = pieces.at(-1) as [number, number];
      if (rows > 0 && rows + count > PART_ROWS) {
        piece[1] = minute * MINUTE;
        pieces.push([minute * MINUTE, hour + HOUR]);
        rows = 0;
      }
      rows += count;
    }
    return pieces;
  }

  /** Puts the small files of an hour together where there are many. */
  async #putTogether(connection: DuckDBConnection, hour: number): Promise<void> {
    const { archive, catalogue } = this.#options;
    const small = catalogue.files.filter(
      (file) => file.hour === hour && spanOf(file).rows < PART_ROWS / 2,
    );
    const rows = small.reduce((sum, file) => sum + spanOf(file).rows, 0);
    if (small.length <= MOST_PARTS || rows > 2 * PART_ROWS) return;
    const relation = filesRelation(small.map(({ path }) => join(archive.path, path)));
    const file = await sealPart(connection, archive, {
      ...{ hour, relation, beside: [], perHour: rows },
    });
    if (file !== undefined) await this.#commit({ added: [file], removed: small });
  }

  /** Makes a change of the archive known, and takes the rows that it has (`where`) out of the table. */
  async #commit(change: ArchiveChange, where?: string): Promise<void> {
    const { catalogue, connection, doomed, turn } = this.#options;
    await turn.run(async () => {
      await connection.run("BEGIN");
      try {
        const commit = await catalogue.write(connection, change);
        if (where !== undefined) await connection.run(`DELETE FROM observation WHERE ${where}`);
        await connection.run("COMMIT");
        commit();
      } catch (error) {
        await connection.run("ROLLBACK").catch(() => undefined);
        throw new NotCommitted(error);
      }
    });
    doomed.add(change.removed.map(({ path }) => path));
  }

  /** After an hour was sealed: what the table still has of it, and up to where the journal may forget. */
  async #settle(hour: number): Promise<void> {
    const { books, connection, follower, now, onSealed, turn } = this.#options;
    await turn.run(async () => {
      await books.keep(connection, hour);
      follower.hours.delete(hour);
      const within = `observed_at >= ${instant(hour)} AND observed_at < ${instant(hour + HOUR)}`;
      await hotHours(connection, follower, now(), within);
      const read = await connection.runAndReadAll("SELECT min(number) FROM observation");
      const lowest = read.getRows()[0]?.[0];
      onSealed(lowest == null ? follower.watermark : Number(lowest) - 1);
    });
  }
}

function notSealed(hour: number, error: unknown): Problem {
  const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  return {
    ...problem(
      "history/not-sealed",
      `history: the hour ${new Date(hour).toISOString().slice(0, 13)} could not be written to the archive (${why}).`,
      "It is kept in the hot store and tried again. Make room on the disk if it is full.",
    ),
    severity: "warning",
  };
}
