import { isProblem, type Problem } from "../../../shared/problem.ts";
import type { Ask } from "../../state/history/questions.ts";
import type { Twin } from "../../state/twin.ts";
import type { TwinImage } from "../../state/twin-image.ts";
import { mergeImage } from "./merge-image.ts";
import type { Course } from "./read-ahead.ts";

/** Milliseconds that a picture takes until it is known, and until one that could not be had is tried again. */
const FIRST_GUESS = 250;
const RETRY = 1_000;

/**
 * Takes a clock that runs too fast to read all that was observed from picture to picture: each is asked for as of the
 * moment at which it will be there, and joined into the twin.
 */
export class Leaps {
  readonly #ask: Ask;
  readonly #leaveOut: (fault: Problem) => void;
  #asking: AbortController | undefined;
  #next: { readonly at: number; readonly image: TwinImage } | undefined;
  #reached = 0;
  #took = FIRST_GUESS;
  #notBefore = Number.NEGATIVE_INFINITY;
  /** Why there was no picture last; undefined where there was. */
  fault: Problem | undefined;

  /** @param leaveOut told why something of a picture had no place in the twin */
  constructor(ask: Ask, leaveOut: (fault: Problem) => void) {
    this.#ask = ask;
    this.#leaveOut = leaveOut;
  }

  /** Begins anew: the twin has everything up to and with `from`. */
  reset(from: number): void {
    this.#asking?.abort();
    this.#asking = undefined;
    this.#next = undefined;
    this.#reached = from;
  }

  /** Asks for the next picture, if it is time to; none of what is after `edge`. */
  feed({ now, wanted, rate, edge }: Course): void {
    if (this.#asking !== undefined || this.#next !== undefined || now < this.#notBefore) return;
    const at = Math.floor(Math.min(edge, wanted + rate * this.#took));
    if (at > this.#reached) void this.#leap(at, now);
  }

  /** Joins into the twin the picture that is due by `until`; gives up to when the twin has everything. */
  merge(twin: Twin, until: number): number {
    const next = this.#next;
    if (next !== undefined && next.at <= until) {
      const fault = mergeImage(twin, next.image);
      if (fault !== undefined) this.#leaveOut(fault);
      this.#reached = next.at;
      this.#next = undefined;
    }
    return this.#reached;
  }

  async #leap(at: number, now: number): Promise<void> {
    const control = new AbortController();
    this.#asking = control;
    const began = performance.now();
    const answer = await this.#ask("as-of", { at }, control.signal);
    if (this.#asking !== control) return;
    this.#asking = undefined;
    if (isProblem(answer)) {
      this.fault = answer;
      this.#notBefore = now + RETRY;
      return;
    }
    this.fault = undefined;
    this.#took = (this.#took + performance.now() - began) / 2;
    this.#next = { at, image: answer.image };
  }
}
