import type { Problem } from "../../../shared/problem.ts";
import type { ClockTold, Roster } from "../../../shared/protocol.ts";
import { readyEvent, readyMessages } from "../ready-frame.ts";
import type { FrameParts, Outlet } from "../session.ts";

type PastTold = Extract<ClockTold, { mode: "replay" }>;

/**
 * The way to a page in the past, over the thread that holds its connection. One message at a time is on that way:
 * the next goes when the connection has taken it. Meanwhile nothing is queued here but the newest to be told.
 */
export class PastOutlet implements Outlet {
  readonly #post: (bytes: Buffer) => void;
  readonly #now: () => Omit<PastTold, "cleared">;
  #clear = true;
  #clock = false;
  #cleared = false;
  #problem: Problem | undefined;

  /** @param now what the page is to be told of its clock at this moment */
  constructor(post: (bytes: Buffer) => void, now: () => Omit<PastTold, "cleared">) {
    this.#post = post;
    this.#now = now;
  }

  clear(): boolean {
    return this.#clear;
  }

  /** The connection has taken what was sent. */
  open(): void {
    this.#clear = true;
  }

  /** The page is to be told of its clock; where `cleared`, that all before is forgotten. */
  tellClock(cleared: boolean): void {
    this.#clock = true;
    if (cleared) this.#cleared = true;
  }

  tellProblem(told: Problem): void {
    this.#problem = told;
  }

  send(roster: Roster | undefined, frame: FrameParts | undefined): number {
    const parts = this.#told();
    if (roster !== undefined || frame !== undefined) parts.push(readyMessages(roster, frame));
    const [first] = parts;
    if (first === undefined) return 0;
    const bytes = parts.length === 1 ? first : Buffer.concat(parts);
    this.#clear = false;
    this.#post(bytes);
    return bytes.length;
  }

  /** Sends what there is to tell where no frame goes. */
  flush(): void {
    if (this.#clear) this.send(undefined, undefined);
  }

  #told(): Buffer[] {
    const told: Buffer[] = [];
    if (this.#problem !== undefined) told.push(readyEvent("problem", this.#problem));
    if (this.#clock) {
      const clock: PastTold = { ...this.#now(), cleared: this.#cleared };
      told.push(readyEvent("clock", clock));
    }
    this.#problem = undefined;
    this.#clock = false;
    this.#cleared = false;
    return told;
  }
}
