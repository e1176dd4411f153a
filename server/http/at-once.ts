import { type Problem, problem } from "../../shared/problem.ts";

/** Bounds how many questions are worked on at once. */
export class AtOnce {
  readonly #what: string;
  readonly #most: number;
  readonly #limit: string;
  #open = 0;

  /** @param limit Its name in the limits. */
  constructor(what: string, most: number, limit: string) {
    this.#what = what;
    this.#most = most;
    this.#limit = limit;
  }

  /** Works on one, or says that there are too many; that is answered with 503. */
  async run<T>(work: () => Promise<T>): Promise<T | Problem> {
    if (this.#open >= this.#most) {
      const message = `${this.#open} ${this.#what} are worked on; there may be ${this.#most} (${this.#limit}).`;
      return problem("http/busy", message, "Ask again in a second.");
    }
    this.#open++;
    try {
      return await work();
    } finally {
      this.#open--;
    }
  }
}
