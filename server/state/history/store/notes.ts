import type { Problem } from "../../../../shared/problem.ts";

/** Notes that are remembered; older ones make room. */
const MOST = 50;

/** What a person should know of the history: each thing once, the newest last. */
export class Notes {
  #all: Problem[] = [];

  get all(): readonly Problem[] {
    return this.#all;
  }

  add(note: Problem): void {
    this.#all = this.#all.filter(({ message }) => message !== note.message);
    this.#all.push(note);
    if (this.#all.length > MOST) this.#all.shift();
  }

  /** Takes back what is not so any more. */
  clear(code: string): void {
    this.#all = this.#all.filter((note) => note.code !== code);
  }
}
