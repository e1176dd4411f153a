import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { HistoryEvent, HistoryStatus, Retention } from "../../../../shared/history.ts";
import { type Problem, problem } from "../../../../shared/problem.ts";
import type { Limits } from "../../../security/limits.ts";
import { JournalReader } from "../../journal/journal-reader.ts";
import type { TwinImage } from "../../twin-image.ts";
import type { Look } from "../reading.ts";
import { ArchiveCheck } from "./archive-check.ts";
import { ArchiveFolder } from "./archive-folder.ts";
import { Catalogue } from "./catalogue.ts";
import { condemn, type Database, isDamage, isOfDisk, openDatabase } from "./database.ts";
import { DayBooks } from "./day-books.ts";
import { Doomed } from "./doomed.ts";
import { Follower } from "./follower.ts";
import { hotHours } from "./hot-hours.ts";
import { InTurn } from "./in-turn.ts";
import { Keyframes } from "./keyframes.ts";
import { leaveOutSealed } from "./leave-out-sealed.ts";
import { Looks } from "./looks.ts";
import { addUpMinutes, type RefusedCount } from "./minute-counts.ts";
import { Notes } from "./notes.ts";
import { rebuild } from "./rebuild.ts";
import { Retainer } from "./retainer.ts";
import { readRetention, writeRetention } from "./retention-file.ts";
import { Sealer } from "./sealer.ts";
import { SourceWatch } from "./source-watch.ts";
import { statusOf } from "./status.ts";
import { twinBefore } from "./twin-before.ts";

const MINUTE = 60_000;
/** Bytes of the archive that are looked at before the first question is answered. */
const CHECKED_AT_START = 64 * 1024 ** 2;

export interface StoreOptions {
  /** DATA/history. */
  readonly folder: string;
  /** Path of the journal's file. */
  readonly journal: string;
  readonly limits: Limits;
  readonly now: () => number;
  /** All observations up to this number are in the archive. */
  readonly onSealed: (number: number) => void;
  /** A look found the file damaged: it must be opened again, and is built anew then. */
  readonly onDamage?: (error: unknown) => void;
}

interface Parts {
  readonly database: Database;
  readonly connection: DuckDBConnection;
  readonly journal: JournalReader;
  readonly catalogue: Catalogue;
  readonly keyframes: Keyframes;
  readonly follower: Follower;
  readonly archive: ArchiveFolder;
  readonly check: ArchiveCheck;
  readonly turn: InTurn;
  readonly books: DayBooks;
  readonly notes: Notes;
  readonly retention: Retention;
}

/**
 * The store of history, in the thread of history: brings in what the journal has, keeps images of the twin, seals
 * hours into the archive, lets go of what is old, and opens looks. Whatever writes takes its turn.
 */
export class Store {
  readonly #options: StoreOptions;
  readonly #parts: Parts;
  readonly #turn: InTurn;
  readonly #looks: Looks;
  readonly #sealer: Sealer;
  readonly #retainer: Retainer;
  readonly #doomed: Doomed;
  readonly #sources = new SourceWatch();
  #retention: Retention;
  #keptNumber: number;
  #keptAt: number;
  #tidiedAt: number;
  #tending: Promise<void> = Promise.resolve();
  #closing = false;

  private constructor(options: StoreOptions, parts: Parts) {
    this.#options = options;
    this.#parts = parts;
    this.#turn = parts.turn;
    this.#retention = parts.retention;
    this.#keptNumber = parts.keyframes.last;
    this.#keptAt = options.now();
    this.#tidiedAt = options.now();
    const { archive, books, catalogue, connection, database, follower, keyframes, notes } = parts;
    this.#looks = new Looks({
      ...{ connect: database.connect, catalogue, keyframes, archive: archive.path },
      limits: options.limits,
      catchUp: () => this.catchUp(),
      isWhole: (files, signal) => parts.check.areWhole(files, signal),
      onEnd: () => this.#doomed.tidy(),
      onDamage: (error) => options.onDamage?.(error),
    });
    this.#doomed = new Doomed({ archive, looks: this.#looks, connection, turn: this.#turn });
    const shared = {
      ...{ archive, books, catalogue, doomed: this.#doomed, turn: this.#turn, connection },
    };
    const { limits, now, onSealed } = options;
    this.#sealer = new Sealer({
      ...{ ...shared, connect: database.connect, follower, limits, now, notes, onSealed },
    });
    this.#retainer = new Retainer({ ...shared, connect: database.connect, keyframes, now, notes });
  }

  /** Opens what is in a folder, mends what a crash left, and brings in what is new. Throws where it cannot. */
  static async open(options: StoreOptions): Promise<Store> {
    try {
      return await Store.#open(options, CHECKED_AT_START);
    } catch (error) {
      if (isDamage(error)) condemn(options.folder, error);
      // To look through all of the archive takes long, and is of no help where the disk or the journal is the cause.
      else if (isOfDisk(error) || isOfJournal(error)) throw error;
      // What failed may be a file of the archive that was not looked at.
      return Store.#open(options, Number.POSITIVE_INFINITY);
    }
  }

  static async #open(options: StoreOptions, checked: number): Promise<Store> {
    const { folder, limits, now } = options;
    const notes = new Notes();
    const note = (fault: Problem) => notes.add(fault);
    const database = await openDatabase(folder, now());
    for (const fault of database.notes) note(fault);
    let journal: JournalReader | undefined;
    try {
      const connection = await database.connect();
      const archive = new ArchiveFolder(folder);
      const catalogue = new Catalogue();
      await rebuild({ archive, catalogue, connection, fresh: database.fresh, note });
      const turn = new InTurn();
      const check = new ArchiveCheck({ archive, catalogue, connection, turn, note });
      if (!database.fresh) await check.next(checked);
      const books = new DayBooks(folder);
      if (database.fresh) await books.restore(connection, note);
      const keyframes = new Keyframes(join(folder, "keyframes"));
      journal = new JournalReader(options.journal);
      let store: Store | undefined;
      const onTaken = async () => {
        if (store !== undefined) await store.#keepImage(false);
      };
      const follower = new Follower({
        ...{ archive, catalogue, connection, journal, limits, now, note, onTaken },
      });
      follower.anew = database.fresh;
      await twinBefore({
        ...{ archive, catalogue, connection, keyframes, follower, journal },
        fresh: database.fresh,
      });
      await hotHours(connection, follower, now());
      const retention = await readRetention(folder, limits, note);
      const parts = { database, connection, journal, catalogue, keyframes, follower };
      store = new Store(options, { ...parts, archive, check, turn, books, notes, retention });
      await store.catchUp();
      if (database.fresh) await store.#finish();
      return store;
    } catch (error) {
      journal?.close();
      database.close();
      throw error;
    }
  }

  get look(): Look {
    return this.#looks.look;
  }

  /** As `look`; neither waits for the other. */
  get lookOfReplays(): Look {
    return this.#looks.lookOfReplays;
  }

  get notes(): readonly Problem[] {
    return this.#parts.notes.all;
  }

  /** Number of the last observation that is known, and the newest moment of all (-Infinity where there is none). */
  get last(): { readonly number: number; readonly until: number } {
    const { watermark, until } = this.#parts.follower;
    return { number: watermark, until };
  }

  /** The city of all that is known. */
  image(): TwinImage {
    return this.#parts.follower.twin.image();
  }

  /** Brings in all that the journal has. */
  catchUp(): Promise<void> {
    return this.#turn.run(() => this.#parts.follower.catchUp());
  }

  /** Seals all that there is, hours that are not over too: for a copy that is given away. */
  async sealAll(): Promise<void> {
    await this.catchUp();
    await this.#sealer.sealAll();
  }

  countRefused(counts: readonly RefusedCount[]): void {
    this.#parts.follower.countRefused(counts);
  }

  noteEvents(events: readonly HistoryEvent[]): void {
    this.#parts.follower.noteEvents(events);
  }

  /** What is to be done now and then: once every few seconds. */
  tend(): Promise<void> {
    this.#tending = this.#tend();
    return this.#tending;
  }

  async #tend(): Promise<void> {
    if (!this.#closing) await this.#sealer.sealDue();
    if (!this.#closing) await this.#parts.check.next();
    if (!this.#closing) await this.#tidy();
  }

  async #tidy(): Promise<void> {
    const now = this.#options.now();
    // A clock that went back must not keep this waiting until it is there again.
    if (now >= this.#tidiedAt && now - this.#tidiedAt < MINUTE) return;
    const { books, connection } = this.#parts;
    this.noteEvents(await this.#turn.run(() => this.#sources.look(connection, now)));
    const from = Math.min(now, this.#tidiedAt) - 10 * MINUTE;
    this.#tidiedAt = now;
    await this.#turn.run(() => inTransaction(connection, () => addUpMinutes(connection, from)));
    // On a full disk the next minute tries again.
    await this.#turn.run(() => books.keep(connection, now)).catch(() => undefined);
    await this.#retainer.apply(this.#retention);
  }

  /** With what was accepted up to now. */
  async status(): Promise<HistoryStatus> {
    await this.catchUp();
    return this.#turn.run(() => statusOf({ ...this.#parts, retention: this.#retention }));
  }

  async setRetention(retention: Retention): Promise<HistoryStatus | Problem> {
    const fault = await writeRetention(this.#options.folder, retention, this.#options.limits);
    if (fault !== undefined) return fault;
    this.#retention = retention;
    return this.status();
  }

  /** After everything of the journal was taken in: rows that were said before go again. */
  #finish(): Promise<void> {
    const { archive, catalogue, connection, database, follower } = this.#parts;
    return this.#turn.run(async () => {
      await inTransaction(connection, async () => {
        await leaveOutSealed(connection, archive, catalogue);
        await database.finish(connection, follower.watermark);
      });
      follower.anew = false;
      follower.hours.clear();
      await hotHours(connection, follower, this.#options.now());
    });
  }

  /** Keeps an image, so that the next start is quick, and closes. */
  async close(): Promise<void> {
    const { connection, database, journal } = this.#parts;
    await this.#endTending();
    await this.#looks.close();
    await this.#doomed.settled();
    await this.#turn.run(async () => {
      await this.#parts.follower.catchUp();
      await this.#keepImage(true);
      await this.#parts.books.keep(connection, this.#options.now()).catch(() => undefined);
      connection.closeSync();
    });
    journal.close();
    database.close();
  }

  /**
   * Ends after a failure: keeps nothing more, since the next start begins with what is durable. Resolves when nothing
   * is under way in the database: a thread that ends before that takes the whole process with it.
   */
  async abandon(): Promise<void> {
    const { connection, database, journal } = this.#parts;
    const looks = this.#looks.close();
    this.#looks.interrupt();
    await Promise.allSettled([looks, this.#endTending()]);
    await this.#turn.end();
    connection.closeSync();
    journal.close();
    database.close();
  }

  /** Nothing may be under way in the database when it is closed. */
  async #endTending(): Promise<void> {
    this.#closing = true;
    this.#retainer.stop();
    await this.#sealer.stop();
    await this.#tending.catch(() => undefined);
  }

  async #keepImage(anyway: boolean): Promise<void> {
    const { follower, keyframes, notes } = this.#parts;
    const { watermark, until } = follower;
    const { keyframeObservations, keyframeMinutes } = this.#options.limits;
    const now = this.#options.now();
    if (watermark === this.#keptNumber || until === Number.NEGATIVE_INFINITY) return;
    const due =
      watermark - this.#keptNumber >= keyframeObservations ||
      now < this.#keptAt ||
      now - this.#keptAt >= keyframeMinutes * MINUTE;
    if (!due && !anyway) return;
    this.#keptNumber = watermark;
    this.#keptAt = now;
    const image = follower.twin.image();
    await keyframes.keep({ image, number: watermark, until }).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      notes.add({
        ...problem("history/keyframe", `history: an image of the city could not be kept (${why}).`),
        severity: "warning",
      });
    });
  }
}

/** What SQLite throws has a number. */
function isOfJournal(error: unknown): boolean {
  return (error as { errcode?: number }).errcode !== undefined;
}

/** Does `work` in a transaction: all of it or nothing. */
async function inTransaction(
  connection: DuckDBConnection,
  work: () => Promise<void>,
): Promise<void> {
  await connection.run("BEGIN");
  try {
    await work();
    await connection.run("COMMIT");
  } catch (error) {
    await connection.run("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
