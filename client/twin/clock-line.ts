import type { Problem } from "../../shared/problem.ts";
import type { Ack, ClockRequest, ClockTold } from "../../shared/protocol.ts";
import type { CityClock } from "./city-clock.ts";
import { ClockAsking } from "./clock-asking.ts";

/** Milliseconds: a request without an answer was dropped, and is asked again where it was the last one. */
const PATIENCE = 10_000;
/** Milliseconds after which what was told is believed, though it is not what was asked for. */
const LATE = 1_500;
/** A server that has just started may need some seconds until it knows its past: tries, and milliseconds between. */
const TRIES = 10;
const TRY_AGAIN = 1_000;

export interface ClockLineParts {
  readonly clock: CityClock | undefined;
  readonly send: (wish: ClockRequest, answered: (answer: Ack) => void) => void;
  /** What was sent before is of another time: it is forgotten. */
  readonly clear: () => void;
  /** The session is of the time that the page is in, and may be told what is looked at. */
  readonly begin: () => void;
  readonly note: (told: Problem) => void;
}

/** What goes between the page's clock and one session of the server after the other. */
export class ClockLine {
  readonly #parts: ClockLineParts;
  readonly #asking = new ClockAsking((wish) => this.#send(wish));
  /** Which time the session is of, as it was told last. */
  #shown: ClockTold["mode"] = "live";
  #isGreeted = false;
  #awaitsPast = false;
  #tries = 0;
  /** Counts sessions: an answer of an earlier one means nothing. */
  #session = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ClockLineParts) {
    this.#parts = parts;
    parts.clock?.carriedBy((wish) => {
      if (this.#isGreeted) this.#asking.ask(wish);
    });
  }

  /** Whether frames are of now. */
  get isLive(): boolean {
    return this.#shown === "live";
  }

  /** A session begins with now. Where the page is in the past, nothing is to be sent until the session is too. */
  get awaitsPast(): boolean {
    return this.#awaitsPast;
  }

  /** A new session: what the page wishes is asked of it. */
  greet(): void {
    this.#session++;
    this.#isGreeted = true;
    this.#shown = "live";
    this.#tries = 0;
    this.stop();
    const { clock } = this.#parts;
    const wish = clock?.wish;
    this.#awaitsPast = wish?.mode === "replay";
    if (wish?.mode === "live") clock?.take({ mode: "live", cleared: true }, true);
    else if (wish !== undefined) this.#asking.ask(wish);
  }

  lost(): void {
    this.#isGreeted = false;
    this.stop();
    this.#parts.clock?.lost();
  }

  stop(): void {
    this.#asking.stop();
    clearTimeout(this.#timer);
  }

  /** The server tells which time all that follows is of. */
  turn(told: ClockTold): void {
    const { clock, clear } = this.#parts;
    if (told.cleared) clear();
    this.#shown = told.mode;
    clearTimeout(this.#timer);
    if (clock?.take(told) === false)
      this.#timer = setTimeout(() => this.#asking.isAnswered && clock.take(told, true), LATE);
    if (told.mode === "replay") this.#begin();
  }

  /** A frame came of this moment, milliseconds since 1970. */
  frame(at: number): void {
    // Who scrubs has asked for another moment by now: this frame shows what was asked for before.
    if (!this.isLive && this.#asking.isAnswered) this.#parts.clock?.hear(at);
  }

  #send(wish: ClockRequest): void {
    const session = this.#session;
    let isOpen = true;
    const answered = (answer: Ack | undefined) => {
      clearTimeout(timer);
      if (isOpen && session === this.#session) this.#answered(wish, answer);
      isOpen = false;
    };
    const timer = setTimeout(() => answered(undefined), PATIENCE);
    this.#parts.send(wish, answered);
  }

  #answered(wish: ClockRequest, answer: Ack | undefined): void {
    const { clock, note } = this.#parts;
    const isNewest = this.#asking.answered();
    if (isNewest && answer?.ok === false && this.#isTriedAgain(answer.problem)) return;
    if (answer?.ok === false) note(answer.problem);
    if (!isNewest) return;
    if (answer === undefined) return this.#askAgain();
    if (!answer.ok) clock?.refused();
    // It was so already, and nothing more is told of it.
    else if (wish.mode === "live" && this.isLive)
      clock?.take({ mode: "live", cleared: false }, true);
    this.#begin();
  }

  #askAgain(): void {
    const wish = this.#parts.clock?.wish;
    if (wish !== undefined) this.#asking.ask(wish);
  }

  /** A page in the past whose server has just started again waits for it. */
  #isTriedAgain({ code }: Problem): boolean {
    if (!this.#awaitsPast || code !== "clock/no-history") return false;
    if (++this.#tries >= TRIES) return false;
    this.#timer = setTimeout(() => this.#askAgain(), TRY_AGAIN);
    return true;
  }

  #begin(): void {
    if (!this.#awaitsPast) return;
    this.#awaitsPast = false;
    this.#parts.begin();
  }
}
