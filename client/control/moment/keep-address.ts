import { effect } from "@preact/signals";
import type { CityClock } from "../../twin/city-clock.ts";
import { writeRate } from "../page/moment-text.ts";
import { putInAddress } from "../page/put-in-address.ts";

/** Milliseconds: who scrubs moves often, and browsers count how often an address changes. */
const REST = 500;
/** The same, while the moment runs on. */
const RUNS = 2_000;

/** The address says which moment is shown, so that a page that is loaded again in the past stays there. */
export function keepAddress(clock: CityClock): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const put = () => {
    const state = clock.state.peek();
    const isPast = state.mode === "replay";
    putInAddress("at", isPast ? new Date(clock.now()).toISOString() : undefined);
    putInAddress("rate", isPast ? writeRate(state.rate) : undefined);
    if (isPast && state.state === "playing") timer = setTimeout(put, RUNS);
  };
  effect(() => {
    clock.state.value;
    clearTimeout(timer);
    timer = setTimeout(put, REST);
  });
}
