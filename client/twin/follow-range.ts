import type { HistoryStatus } from "../../shared/history.ts";
import { isProblem } from "../../shared/problem.ts";
import { askServer } from "./ask-server.ts";
import type { CityClock } from "./city-clock.ts";

/** Milliseconds; while nothing is known to be kept it is looked more often, for that is soon over. */
const PERIOD = 30_000;
const FIRST_PERIOD = 3_000;

/**
 * Keeps the clock told of what is kept: it grows by the hour, and old days go. Gives the function that ends it.
 * Where the server does not answer, what was known stays.
 */
export function followRange(clock: CityClock, url = ""): () => void {
  const ending = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    const answer = await askServer(`${url}/api/history`, { signal: ending.signal });
    if (ending.signal.aborted) return;
    const range = isProblem(answer) ? undefined : rangeIn(answer);
    if (range !== undefined) clock.keeps(range);
    later();
  };
  const later = () => {
    const period = clock.range.peek() === undefined ? FIRST_PERIOD : PERIOD;
    timer = setTimeout(() => void ask(), period);
  };
  // The first is in the session's hello.
  later();
  return () => {
    ending.abort();
    clearTimeout(timer);
  };
}

function rangeIn(answer: unknown): HistoryStatus["range"] {
  const range: unknown = (answer as Partial<HistoryStatus> | null)?.range;
  if (!Array.isArray(range) || range.length !== 2) return undefined;
  return range.every(Number.isFinite) ? [range[0], range[1]] : undefined;
}
