import type { DuckDBConnection } from "@duckdb/node-api";
import { type Problem, problem } from "../../../../shared/problem.ts";
import type { Limits } from "../../../security/limits.ts";
import type { Look, Reading } from "../reading.ts";
import { type ArchiveFile, type Catalogue, spanOf } from "./catalogue.ts";
import { isDamage } from "./database.ts";
import type { Keyframes } from "./keyframes.ts";
import { Lane } from "./lane.ts";
import { concerns, observationsIn } from "./observations-in.ts";
import { queriesOver } from "./reading-over.ts";

/** Looks of a lane at once: each holds a thread of Node.js's pool, and on few cores more would not be sooner. */
const AT_ONCE = 2;

interface Options {
  readonly connect: () => Promise<DuckDBConnection>;
  readonly catalogue: Catalogue;
  readonly keyframes: Keyframes;
  /** Where the archive is. */
  readonly archive: string;
  readonly limits: Limits;
  /** Brings in what was accepted up to now. */
  readonly catchUp: () => Promise<void>;
  /** Whether these files are sound, looked at until `signal` gives up; others are aside when it says no. */
  readonly isWhole: (files: readonly ArchiveFile[], signal: AbortSignal) => Promise<boolean>;
  /** A look has ended: what waited for it may go now. */
  readonly onEnd: () => void;
  readonly onDamage: (error: unknown) => void;
}

/** An error that tells its `Problem` to who asked. */
class LookFailure extends Error {
  readonly problem: Problem;
  constructor(fault: Problem) {
    super(fault.message);
    this.problem = fault;
  }
}

/** Opens looks, a few at a time. */
export class Looks {
  readonly #options: Options;
  readonly #idle: DuckDBConnection[] = [];
  readonly #lanes = { questions: new Lane(AT_ONCE), replays: new Lane(AT_ONCE) };
  readonly #open = new Set<number>();
  #last = 0;
  #closed = false;
  /** Connections that are at work. */
  readonly #active = new Set<DuckDBConnection>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** A number that is greater than that of every look opened before. */
  get next(): number {
    return ++this.#last;
  }

  /** The number of the oldest look that is open; Infinity where none is. */
  get oldest(): number {
    let oldest = Number.POSITIVE_INFINITY;
    for (const look of this.#open) oldest = Math.min(oldest, look);
    return oldest;
  }

  readonly look: Look = (work, signal) => this.#lookIn(this.#lanes.questions, work, signal);

  /** For replays: who scrubs or plays waits for no long question of somebody else. */
  readonly lookOfReplays: Look = (work, signal) => this.#lookIn(this.#lanes.replays, work, signal);

  /** Lets what runs come to its end; opens nothing more. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(Object.values(this.#lanes).map((lane) => lane.close()));
    for (const connection of this.#idle.splice(0)) connection.closeSync();
  }

  /** Ends what runs. */
  interrupt(): void {
    for (const connection of this.#active) connection.interrupt();
  }

  async #lookIn<T>(
    lane: Lane,
    work: (reading: Reading) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const limit = this.#options.limits.historyTimeout;
    const timeout = AbortSignal.timeout(limit);
    const given = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    const read = new Set<ArchiveFile>();
    try {
      return await this.#look(lane, work, given, read).catch(async (error: unknown) => {
        if (given.aborted || this.#closed || isOfQuestion(error)) throw error;
        if (await this.#options.isWhole([...read], given)) throw error;
        // Again, without what was found damaged.
        return this.#look(lane, work, given, read);
      });
    } catch (error) {
      if (signal?.aborted) throw new LookFailure(givenUp());
      if (isDamage(error)) this.#options.onDamage(error);
      if (timeout.aborted) throw new LookFailure(tookTooLong(limit));
      if (this.#closed) throw new LookFailure(closed());
      throw error;
    }
  }

  async #look<T>(
    lane: Lane,
    work: (reading: Reading) => Promise<T>,
    signal: AbortSignal,
    read: Set<ArchiveFile>,
  ): Promise<T> {
    if (!(await lane.enter())) throw new LookFailure(closed());
    const number = this.next;
    this.#open.add(number);
    const release = this.#options.catalogue.hold();
    try {
      signal.throwIfAborted();
      await this.#options.catchUp();
      signal.throwIfAborted();
      return await this.#over(work, signal, read);
    } finally {
      this.#open.delete(number);
      release();
      lane.leave();
      this.#options.onEnd();
    }
  }

  async #over<T>(
    work: (reading: Reading) => Promise<T>,
    signal: AbortSignal,
    read: Set<ArchiveFile>,
  ): Promise<T> {
    const connection = this.#idle.pop() ?? (await this.#options.connect());
    this.#active.add(connection);
    const interrupt = () => connection.interrupt();
    signal.addEventListener("abort", interrupt);
    let sound = false;
    try {
      await connection.run("BEGIN TRANSACTION READ ONLY");
      const result = await work(await this.#reading(connection, read));
      sound = true;
      return result;
    } finally {
      signal.removeEventListener("abort", interrupt);
      const ended = await connection.run("ROLLBACK").then(
        () => true,
        () => sound,
      );
      this.#active.delete(connection);
      if (ended) this.#idle.push(connection);
      else connection.closeSync();
    }
  }

  /** @param read Gets the files that were asked for. */
  async #reading(connection: DuckDBConnection, read: Set<ArchiveFile>): Promise<Reading> {
    const { archive, catalogue, keyframes } = this.#options;
    const queries = queriesOver(connection);
    // The first query of a transaction is what fixes the state that it sees.
    const [mark] = await queries.rows("SELECT version, watermark FROM mark");
    const [version, watermark] = (mark ?? []).map(Number);
    const files = catalogue.at(version ?? 0);
    // An archive that was just found is known before the first row of the journal moves the mark.
    const last = files.reduce(
      (most, file) => Math.max(most, spanOf(file).lastNumber),
      watermark ?? 0,
    );
    return {
      ...queries,
      last,
      observations: async (window) => {
        for (const file of files) if (concerns(file, window)) read.add(file);
        return observationsIn(archive, files, window);
      },
      keyframe: (at) => keyframes.newest(at, last),
      minutes: "(SELECT minute, source, kind, accepted, refused FROM minute)",
      events: '(SELECT "at", type, body FROM event)',
    };
  }
}

/**
 * Whether an error comes of what was asked, so that reading all its files once more would tell nothing. Where it was a
 * damaged file after all, that is found when all files are looked at in their turn.
 */
function isOfQuestion(error: unknown): boolean {
  return error instanceof Error && /^Out of Memory Error/.test(error.message);
}

function closed(): Problem {
  return problem("history/unavailable", "history: it is ending.", "Ask again in a minute.");
}

function tookTooLong(milliseconds: number): Problem {
  return problem(
    "history/too-slow",
    `history: the question took longer than the ${milliseconds} ms of limits.historyTimeout and was given up.`,
    "Ask about less: a shorter window, a smaller bbox, fewer kinds.",
  );
}

function givenUp(): Problem {
  return problem("history/given-up", "history: the question was given up by its asker.");
}
