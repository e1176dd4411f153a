import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { SearchAnswer } from "../../../shared/found.ts";
import { isProblem, type Problem } from "../../../shared/problem.ts";

/** How a search stands. While it is under way, what was found for the text before is still there. */
export type SearchState =
  | { readonly state: "idle" }
  | { readonly state: "searching"; readonly text: string; readonly before?: SearchAnswer }
  | { readonly state: "found"; readonly text: string; readonly answer: SearchAnswer }
  | { readonly state: "failed"; readonly text: string; readonly problem: Problem };

/** Asks the server; aborted where the text has changed since. */
export type Ask = (text: string, abort: AbortSignal) => Promise<SearchAnswer | Problem>;

/** Milliseconds without another letter before the server is asked. */
const PAUSE = 150;

/** Turns what is typed into as few questions as it takes; only the answer to the newest one counts. */
export class SearchSession {
  readonly #ask: Ask;
  readonly #pause: number;
  readonly #current: Signal<SearchState> = signal<SearchState>({ state: "idle" });
  #text = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  constructor(ask: Ask, pause: number = PAUSE) {
    this.#ask = ask;
    this.#pause = pause;
  }

  get current(): ReadonlySignal<SearchState> {
    return this.#current;
  }

  /** Takes the text as it is now; spaces around it mean nothing. */
  type(typed: string): void {
    const text = typed.trim();
    if (text === this.#text) return;
    this.#text = text;
    this.#stop();
    if (text === "") {
      this.#current.value = { state: "idle" };
      return;
    }
    const before = answerOf(this.#current.peek());
    this.#current.value = { state: "searching", text, ...(before && { before }) };
    this.#timer = setTimeout(() => void this.#search(text), this.#pause);
  }

  /** Asks now what would be asked in a moment, and again what has failed. */
  hurry(): void {
    const { state } = this.#current.peek();
    if (this.#text === "" || state === "found") return;
    if (state === "searching" && this.#timer === undefined) return;
    this.#stop();
    this.#current.value = { state: "searching", text: this.#text };
    void this.#search(this.#text);
  }

  async #search(text: string): Promise<void> {
    this.#timer = undefined;
    const abort = new AbortController();
    this.#abort = abort;
    const answer = await this.#ask(text, abort.signal);
    if (abort.signal.aborted) return;
    this.#current.value = isProblem(answer)
      ? { state: "failed", text, problem: answer }
      : { state: "found", text, answer };
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#abort?.abort();
  }
}

function answerOf(state: SearchState): SearchAnswer | undefined {
  if (state.state === "found") return state.answer;
  return state.state === "searching" ? state.before : undefined;
}
