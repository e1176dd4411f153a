import { formatAge } from "./format-age.ts";
import { formatTime } from "./format-time.ts";
import { pastShown } from "./past-shown.ts";
import { say } from "./words/say.ts";

export interface AgeProps {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The same, now; drawn again by whoever passes it in. */
  readonly now: number;
  /** Seconds after which it is stale; it never is where absent. */
  readonly staleAfter?: number;
}

/** How old something is, in words, with the moment itself in the tooltip. */
export function Age({ at, now, staleAfter = Number.POSITIVE_INFINITY }: AgeProps) {
  const seconds = (now - at) / 1_000;
  return (
    <time
      class={`age ${look(seconds, staleAfter)}`}
      dateTime={iso(at)}
      title={formatTime(at, "second")}
    >
      {seconds < 1 && pastShown.value ? say("moment.then") : formatAge(seconds)}
    </time>
  );
}

function look(seconds: number, staleAfter: number): string {
  if (seconds > staleAfter) return "stale";
  return seconds > staleAfter / 2 ? "ageing" : "fresh";
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
