import { useEffect, useState } from "preact/hooks";
import type { CityClock } from "../../twin/city-clock.ts";
import { everySecond } from "../../ui/beat.ts";

/** Milliseconds between two readings of a clock that runs: its seconds are not ours. */
const QUICK = 200;

/** The moment shown, milliseconds since 1970; whoever reads it is drawn again as it goes on. */
export function useMoment(clock: CityClock): number {
  const state = clock.state.value;
  const isQuick = state.mode === "replay" && state.state === "playing";
  const [, draw] = useState(0);
  useEffect(() => {
    if (!isQuick) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) draw((count) => count + 1);
    }, QUICK);
    return () => clearInterval(timer);
  }, [isQuick]);
  everySecond.value;
  return clock.now();
}
