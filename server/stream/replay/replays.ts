import type { MessagePort } from "node:worker_threads";
import { type Problem, problem } from "../../../shared/problem.ts";
import { LIMITS, type Limits } from "../../security/limits.ts";
import type { WireOutlet } from "../wire-outlet.ts";
import type { Report } from "./replay-messages.ts";
import { ReplayThread } from "./replay-thread.ts";
import { Stay } from "./stay.ts";

/** What is asked of the history for replays. */
export interface ReplayHistory {
  /** A port over which another thread can ask (server/state/history/ask-over.ts). */
  connect(): MessagePort;
  /** From when to when something is kept, milliseconds since 1970; undefined while nothing is. */
  range(): readonly [from: number, to: number] | undefined;
}

export interface ReplaysOptions {
  readonly history: ReplayHistory;
  readonly tickMilliseconds: number;
  readonly log: { error(about: object, message: string): void };
  readonly limits?: Limits;
}

/** Milliseconds after which it is looked whether a connection has taken what was sent. */
const SOON = 4;

/**
 * Pages in the past, each with a clock of its own. What they are sent is made in a thread of its own; here it is
 * handed to their connections, one message at a time. docs/spec.md, rules P.
 */
export class Replays {
  readonly #options: ReplaysOptions;
  readonly #limits: Limits;
  readonly #thread: ReplayThread;
  readonly #stays = new Map<number, Stay>();
  #pages = 0;
  #messagesSent = 0;
  #bytesSent = 0;

  constructor(options: ReplaysOptions) {
    this.#options = options;
    const { history, tickMilliseconds, log, limits = LIMITS } = options;
    this.#limits = limits;
    this.#thread = new ReplayThread({
      data: { limits: { ...limits }, tickMilliseconds },
      connect: () => history.connect(),
      onBegin: () => {
        for (const stay of this.#stays.values()) stay.again();
      },
      onReport: (report) => this.#take(report),
      onFail: (error, pause) =>
        log.error(
          { err: error },
          `The thread of replays failed: this is a bug; it begins again in ${pause} ms`,
        ),
    });
  }

  start(): void {
    this.#thread.begin();
  }

  stop(): Promise<void> {
    return this.#thread.stop();
  }

  range(): readonly [from: number, to: number] | undefined {
    return this.#options.history.range();
  }

  /** Takes a page into the past; `cut` ends its connection, where its session fails. */
  enter(outlet: WireOutlet, cut: () => void): Stay | Problem {
    const { replaySessions } = this.#limits;
    if (this.#stays.size >= replaySessions)
      return problem(
        "clock/full",
        `clock: ${replaySessions} pages show the past already, limits.replaySessions.`,
        "Try again in a while.",
      );
    const page = ++this.#pages;
    const stay = new Stay(page, outlet, {
      post: (order) => this.#thread.post(order),
      leave: () => this.#stays.delete(page),
      cut,
    });
    this.#stays.set(page, stay);
    return stay;
  }

  /** Looks whose connections have taken what was sent. */
  settle(): void {
    this.#settle(this.#stays.values());
  }

  statistics() {
    return {
      pages: this.#stays.size,
      messagesSent: this.#messagesSent,
      bytesSent: this.#bytesSent,
    };
  }

  #take(report: Exclude<Report, { type: "history-lost" }>): void {
    if (report.type === "failed") return this.#end(report.page, report.error);
    const { pages, shown, bytes } = report;
    const told: Stay[] = [];
    for (let i = 0; i < pages.length; i++) {
      // Who has left the past is told no more of it.
      const stay = this.#stays.get(pages[i] as number);
      if (stay === undefined) continue;
      this.#count(stay.take(bytes[i] as Uint8Array, shown[i] as number));
      told.push(stay);
    }
    setTimeout(() => this.#settle(told), SOON);
  }

  #end(page: number, error: Error): void {
    this.#options.log.error({ err: error }, "a session of the past failed; closed");
    this.#stays.get(page)?.cut();
  }

  #settle(stays: Iterable<Stay>): void {
    const pages: number[] = [];
    for (const stay of stays) {
      const { sent, clear } = stay.settle();
      this.#count(sent);
      if (clear) pages.push(stay.page);
    }
    if (pages.length > 0) this.#thread.post({ type: "clear", pages });
  }

  #count(bytes: number): void {
    if (bytes === 0) return;
    this.#messagesSent++;
    this.#bytesSent += bytes;
  }
}
