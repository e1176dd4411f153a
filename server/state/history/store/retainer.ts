import { basename, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Retention } from "../../../../shared/history.ts";
import { problem } from "../../../../shared/problem.ts";
import type { ArchiveFolder } from "./archive-folder.ts";
import { type ArchiveFile, type Catalogue, spanOf } from "./catalogue.ts";
import type { DayBooks } from "./day-books.ts";
import type { Doomed } from "./doomed.ts";
import type { InTurn } from "./in-turn.ts";
import { instant } from "./instant.ts";
import type { Keyframes } from "./keyframes.ts";
import { NotCommitted } from "./not-committed.ts";
import type { Notes } from "./notes.ts";
import { filesRelation, literal } from "./parquet-columns.ts";
import { sealPart } from "./seal-part.ts";
import { type Going, goingOf, restGoesBefore } from "./what-goes.ts";

const HOUR = 3_600_000;

interface Options {
  readonly archive: ArchiveFolder;
  readonly books: DayBooks;
  readonly catalogue: Catalogue;
  readonly doomed: Doomed;
  readonly turn: InTurn;
  /** That of the turn. */
  readonly connection: DuckDBConnection;
  readonly connect: () => Promise<DuckDBConnection>;
  readonly keyframes: Keyframes;
  readonly now: () => number;
  readonly notes: Notes;
}

/**
 * Lets sealed hours go that are past their time or their room. Where all of an hour goes its files go; where a kind
 * or a source goes, the hour is written again without it.
 */
export class Retainer {
  readonly #options: Options;
  #connection: DuckDBConnection | undefined;
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Says what could not be let go, and tries that again the next time; rejects with `NotCommitted`. */
  async apply(retention: Retention): Promise<void> {
    const { archive, catalogue, keyframes, notes, now } = this.#options;
    const going = goingOf(catalogue.files, retention.rules, now());
    try {
      for (const one of going) await this.#let(one, retention.exportBeforeDelete);
      if (this.#stopped) return;
      const first = catalogue.files[0];
      if (going.length > 0 && first !== undefined) await keyframes.forgetBefore(first.hour);
      if (retention.exported !== undefined) await archive.forgetExported(retention.exported, now());
      await this.#forgetRest(restGoesBefore(catalogue.files, retention.rules, now()));
      notes.clear("history/not-let-go");
    } catch (error) {
      if (this.#stopped) return;
      if (error instanceof NotCommitted) throw error;
      const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
      notes.add({
        ...problem("history/not-let-go", `history: old hours could not be let go (${why}).`),
        severity: "warning",
      });
    }
  }

  /** Ends the work at hand: what is left of it is done after the next start. */
  stop(): void {
    this.#stopped = true;
    this.#connection?.interrupt();
  }

  async #let({ hour, files, shares }: Going, exported: boolean): Promise<void> {
    if (this.#stopped) return;
    const { archive, catalogue, keyframes } = this.#options;
    const gone = new Set(shares.map(({ kind, source }) => `${kind} ${source}`));
    const whole = files.filter((file) =>
      file.shares.every(({ kind, source }) => gone.has(`${kind} ${source}`)),
    );
    // What can be done again comes first: once the files are gone nobody knows any more that it is to be done.
    // Images of hours that went whole go with them, where nothing older is kept; others must not say what went.
    if (whole.length < files.length || catalogue.files.some((file) => file.hour < hour))
      await keyframes.leaveOut(hour, hour + HOUR, (kind, source) => gone.has(`${kind} ${source}`));
    await this.#forgetCounts(hour, shares);
    if (whole.length > 0) await this.#commit(whole, [], exported ? archive.exported : undefined);
    for (const file of files) {
      if (whole.includes(file) || this.#stopped) continue;
      if (!file.shares.some(({ kind, source }) => gone.has(`${kind} ${source}`))) continue;
      await this.#rewrite(file, shares, exported);
    }
    if (!catalogue.files.some((file) => file.hour === hour)) await this.#forgetHour(hour);
  }

  /** Writes a file again without some of it. */
  async #rewrite(file: ArchiveFile, shares: Going["shares"], exported: boolean): Promise<void> {
    const { archive, connect } = this.#options;
    this.#connection ??= await connect();
    const list = shares
      .map(({ kind, source }) => `(${literal(kind)}, ${literal(source)})`)
      .join(", ");
    const all = filesRelation([join(archive.path, file.path)]);
    const of = (which: string) => `(SELECT * FROM ${all} WHERE (kind, source) ${which} (${list}))`;
    const { hour } = file;
    const perHour = spanOf(file).rows;
    if (exported) {
      // Where this is interrupted, or cannot be ended, it is done again: there is to be one copy.
      const own = basename(file.path, ".parquet").replace("part-", "");
      const part = { hour, relation: of("IN"), beside: [], perHour, own };
      await sealPart(this.#connection, archive, part, archive.exported);
    }
    const part = { hour, relation: of("NOT IN"), beside: [], perHour };
    const kept = await sealPart(this.#connection, archive, part);
    await this.#commit([file], kept === undefined ? [] : [kept]);
  }

  async #commit(
    removed: readonly ArchiveFile[],
    added: readonly ArchiveFile[],
    movedTo?: string,
  ): Promise<void> {
    const { catalogue, connection, doomed, turn } = this.#options;
    const change = { added, removed, ...(movedTo === undefined ? {} : { movedTo }) };
    await turn.run(async () => {
      await connection.run("BEGIN");
      try {
        const commit = await catalogue.write(connection, change);
        await connection.run("COMMIT");
        commit();
      } catch (error) {
        await connection.run("ROLLBACK").catch(() => undefined);
        throw new NotCommitted(error);
      }
    });
    doomed.add(
      removed.map(({ path }) => path),
      movedTo ?? null,
    );
  }

  async #forgetCounts(hour: number, shares: Going["shares"]): Promise<void> {
    const { books, connection, turn } = this.#options;
    await turn.run(async () => {
      for (const { kind, source } of shares)
        await connection.run(
          `DELETE FROM minute WHERE ${within("minute", hour)} AND kind = ? AND source = ?`,
          [kind, source],
        );
      await books.keep(connection, hour);
    });
  }

  /** With the last observation of an hour go its refusals and its events. */
  async #forgetHour(hour: number): Promise<void> {
    const { books, connection, turn } = this.#options;
    await turn.run(async () => {
      await connection.run(`DELETE FROM minute WHERE ${within("minute", hour)}`);
      await connection.run(`DELETE FROM event WHERE ${within('"at"', hour)}`);
      await books.keep(connection, hour);
    });
  }

  /** Refusals and events of hours that nothing was accepted in. */
  async #forgetRest(before: number): Promise<void> {
    if (before === Number.NEGATIVE_INFINITY) return;
    const { books, connection, turn } = this.#options;
    await turn.run(async () => {
      await connection.run(`DELETE FROM minute WHERE kind = '' AND minute < ${instant(before)}`);
      await connection.run(`DELETE FROM event WHERE "at" < ${instant(before)}`);
      await books.forgetBefore(before);
    });
  }
}

function within(column: string, hour: number): string {
  return `${column} >= ${instant(hour)} AND ${column} < ${instant(hour + HOUR)}`;
}
