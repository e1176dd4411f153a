import type { Incident } from "../../shared/simulation.ts";

/** Those of the future that are shown at once. */
const MOST_NEXT = 6;
const MOST_PAST = 12;

/**
 * The programme as it is read at a time (milliseconds since 1970, the simulation's): what happens now,
 * then what comes, soonest first; and what is over, the last first. One that is switched off stands where
 * it would be.
 */
export function orderIncidents(
  incidents: readonly Incident[],
  time: number,
): {
  readonly next: readonly Incident[];
  readonly past: readonly Incident[];
} {
  const byTime = [...incidents].sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  const isPast = ({ state, to }: Incident) => state === "over" || (state === "off" && to <= time);
  const isActive = ({ state }: Incident) => state === "active";
  const coming = byTime.filter((each) => !isPast(each) && !isActive(each));
  return {
    next: [...byTime.filter(isActive), ...coming.slice(0, MOST_NEXT)],
    past: byTime.filter(isPast).reverse().slice(0, MOST_PAST),
  };
}
