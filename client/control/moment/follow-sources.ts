import type { Signal } from "@preact/signals";
import type { SourcesThen } from "../../../shared/history.ts";
import { isProblem, type Problem } from "../../../shared/problem.ts";
import { askServer } from "../../twin/ask-server.ts";
import type { CityClock } from "../../twin/city-clock.ts";
import { unreadable } from "../../ui/fetch-json.ts";
import { readSourcesThen } from "./read-sources-then.ts";

/** Milliseconds of ours from one question to the next, while the moment goes on. */
const PERIOD = 1_000;
/** The same after it was moved: who scrubs moves often. */
const REST = 250;
/** Milliseconds from the moment shown in which what was told is near enough, where nothing newer can be had. */
const NEAR = 60_000;

/** The sources of the moment shown; nothing while it is not known how they were then. */
export interface SourcesTold {
  readonly was?: SourcesThen;
  readonly fault?: Problem;
}

/**
 * Asks for the moment shown, and again when it is another one; one question at a time. What is of another moment is
 * forgotten at once. Returns what ends it.
 */
export function followSources(clock: CityClock, told: Signal<SourcesTold>): () => void {
  let asking = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedFor = Number.NaN;
  let { turns } = clock;
  const ask = async () => {
    const at = Math.round(clock.now());
    // A moment that stands is asked for once.
    if (at !== askedFor && !document.hidden) {
      askedFor = at;
      asking = new AbortController();
      const { signal } = asking;
      const url = `/api/history/sources?at=${encodeURIComponent(new Date(at).toISOString())}`;
      const answer = await askServer(url, { signal });
      if (signal.aborted) return;
      const was = isProblem(answer) ? undefined : readSourcesThen(answer);
      if (was !== undefined) told.value = { was };
      else {
        const fault = isProblem(answer) ? answer : unreadable(url);
        const before = told.peek().was;
        const isNear = before !== undefined && Math.abs(at - before.at) <= NEAR;
        told.value = isNear ? { was: before, fault } : { fault };
        // What could not be told is asked for again, though it stands.
        askedFor = Number.NaN;
      }
    }
    timer = setTimeout(() => void ask(), PERIOD);
  };
  const unwatch = clock.state.subscribe(() => {
    if (clock.turns === turns) return;
    turns = clock.turns;
    // The server has come to where the page is already.
    if (Math.round(clock.now()) === askedFor) return;
    asking.abort();
    askedFor = Number.NaN;
    told.value = {};
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), REST);
  });
  void ask();
  return () => {
    unwatch();
    asking.abort();
    clearTimeout(timer);
  };
}
