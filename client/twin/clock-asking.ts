import type { ClockRequest } from "../../shared/protocol.ts";

/** Milliseconds from one request to the next: who scrubs asks far more often than a server should seek. */
const REST = 100;

/** Sends wishes for the clock: the first at once, of those that come quickly the newest, and always the last. */
export class ClockAsking {
  readonly #send: (wish: ClockRequest) => void;
  #waiting: ClockRequest | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Requests sent and not answered. */
  #open = 0;

  constructor(send: (wish: ClockRequest) => void) {
    this.#send = send;
  }

  /** Whether the newest wish was sent and answered. */
  get isAnswered(): boolean {
    return this.#waiting === undefined && this.#open === 0;
  }

  ask(wish: ClockRequest): void {
    this.#waiting = wish;
    if (this.#timer === undefined) this.#next();
  }

  /** A request has its answer; true where it was the newest. */
  answered(): boolean {
    this.#open--;
    return this.isAnswered;
  }

  /** The connection is gone, and with it what was under way. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = undefined;
    this.#open = 0;
  }

  #next(): void {
    this.#timer = undefined;
    const wish = this.#waiting;
    if (wish === undefined) return;
    this.#waiting = undefined;
    this.#open++;
    this.#timer = setTimeout(() => this.#next(), REST);
    this.#send(wish);
  }
}
