import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { askServer } from "./ask-server.ts";

/** Milliseconds from a question that failed to the next; doubled each time. */
const FIRST_RETRY = 1_000;
const SLOWEST_RETRY = 30_000;

export interface AskingOptions<T> {
  readonly url: string;
  /** What an answer means; undefined where it is not what it should be. */
  readonly read: (body: unknown) => T | undefined;
  readonly answered: (data: T) => void;
  readonly failed?: (fault: Problem) => void;
  /** Milliseconds from one question to the next at least. */
  readonly rest?: number;
}

/**
 * A question that is asked whenever there is reason to. One at a time: reasons that come meanwhile are one
 * more question after it. Where it fails it is asked again by itself, later each time.
 */
export class Asking<T> {
  readonly #options: AskingOptions<T>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;
  #again = false;
  #failures = 0;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(options: AskingOptions<T>) {
    this.#options = options;
  }

  /** Whether a question is under way. */
  get asking(): boolean {
    return this.#asking !== undefined;
  }

  /** There is reason to ask. */
  ask(): void {
    if (this.#asking !== undefined) {
      this.#again = true;
      return;
    }
    const { rest = 0 } = this.#options;
    this.#askIn(Math.max(0, this.#askedAt + rest - performance.now()));
  }

  /** Forgets what is under way, and asks anew. */
  restart(): void {
    this.stop();
    this.#failures = 0;
    this.#askIn(0);
  }

  stop(): void {
    this.#asking?.abort();
    this.#asking = undefined;
    this.#again = false;
    clearTimeout(this.#timer);
  }

  #askIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), milliseconds);
  }

  async #run(): Promise<void> {
    const { url, read, answered, failed } = this.#options;
    const asking = new AbortController();
    this.#asking = asking;
    this.#again = false;
    this.#askedAt = performance.now();
    const body = await askServer(url, { signal: asking.signal });
    if (asking.signal.aborted) return;
    this.#asking = undefined;
    const data = isProblem(body) ? undefined : read(body);
    if (data === undefined) {
      failed?.(isProblem(body) ? body : problem("answers/unreadable", `${url} cannot be read.`));
      const wait = Math.min(SLOWEST_RETRY, FIRST_RETRY * 2 ** this.#failures++);
      this.#askIn(wait * (0.75 + Math.random() / 2));
      return;
    }
    this.#failures = 0;
    answered(data);
    if (this.#again) this.ask();
  }
}
