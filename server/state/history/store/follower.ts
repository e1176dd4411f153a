import type { DuckDBConnection } from "@duckdb/node-api";
import type { HistoryEvent } from "../../../../shared/history.ts";
import { type Problem, problem } from "../../../../shared/problem.ts";
import type { Limits } from "../../../security/limits.ts";
import { KIND_UNKNOWN } from "../../columns.ts";
import { acceptedOf } from "../../journal/accepted-of.ts";
import type { JournalBatch, JournalReader } from "../../journal/journal-reader.ts";
import { Twin } from "../../twin.ts";
import type { TwinImage } from "../../twin-image.ts";
import type { ArchiveFolder } from "./archive-folder.ts";
import { type Catalogue, spanOf } from "./catalogue.ts";
import { leaveOutTwice } from "./leave-out-twice.ts";
import { MinuteCounts, type RefusedCount } from "./minute-counts.ts";
import { appendRows } from "./observation-rows.ts";
import { Suspicion } from "./suspicion.ts";
import { writeEvents } from "./write-events.ts";

/** Bytes of the journal that are read for one transaction: some ten thousand observations. */
const PART = 1024 * 1024;
/** Bytes beyond which no readable batch is looked for behind unreadable ones. */
const MOST_PART = 256 * PART;
/** Observations of one transaction. */
const MOST_ROWS = 50_000;
/** Minutes of one that are looked through for what was said before: what took long must not be lost at a stop. */
const MOST_MINUTES = 100;

const HOUR = 3_600_000;

/** What is in the table of an hour that is not sealed. */
export interface HotHour {
  rows: number;
  /** Its oldest and newest moment, milliseconds since 1970. */
  first: number;
  last: number;
  /** When the first of them came here. */
  readonly since: number;
}

/** What a transaction brings into an hour. */
type Brought = Omit<HotHour, "since">;

interface Options {
  readonly archive: ArchiveFolder;
  readonly catalogue: Catalogue;
  readonly connection: DuckDBConnection;
  readonly journal: JournalReader;
  readonly limits: Limits;
  readonly now: () => number;
  readonly note: (note: Problem) => void;
  /** Some are in, and the twin is of just these. */
  readonly onTaken: () => Promise<void>;
}

/**
 * Follows the journal: brings what is new into the table, the minutes and a twin of its own. Rows and the number of
 * the last one become durable together, so that each comes once, whenever the server is killed.
 */
export class Follower {
  /** Whoever restores an image into it does so before the first row. */
  readonly twin: Twin;
  /** Hours that have rows in the table, by their start. */
  readonly hours = new Map<number, HotHour>();
  /** While a database is made anew: what was said twice is looked for at the end, in all of it at once. */
  anew = false;
  readonly #options: Options;
  #watermark = 0;
  #known = 0;
  #until = Number.NEGATIVE_INFINITY;
  #refused: RefusedCount[] = [];
  #events: HistoryEvent[] = [];

  constructor(options: Options) {
    this.#options = options;
    this.twin = new Twin({ limits: options.limits });
  }

  /** Number of the last observation that is in the history. */
  get watermark(): number {
    return Math.max(this.#watermark, this.#known);
  }

  /** The newest moment of all observations, milliseconds since 1970; -Infinity where there is none. */
  get until(): number {
    return this.#until;
  }

  /**
   * Begins after `watermark`, with what is known already: observations up to number `known` and up to the moment
   * `until`, and an image of them.
   */
  begin(watermark: number, until: number, known: number, image?: TwinImage): void {
    this.#watermark = watermark;
    this.#known = known;
    this.#until = until;
    if (image !== undefined) this.twin.restore(image);
  }

  countRefused(counts: readonly RefusedCount[]): void {
    this.#refused.push(...counts);
  }

  noteEvents(events: readonly HistoryEvent[]): void {
    this.#events.push(...events);
  }

  /**
   * Brings in all that the journal has now; what comes meanwhile is for the next time, or where much comes this would
   * never end. Rejects where the store cannot take it.
   */
  async catchUp(): Promise<void> {
    const { last } = this.#options.journal;
    do {
      const batches = this.#read();
      if (batches.length === 0) break;
      for (let from = 0; from < batches.length; ) from = await this.#take(batches, from);
    } while (this.#watermark < last);
    if (this.#refused.length > 0 || this.#events.length > 0) await this.#take([]);
  }

  /** What comes next in the journal; what cannot be read there is said, and passed over. */
  #read(): readonly JournalBatch[] {
    const { journal, note } = this.#options;
    for (let most = PART; ; most *= 16) {
      const batches = journal.after(this.#watermark, most);
      const faults = journal.faults.splice(0);
      for (const fault of faults) note(fault);
      if (batches.length > 0 || faults.length === 0 || most > MOST_PART) return batches;
    }
  }

  /** Takes some batches in one transaction, those from place `from` on; gives the place of the next. */
  async #take(batches: readonly JournalBatch[], from = 0): Promise<number> {
    const { connection } = this.#options;
    const refused = this.#refused.splice(0);
    const events = this.#events.splice(0);
    const counts = new MinuteCounts();
    for (const count of refused) counts.refused(count);
    let { watermark, until } = { watermark: this.#watermark, until: this.#until };
    const hours = new Map<number, Brought>();
    const suspects = new Suspicion();
    let [to, rows] = [from, 0];
    while (to < batches.length && rows < MOST_ROWS && suspects.minutes < MOST_MINUTES) {
      const { first, statements } = batches[to++] as JournalBatch;
      rows += statements.count;
      const last = Math.max(watermark, this.#known);
      if (first > last + 1) this.#options.note(missing(last + 1, first - 1));
      until = Math.max(until, this.#merge({ first, statements }, counts, hours, suspects));
      watermark = Math.max(watermark, first + statements.count - 1);
    }
    await connection.run("BEGIN");
    try {
      await appendRows(connection, batches.slice(from, to), (id) => this.#kindOf(id));
      await this.#leaveOut(suspects, counts, hours);
      await counts.write(connection);
      await writeEvents(connection, events);
      await connection.run(`UPDATE mark SET watermark = ${Math.max(watermark, this.#known)}`);
      await connection.run("COMMIT");
    } catch (error) {
      this.#refused.unshift(...refused);
      this.#events.unshift(...events);
      await connection.run("ROLLBACK").catch(() => undefined);
      throw error;
    }
    this.#watermark = watermark;
    this.#until = until;
    // Nobody is told of this twin's changes; they are only forgotten.
    this.twin.advance();
    this.#addHours(hours);
    await this.#options.onTaken();
    return to;
  }

  /** Merges a batch into the twin, and counts it; gives its newest moment. */
  #merge(
    { first, statements }: JournalBatch,
    counts: MinuteCounts,
    hours: Map<number, Brought>,
    suspects: Suspicion,
  ): number {
    let until = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < statements.count; row++) {
      const accepted = acceptedOf(statements, row);
      const { observedAt, entity } = accepted.observation;
      const handle = this.twin.handleOf(entity.id);
      const newest = handle === undefined ? undefined : this.twin.columns.sourceAt[handle];
      if (!this.anew && newest !== undefined && observedAt <= newest)
        suspects.add(first + row, observedAt);
      // What does not fit into the twin was said when the server's own twin took it.
      this.twin.merge(accepted);
      if (observedAt > until) until = observedAt;
      counts.accepted(observedAt, accepted.source, this.#kindOf(entity.id));
      addTo(hours, observedAt);
    }
    return until;
  }

  /** What was said before is neither kept nor counted again. Only what is not newer than all before can be. */
  async #leaveOut(
    suspects: Suspicion,
    counts: MinuteCounts,
    hours: Map<number, Brought>,
  ): Promise<void> {
    if (suspects.minutes === 0) return;
    const { archive, catalogue, connection } = this.#options;
    for (const some of suspects.stretches(this.#rowsWith(hours)))
      for (const one of await leaveOutTwice(connection, archive, catalogue, some)) {
        counts.leftOut(one.observedAt, one.source, one.kind);
        const hour = Math.floor(one.observedAt / HOUR) * HOUR;
        const brought = hours.get(hour) as Brought;
        if (--brought.rows === 0) hours.delete(hour);
      }
  }

  /** How many rows each hour has in the table and the archive, with what this transaction brings. */
  #rowsWith(brought: ReadonlyMap<number, Brought>): ReadonlyMap<number, number> {
    const rows = new Map<number, number>();
    const add = (hour: number, count: number) => rows.set(hour, (rows.get(hour) ?? 0) + count);
    for (const [hour, held] of this.hours) add(hour, held.rows);
    for (const [hour, held] of brought) add(hour, held.rows);
    for (const file of this.#options.catalogue.files) add(file.hour, spanOf(file).rows);
    return rows;
  }

  #kindOf(id: string): number {
    const handle = this.twin.handleOf(id);
    const kind = handle === undefined ? KIND_UNKNOWN : this.twin.columns.kinds[handle];
    return kind === undefined || kind === KIND_UNKNOWN ? 0 : kind;
  }

  #addHours(hours: ReadonlyMap<number, Brought>): void {
    const since = this.#options.now();
    for (const [hour, brought] of hours) {
      const held = this.hours.get(hour);
      if (held === undefined) this.hours.set(hour, { ...brought, since });
      else {
        held.rows += brought.rows;
        held.first = Math.min(held.first, brought.first);
        held.last = Math.max(held.last, brought.last);
      }
    }
  }
}

function addTo(hours: Map<number, Brought>, observedAt: number): void {
  const hour = Math.floor(observedAt / HOUR) * HOUR;
  const held = hours.get(hour);
  if (held === undefined) hours.set(hour, { rows: 1, first: observedAt, last: observedAt });
  else {
    held.rows++;
    if (observedAt < held.first) held.first = observedAt;
    if (observedAt > held.last) held.last = observedAt;
  }
}

function missing(from: number, to: number): Problem {
  const which = from === to ? `observation ${from} is` : `observations ${from} to ${to} are`;
  return problem(
    "history/gap",
    `history: ${which} missing: the journal has them no more.`,
    "A damaged or deleted journal does this. What is before and after is kept.",
  );
}
