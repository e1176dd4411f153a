import { FrameEncoder } from "../../../shared/frame-encoder.ts";
import type { Limits } from "../../security/limits.ts";
import type { Ask } from "../../state/history/questions.ts";
import { askInTurn, type Turns } from "./ask-in-turn.ts";
import { PastSession } from "./past-session.ts";
import type { Order, Report } from "./replay-messages.ts";

/** Sessions whose messages go to the other thread together. */
const TOGETHER = 32;

interface WorkOptions {
  readonly ask: Ask;
  readonly limits: Limits;
  readonly tickMilliseconds: number;
  readonly post: (report: Report, transfer: readonly ArrayBuffer[]) => void;
  /** Milliseconds since 1970, and of a clock that is never set. */
  readonly now: () => number;
  readonly steady: () => number;
}

/** What the thread of replays does: the sessions of all pages in the past, each with its own clock. */
export class ReplayWork {
  readonly #options: WorkOptions;
  readonly #turns: Turns;
  readonly #encoder = new FrameEncoder();
  readonly #sessions = new Map<number, PastSession>();
  #pages: number[] = [];
  #bytes: Uint8Array<ArrayBuffer>[] = [];
  #together = false;

  constructor(options: WorkOptions) {
    this.#options = options;
    this.#turns = askInTurn(options.ask, options.limits.replayQuestionsAtOnce);
  }

  get size(): number {
    return this.#sessions.size;
  }

  take(order: Exclude<Order, { type: "history" }>): void {
    switch (order.type) {
      case "go":
        return this.#guard(order.page, () => this.#session(order.page).go(order.at, order.rate));
      case "look":
        return this.#guard(order.page, () => this.#session(order.page).look(order.interest));
      case "clear":
        return this.#gather(() => {
          for (const page of order.pages)
            this.#guard(page, () => this.#sessions.get(page)?.taken());
        });
      case "close":
        this.#sessions.get(order.page)?.close();
        this.#sessions.delete(order.page);
    }
  }

  tick(): void {
    this.#gather(() => {
      for (const [page, session] of this.#sessions) {
        this.#guard(page, () => session.tick());
        if (this.#pages.length >= TOGETHER) this.#send();
      }
    });
  }

  #session(page: number): PastSession {
    const known = this.#sessions.get(page);
    if (known !== undefined) return known;
    const { limits, tickMilliseconds, now, steady } = this.#options;
    const session: PastSession = new PastSession({
      ...{ turns: this.#turns, limits, tickMilliseconds, encoder: this.#encoder, now, steady },
      post: (bytes) => this.#post(page, bytes),
      guard: (work) => this.#guard(page, work),
      heldByOthers: () => this.#held() - session.entities,
    });
    this.#sessions.set(page, session);
    return session;
  }

  #held(): number {
    let held = 0;
    for (const { entities } of this.#sessions.values()) held += entities;
    return held;
  }

  /** Does what is one page's. A fault of ours ends its session, and nobody else's. */
  #guard(page: number, work: () => void): void {
    try {
      work();
    } catch (error) {
      const session = this.#sessions.get(page);
      this.#sessions.delete(page);
      try {
        session?.close();
      } catch {
        // What failed may fail again: there is nothing left of it but memory.
      }
      const failure = error instanceof Error ? error : new Error(String(error));
      this.#options.post({ type: "failed", page, error: failure }, []);
    }
  }

  /** What is posted meanwhile goes together. */
  #gather(work: () => void): void {
    this.#together = true;
    work();
    this.#together = false;
    this.#send();
  }

  #post(page: number, bytes: Buffer): void {
    this.#pages.push(page);
    this.#bytes.push(ownBytes(bytes));
    if (!this.#together) this.#send();
  }

  #send(): void {
    if (this.#pages.length === 0) return;
    const pages = this.#pages;
    const bytes = this.#bytes;
    this.#pages = [];
    this.#bytes = [];
    const shown = pages.map((page) => this.#sessions.get(page)?.shown ?? 0);
    const transfer = bytes.map(({ buffer }) => buffer);
    this.#options.post({ type: "messages", pages, shown, bytes }, transfer);
  }
}

/** Bytes that can be handed over: those of a small Buffer lie in a pool with others. */
function ownBytes(bytes: Buffer): Uint8Array<ArrayBuffer> {
  if (bytes.length === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer)
    return new Uint8Array(bytes.buffer);
  return Uint8Array.from(bytes);
}
