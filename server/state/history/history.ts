import { MessageChannel, type MessagePort } from "node:worker_threads";
import type { HistoryEvent, HistoryStatus, Retention } from "../../../shared/history.ts";
import { type Problem, problem } from "../../../shared/problem.ts";
import { LIMITS, type Limits } from "../../security/limits.ts";
import type { TwinImage } from "../twin-image.ts";
import { askOver } from "./ask-over.ts";
import { HistoryThread } from "./history-thread.ts";
import { Missed } from "./missed.ts";
import type { Ask } from "./questions.ts";
import type { RefusedCount } from "./store/minute-counts.ts";
import type { Report } from "./thread-messages.ts";

/** What the log is told of the history. */
export interface HistoryLog {
  info(about: object, message: string): void;
  warn(about: object, message: string): void;
}

interface Options {
  /** DATA/history; it is made. */
  readonly folder: string;
  /** Path of the journal's file; the journal is open. */
  readonly journal: string;
  readonly log: HistoryLog;
  readonly limits?: Limits;
  readonly now?: () => number;
  /** All observations up to this number are in the archive: the journal may forget them. */
  readonly onSealed: (number: number) => void;
  /** It is there, the first time or again, and knows observations up to this number: none is to have it again. */
  readonly onReady?: (last: number) => void;
  /** The city as it was left, where `start` could not give it. */
  readonly onLate?: (image: TwinImage) => void;
}

/** With what the history begins. */
export interface HistoryBegins {
  /** The city of all that was accepted. */
  readonly image: TwinImage;
  /** Repairs and gaps. */
  readonly notes: readonly Problem[];
  /** Number of the last observation that is known. */
  readonly last: number;
}

/**
 * The history, seen from the main thread. A thread of its own follows the journal, keeps what it finds, and answers
 * questions; where that fails it is begun again, and meanwhile the live city and the journal go on.
 */
export class History {
  readonly #options: Options;
  readonly #thread: HistoryThread;
  readonly #waiting = new Map<number, (status: HistoryStatus | Problem) => void>();
  readonly #missed = new Missed();
  #begun: ((result: HistoryBegins | Problem) => void) | undefined;
  #asked: Ask | undefined;
  #last = 0;
  #failure: Problem | undefined;
  #retention: Retention = { rules: [], exportBeforeDelete: false };

  constructor(options: Options) {
    this.#options = options;
    const { folder, journal, limits = LIMITS } = options;
    this.#thread = new HistoryThread({
      data: { folder, journal, limits: { ...limits } },
      onReport: (report) => this.#take(report),
      onFail: (error, pause) => this.#fail(error, pause),
    });
  }

  /**
   * Begins. Resolves to the city as it was left, or to why there is none: then the thread is begun again by itself,
   * and the history is there when that works.
   */
  start(): Promise<HistoryBegins | Problem> {
    return new Promise((resolve) => {
      this.#begun = resolve;
      this.#thread.begin();
    });
  }

  /** Asks the thread. */
  readonly ask: Ask = (name, question, signal) =>
    this.#asked === undefined
      ? Promise.resolve(this.#failure ?? notYet())
      : this.#asked(name, question, signal);

  /** A port over which the thread of replays asks (`askOver`). It closes when the thread of history ends. */
  connect(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    if (!this.#thread.post({ type: "connect", port: port2 }, [port2])) port2.close();
    return port1;
  }

  /** Keeps what happened. */
  note(events: readonly HistoryEvent[]): void {
    if (events.length === 0) return;
    if (this.#asked === undefined) this.#missed.note(events);
    else this.#thread.post({ type: "note", events });
  }

  /** Keeps how much was refused, by source and minute. */
  countRefused(counts: readonly RefusedCount[]): void {
    if (counts.length === 0) return;
    if (this.#asked === undefined) this.#missed.countRefused(counts);
    else this.#thread.post({ type: "refused", counts });
  }

  async status(): Promise<HistoryStatus> {
    const told = await this.#status();
    if ("state" in told) {
      this.#retention = told.retention;
      return told;
    }
    return {
      state: this.#failure === undefined ? "starting" : "failed",
      notes: this.#failure === undefined ? [] : [this.#failure],
      observations: 0,
      bytes: { hot: 0, compacted: 0, exported: 0 },
      holdings: [],
      retention: this.#retention,
    };
  }

  setRetention(retention: Retention): Promise<HistoryStatus | Problem> {
    return this.#status(retention);
  }

  /** Ends the thread, when it has kept what it knows or `limits.stopTimeout` is over. */
  async stop(): Promise<void> {
    const { limits = LIMITS } = this.#options;
    await this.#thread.finish(limits.stopTimeout);
    this.#answerWaiting(notYet());
  }

  #status(retention?: Retention): Promise<HistoryStatus | Problem> {
    return new Promise((resolve) => {
      const id = ++this.#last;
      this.#waiting.set(id, resolve);
      const order = { type: "status", id, ...(retention === undefined ? {} : { retention }) };
      if (this.#asked !== undefined && this.#thread.post(order as never)) return;
      this.#waiting.delete(id);
      resolve(this.#failure ?? notYet());
    });
  }

  #take(report: Report): void {
    if (report.type === "ready") {
      const { image, notes, last } = report;
      this.#failure = undefined;
      const worker = this.#thread.worker;
      if (worker !== undefined) this.#asked = askOver(worker);
      for (const { code, message } of notes) this.#options.log.warn({ code }, message);
      this.#options.onReady?.(last);
      this.#tellMissed();
      if (this.#begun === undefined && image.ids.length > 0) this.#options.onLate?.(image);
      this.#begun?.({ image, notes, last });
      this.#begun = undefined;
    } else if (report.type === "sealed") this.#options.onSealed(report.number);
    else if (report.type === "status") {
      this.#waiting.get(report.id)?.(report.status);
      this.#waiting.delete(report.id);
    }
  }

  /** What came while there was no thread; what had to make room is said. */
  #tellMissed(): void {
    const { events, counts, lost } = this.#missed.take();
    this.note(events);
    this.countRefused(counts);
    if (lost === 0) return;
    const code = "history/events-lost";
    this.#options.log.warn({ code, lost }, "history: events that came while it was away are lost");
  }

  #fail(error: Error, pause: number): void {
    const failure = failed(error, pause);
    this.#failure = failure;
    this.#asked = undefined;
    this.#options.log.warn({ code: failure.code }, failure.message);
    this.#answerWaiting(failure);
    this.#begun?.(failure);
    this.#begun = undefined;
  }

  #answerWaiting(fault: Problem): void {
    for (const resolve of this.#waiting.values()) resolve(fault);
    this.#waiting.clear();
  }
}

function failed(error: Error, pause: number): Problem {
  return problem(
    "history/failed",
    `history: its thread failed (${error.message.split("\n")[0]}) and begins again in ${pause / 1_000} s. ` +
      "The live city goes on, and the journal keeps what is accepted as long as the disk has room.",
    "If it does not come back, look for room on the disk and for the rights of the data folder.",
  );
}

function notYet(): Problem {
  return problem("history/unavailable", "history: it has not begun yet.", "Ask again soon.");
}
