import { type ReadonlySignal, signal } from "@preact/signals";
import { isProblem } from "../../shared/problem.ts";
import { type FetchProblem, fetchJson, unreadable } from "./fetch-json.ts";

/** Something asked for again and again. `old`: what was last answered, and why there is nothing newer. */
export type Polled<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly data: T; readonly at: number }
  | { readonly state: "old"; readonly data: T; readonly at: number; readonly problem: FetchProblem }
  | { readonly state: "failed"; readonly problem: FetchProblem };

export interface Poll<T> {
  readonly current: ReadonlySignal<Polled<T>>;
  /** Asks at once, as something has changed. */
  hurry(): void;
  stop(): void;
}

export interface PollOptions<T> {
  readonly url: string;
  /** Milliseconds from one answer to the next question. */
  readonly every: number;
  /** What an answer means; undefined where it is not what it should be. */
  readonly read: (body: unknown) => T | undefined;
  /** Whether asking again is worth it after what came last; it always is where absent. */
  readonly isWorthAsking?: (last: Polled<T>) => boolean;
}

/** Asks at once and then every so often, one question at a time, as long as the page is seen. */
export function poll<T>(options: PollOptions<T>): Poll<T> {
  const { url, every, read, isWorthAsking = () => true } = options;
  const current = signal<Polled<T>>({ state: "loading" });
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let hurried = false;

  const ask = async () => {
    asking = true;
    hurried = false;
    if (!document.hidden && isWorthAsking(current.peek())) {
      const body = await fetchJson(url);
      const data = isProblem(body) ? undefined : read(body);
      if (stopped) return;
      const fault = isProblem(body) ? body : unreadable(url);
      current.value =
        data === undefined
          ? failed(current.peek(), fault)
          : { state: "ready", data, at: Date.now() };
    }
    asking = false;
    // What was asked before the change may not know of it.
    if (!stopped) timer = setTimeout(ask, hurried ? 0 : every);
  };
  void ask();

  return {
    current,
    hurry: () => {
      hurried = true;
      if (asking || stopped) return;
      clearTimeout(timer);
      void ask();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function failed<T>(before: Polled<T>, fault: FetchProblem): Polled<T> {
  if (before.state === "ready" || before.state === "old") {
    return { state: "old", data: before.data, at: before.at, problem: fault };
  }
  return { state: "failed", problem: fault };
}
