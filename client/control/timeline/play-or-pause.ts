import type { CityClock, ClockState } from "../../twin/city-clock.ts";
import { timelineSettings } from "./timeline-settings.ts";

/** Whether the past runs on, or will when it has been loaded. */
export function isRunning(state: ClockState): boolean {
  return state.mode === "replay" && state.rate > 0 && state.state !== "ended";
}

/** Plays or pauses the past; live it stops at this moment, which is then the past. */
export function playOrPause(clock: CityClock): void {
  const state = clock.state.peek();
  if (state.mode === "live") clock.step(0);
  else if (isRunning(state)) clock.pause();
  else clock.play(timelineSettings.rate.peek());
}
