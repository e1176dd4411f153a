import type { Crossing } from "../../../shared/region.ts";
import { announce } from "../../ui/live-region.tsx";
import { say } from "../../ui/words/say.ts";
import { sayCrossing, sayCrossingOf } from "./say-crossing.ts";

/** Milliseconds from one announcement to the next: whoever listens must be able to follow. */
const PERIOD = 10_000;

let announcedAt = Number.NEGATIVE_INFINITY;
/** The newest that was told of, or that there was when nobody listened yet. */
let announced = 0;

/** Tells a screen reader of the newest crossing, and how many there were since it was last told. */
export function announceCrossings(crossings: readonly Crossing[], named: boolean): void {
  const [last] = crossings;
  const now = performance.now();
  if (last === undefined || last.sequence <= announced || now - announcedAt < PERIOD) return;
  const before = crossings.filter(({ sequence }) => sequence > announced).length - 1;
  const isFirst = announced === 0;
  announcedAt = now;
  announced = last.sequence;
  // What was there when the list was opened is read there.
  if (isFirst) return;
  const told = named ? sayCrossingOf(last) : sayCrossing(last);
  if (before === 0) announce(told);
  else announce(say("areas.said-crossings", { last: told, count: before }));
}
