import { statSync } from "node:fs";
import { join } from "node:path";
import type { Accepted } from "../../../shared/observation.ts";
import { type Problem, problem } from "../../../shared/problem.ts";
import { LIMITS, type Limits } from "../../security/limits.ts";
import type { StatementColumns } from "../history/statement-columns.ts";
import { LastingThread } from "../lasting-thread.ts";
import { columnsOf } from "./columns-of.ts";
import { JournalFault } from "./journal-fault.ts";
import type { JournalData, JournalOrder, JournalReport } from "./journal-messages.ts";
import { type Group, WaitingBatches } from "./waiting-batches.ts";

/** Groups under way to the disk: one is written while the next is handed over. */
const UNDER_WAY = 2;
/** Milliseconds without anything new after which what waits is written, as nothing more seems to come. */
const LULL = 2;
/** Milliseconds between two tries to write again. */
const PROBE = 1_000;
/** Milliseconds until its thread is begun again where that failed. */
const RESTART = { first: 1_000, longest: 1_000 };
/** Milliseconds that a stop waits for the file to be closed. */
const CLOSING = 3_000;

export interface JournalOptions {
  /** Where `journal.sqlite` lies. */
  readonly folder: string;
  readonly log: {
    info(about: object, message: string): void;
    error(about: object, message: string): void;
  };
  readonly limits?: Limits;
  readonly now?: () => number;
}

export interface JournalStatus {
  readonly state: "keeping" | "refusing";
  /** Why it refuses. */
  readonly fault?: Problem;
  /** Of its files. */
  readonly bytes: number;
  /** Observations that wait to be written. */
  readonly waiting: number;
}

/**
 * Makes accepted observations durable, numbered in the order of their acceptance from 1 on, in a thread of its own.
 * What comes close together is written together: when nothing more comes for a moment, after
 * `limits.journalWait` milliseconds at the latest, or when `limits.journalBatch` wait. Where the disk fails all is refused until it can be written again, which is tried
 * once a second. docs/decisions tells why it is SQLite.
 */
export class Journal {
  readonly path: string;
  readonly #limits: Limits;
  readonly #log: JournalOptions["log"];
  readonly #now: () => number;
  readonly #thread: LastingThread<JournalOrder, JournalReport>;
  readonly #waiting = new WaitingBatches();
  #underWay: Group[] = [];
  #opening: PromiseWithResolvers<readonly Problem[]> | undefined;
  readonly #closed = Promise.withResolvers<void>();
  #closing = false;
  #last = 0;
  #fault: Problem | undefined;
  /** When the oldest that waits is to be written at the latest. */
  #due = Number.POSITIVE_INFINITY;
  /** When nothing more seems to come. */
  #lull = 0;
  #timer: NodeJS.Timeout | undefined;
  #probing: NodeJS.Timeout | undefined;
  #room = Promise.withResolvers<void>();

  constructor({ folder, log, limits = LIMITS, now = () => performance.now() }: JournalOptions) {
    this.path = join(folder, "journal.sqlite");
    this.#limits = limits;
    this.#log = log;
    this.#now = now;
    this.#thread = new LastingThread({
      program: new URL("./journal-worker.ts", import.meta.url),
      data: (): JournalData => ({ folder, path: this.path, limits: { ...limits } }),
      pause: RESTART,
      onReport: (report) => {
        this.#take(report);
        return true;
      },
      onFail: (error) => this.#broken(error),
    });
  }

  /** Number of the newest observation that is kept. */
  get last(): number {
    return this.#last;
  }

  /**
   * Opens the file, or makes it. Resolves to what was repaired and what is gone; rejects with a `JournalFault`
   * only where the file is of a newer version.
   */
  open(): Promise<readonly Problem[]> {
    this.#opening = Promise.withResolvers();
    this.#thread.begin();
    return this.#opening.promise;
  }

  /**
   * Keeps a batch: durable when it resolves. Rejects with a `JournalFault` where it was not kept; then nothing of
   * it is. An empty batch resolves when all that was given before is durable, or rejects if something was not.
   */
  async append(batch: readonly Accepted[]): Promise<void> {
    // An empty one too, in its turn: what it is to wait for may be in this line itself.
    while (this.#count >= this.#limits.journalWaiting && !this.#refuses) await this.#room.promise;
    if (this.#fault !== undefined) throw new JournalFault(this.#fault);
    if (this.#closing) throw new JournalFault(ended());
    if (batch.length === 0) return this.#settled();
    const now = this.#now();
    if (this.#waiting.count === 0) this.#due = now + this.#limits.journalWait;
    this.#lull = now + LULL;
    const kept = this.#waiting.add(batch);
    this.#schedule();
    return kept;
  }

  /** Numbers go on above this one: history knows it from a journal that was lost. */
  goOnAbove(number: number): void {
    if (number <= this.#last) return;
    this.#last = number;
    this.#thread.post({ type: "go-on-above", number });
  }

  /** Lets batches go whose observations are all numbered up to this one. */
  forget(number: number): void {
    this.#thread.post({ type: "forget", number });
  }

  status(): JournalStatus {
    const bytes = sizeOf(this.path) + sizeOf(`${this.path}-wal`);
    const waiting = this.#count;
    if (this.#fault === undefined) return { state: "keeping", bytes, waiting };
    return { state: "refusing", fault: this.#fault, bytes, waiting };
  }

  /** Writes what waits, and closes the file. */
  async close(): Promise<void> {
    if (this.#closing) return this.#closed.promise;
    this.#closing = true;
    clearTimeout(this.#timer);
    clearInterval(this.#probing);
    while (this.#count > 0 && !this.#refuses) {
      this.#flush();
      await this.#room.promise;
    }
    this.#thread.post({ type: "close" });
    const late = setTimeout(() => this.#closed.resolve(), CLOSING);
    await this.#thread.stop(this.#closed.promise.then(() => true));
    clearTimeout(late);
    this.#closed.resolve();
  }

  get #count(): number {
    return this.#underWay.reduce((sum, group) => sum + group.count, this.#waiting.count);
  }

  get #refuses(): boolean {
    return this.#fault !== undefined;
  }

  async #settled(): Promise<void> {
    if (this.#waiting.count > 0) return this.#waiting.join();
    await this.#underWay.at(-1)?.written;
  }

  /** Writes now, or when the oldest has waited long enough, or when the disk has time. */
  #schedule(): void {
    while (this.#waiting.count >= this.#limits.journalBatch && this.#underWay.length < UNDER_WAY)
      this.#flush();
    if (this.#waiting.count === 0 || this.#underWay.length > 0) return;
    const wait = Math.min(this.#due, this.#lull) - this.#now();
    if (wait <= 0) return this.#flush();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#schedule();
    }, wait);
  }

  #flush(): void {
    const group = this.#waiting.take(8 * this.#limits.journalBatch);
    if (group === undefined) return;
    this.#due = this.#now() + this.#limits.journalWait;
    this.#underWay.push(group);
    const columns = columnsOf(group.batch);
    this.#thread.post({ type: "write", columns }, buffersOf(columns));
  }

  #take(report: JournalReport): void {
    switch (report.type) {
      case "opened":
        return this.#opened(report);
      case "unusable":
        return this.#opening?.reject(new JournalFault(report.fault));
      case "written":
        this.#last = report.last;
        this.#underWay.shift()?.resolve();
        return this.#roomMade();
      case "refused":
        this.#underWay.shift()?.reject(new JournalFault(report.fault));
        return this.#refuse(report.fault);
      case "probed":
        if (report.opened !== undefined) this.#openedLate(report.opened);
        if (report.fault === undefined) return this.#resume();
        this.#fault = report.fault;
        return;
      case "closed":
        this.#closed.resolve();
    }
  }

  /** What was under way when the thread failed is in the file, or it is not: the numbers tell. */
  #opened({ last, notes, fault }: Extract<JournalReport, { type: "opened" }>): void {
    const underWay = this.#underWay;
    this.#underWay = [];
    let expected = this.#last;
    const failure = new JournalFault(fault ?? this.#fault ?? ended());
    for (const group of underWay) {
      expected += group.count;
      if (expected <= last) group.resolve();
      else group.reject(failure);
    }
    // A thread that failed may not have heard of it.
    if (last < this.#last) this.#thread.post({ type: "go-on-above", number: this.#last });
    this.#last = Math.max(last, this.#last);
    if (fault === undefined) this.#resume();
    else this.#refuse(fault);
    this.#opening?.resolve(notes);
  }

  #openedLate({ last, notes }: { last: number; notes: readonly Problem[] }): void {
    this.#last = Math.max(last, this.#last);
    for (const { code, message, severity } of notes)
      this.#log[severity === "info" ? "info" : "error"]({ code }, message);
  }

  #refuse(fault: Problem): void {
    if (this.#fault === undefined) this.#log.error({ code: fault.code }, fault.message);
    this.#fault = fault;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.reject(new JournalFault(fault));
    if (!this.#closing)
      this.#probing ??= setInterval(() => this.#thread.post({ type: "probe" }), PROBE).unref();
    this.#roomMade();
  }

  #resume(): void {
    clearInterval(this.#probing);
    this.#probing = undefined;
    if (this.#fault !== undefined)
      this.#log.info(
        { last: this.#last },
        "The journal can be written again: observations are taken",
      );
    this.#fault = undefined;
    this.#roomMade();
  }

  #broken(error: Error): void {
    this.#log.error({ err: error }, "The journal's thread failed: this is a bug; it begins again");
    const message = `The journal's thread failed (${error.message}) and begins again.`;
    this.#refuse(problem("journal/cannot-write", message, "It is tried again every second."));
  }

  #roomMade(): void {
    this.#room.resolve();
    this.#room = Promise.withResolvers();
    if (this.#fault === undefined && !this.#closing) this.#schedule();
  }
}

function buffersOf(columns: StatementColumns): ArrayBuffer[] {
  return Object.values(columns)
    .filter((column) => ArrayBuffer.isView(column))
    .map(({ buffer }) => buffer as ArrayBuffer);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function ended(): Problem {
  return problem("journal/cannot-write", "The journal is closed: the server is stopping.");
}
