import { isProblem, type Problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import type { Ask } from "../../state/history/questions.ts";
import type { StatementColumns } from "../../state/history/statement-columns.ts";
import { acceptedOf } from "../../state/journal/accepted-of.ts";
import type { Twin } from "../../state/twin.ts";

/** Our milliseconds: what is read in one go first and at most, and what is left of it when more is read. */
const FIRST_WINDOW = 2_000;
const LONGEST_WINDOW = 12_000;
const ENOUGH = 4_000;
/** Our milliseconds between two readings at the edge of what is kept, and until one that failed is tried again. */
const PAUSE = 500;
const RETRY = 1_000;
/** Milliseconds of the past that are read to see how much there is of it. */
const LOOK = 10_000;

/** Where a clock is, as reading needs it. */
export interface Course {
  /** Milliseconds of a steady clock. */
  readonly now: number;
  /** The moment to be shown, and how fast it goes on; milliseconds since 1970. */
  readonly wanted: number;
  readonly rate: number;
  /** Up to when what was observed can be expected to be kept. */
  readonly settled: number;
  /** Where the past ends. */
  readonly edge: number;
}

interface Chunk {
  readonly statements: StatementColumns;
  row: number;
}

/** Reads what was observed ahead of a clock of the past, and joins it into a twin as the clock comes to it. */
export class ReadAhead {
  readonly #ask: Ask;
  readonly #limits: Limits;
  readonly #leaveOut: (fault: Problem) => void;
  #chunks: Chunk[] = [];
  #rows = 0;
  #until = 0;
  #window = FIRST_WINDOW;
  #density: number | undefined;
  #notBefore = Number.NEGATIVE_INFINITY;
  #reading: AbortController | undefined;
  /** Why nothing could be read last; undefined where it could. */
  fault: Problem | undefined;

  /** @param leaveOut told why something of what was read had no place in the twin */
  constructor(ask: Ask, limits: Limits, leaveOut: (fault: Problem) => void) {
    this.#ask = ask;
    this.#limits = limits;
    this.#leaveOut = leaveOut;
  }

  /** Everything up to and with this is in the twin, or read to be joined into it. */
  get until(): number {
    return this.#until;
  }

  /** Observations in a second of the past, where it was read last; 0 while nothing was. */
  get density(): number {
    return (this.#density ?? 0) * 1000;
  }

  /** Begins anew: the twin has everything up to and with `from`. */
  reset(from: number): void {
    this.#reading?.abort();
    this.#reading = undefined;
    this.#chunks = [];
    this.#rows = 0;
    this.#until = from;
    this.#window = FIRST_WINDOW;
    this.#notBefore = Number.NEGATIVE_INFINITY;
  }

  /** Reads on, if it is time to. */
  feed(course: Course): void {
    if (this.#reading !== undefined || course.now < this.#notBefore) return;
    const { wanted, rate, settled } = course;
    const most = this.#limits.replayAhead / 2;
    if (this.#until >= Math.min(wanted + rate * ENOUGH, settled) || this.#rows > most) return;
    // What is found and has no room would have to be found again.
    const room = this.#density === undefined ? LOOK : most / this.#density;
    const far = Math.max(this.#until + 1, wanted + rate * this.#window);
    const until = Math.floor(Math.min(settled, far, this.#until + room + 1));
    if (until <= this.#until) return;
    this.#notBefore = until >= Math.floor(settled) ? course.now + PAUSE : course.now;
    void this.#read(until, course.now);
  }

  /**
   * Joins into the twin what was observed up to and with `until`, at most `limits.replayPerTick` rows. Gives up to
   * when the twin has everything.
   */
  merge(twin: Twin, until: number): number {
    let room = this.#limits.replayPerTick;
    for (let chunk = this.#chunks[0]; chunk !== undefined; chunk = this.#chunks[0]) {
      const { observedAt, count } = chunk.statements;
      while (chunk.row < count) {
        const at = observedAt[chunk.row] as number;
        if (at > until) return until;
        if (room-- === 0) return at - 1;
        const fault = twin.merge(acceptedOf(chunk.statements, chunk.row++));
        if (fault !== undefined) this.#leaveOut(fault);
        this.#rows--;
      }
      this.#chunks.shift();
    }
    return Math.min(until, this.#until);
  }

  async #read(until: number, now: number): Promise<void> {
    const control = new AbortController();
    this.#reading = control;
    const after = this.#until;
    const limit = Math.ceil(this.#limits.replayAhead / 2);
    const answer = await this.#ask("range", { after, until, limit }, control.signal);
    if (this.#reading !== control) return;
    this.#reading = undefined;
    if (isProblem(answer)) {
      this.fault = answer;
      this.#notBefore = now + RETRY;
      return;
    }
    this.fault = undefined;
    this.#window = Math.min(LONGEST_WINDOW, 2 * this.#window);
    this.#density = answer.statements.count / Math.max(1, answer.until - after);
    // An answer that gets nowhere would be asked for again for ever.
    this.#until = Math.max(answer.until, after + 1);
    if (answer.statements.count === 0) return;
    this.#chunks.push({ statements: answer.statements, row: 0 });
    this.#rows += answer.statements.count;
  }
}
