import type { Simulation } from "../../shared/simulation.ts";

/**
 * The time in the simulation now, milliseconds since 1970: what the server said at `askedAt` (our clock),
 * run on since then where it runs.
 */
export function simulationTime(
  { state, time, speed }: Pick<Simulation, "state" | "time" | "speed">,
  askedAt: number,
  now = Date.now(),
): number {
  return state === "running" ? time + Math.max(0, now - askedAt) * speed : time;
}
