import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { ClockTold } from "../../shared/protocol.ts";
import { type CheckedClock, malformed } from "./check-clock.ts";
import type { CheckedInterest } from "./interest.ts";
import type { Replays } from "./replay/replays.ts";
import type { Stay } from "./replay/stay.ts";
import { type Outcome, Session, type Stage } from "./session.ts";
import type { Tidings } from "./tidings.ts";
import type { WireOutlet } from "./wire-outlet.ts";

export interface PageOptions {
  readonly stage: Stage;
  readonly outlet: WireOutlet;
  readonly tidings: Tidings;
  /** Absent: nothing of the past is kept. */
  readonly replays: Replays | undefined;
  /** Sends an event after all that was sent before it. */
  readonly tellClock: (told: ClockTold) => void;
  /** Ends the connection: its session failed, by a fault of ours. */
  readonly cut: () => void;
}

const IN_THE_PAST: Outcome = { did: "nothing" };

/** One page and the time that it shows: the present, by a session of the live stream, or the past. */
export class Page {
  readonly #options: PageOptions;
  #session: Session;
  #stay: Stay | undefined;
  #interest: CheckedInterest | undefined;
  #closed = false;

  constructor(options: PageOptions) {
    this.#options = options;
    this.#session = new Session(options.stage, options.outlet);
  }

  look(interest: CheckedInterest): void {
    if (this.#closed) return;
    this.#interest = interest;
    (this.#stay ?? this.#session).look(interest);
  }

  /** Shows another time. */
  show(clock: CheckedClock): Problem | undefined {
    // Requests that were read before the connection ended still come: nobody would end what they begin.
    if (this.#closed) return problem("session/closed", "The session has ended.");
    if (clock.mode === "live") return this.#showPresent();
    const { replays, outlet, tidings, cut } = this.#options;
    if (this.#stay === undefined) {
      if (clock.at === undefined)
        return malformed("at is missing, and the page is not in the past");
      const stay =
        replays?.enter(outlet, cut) ?? problem("clock/no-history", "clock: no history is kept.");
      if (isProblem(stay)) return stay;
      this.#session.close();
      this.#stay = stay;
      tidings.past = true;
      if (this.#interest !== undefined) stay.look(this.#interest);
    }
    this.#stay.go(clock.at, clock.rate);
    return undefined;
  }

  /** Sends what a tick of the live stream has for the page. */
  tick(reidentified: readonly number[]): Outcome {
    if (this.#stay !== undefined) return IN_THE_PAST;
    for (const handle of reidentified) this.#session.forget(handle);
    return this.#session.frame();
  }

  close(): void {
    this.#closed = true;
    this.#stay?.close();
    this.#session.close();
  }

  #showPresent(): undefined {
    const { stage, outlet, tidings, tellClock } = this.#options;
    const cleared = this.#stay !== undefined;
    if (cleared) {
      this.#stay?.close();
      this.#stay = undefined;
      tidings.past = false;
      this.#session = new Session(stage, outlet);
      if (this.#interest !== undefined) this.#session.look(this.#interest);
    }
    // Frames go out past Socket.IO's own queue, but only when that is empty: this is before them.
    tellClock({ mode: "live", cleared });
  }
}
