import { timeZone } from "../../ui/time-zone.ts";
import { labelTick } from "../timeline/label-tick.ts";
import { timeTicks } from "../timeline/time-ticks.ts";

/** Times beside an axis, at most: more would touch each other in a narrow panel. */
const MOST = 4;

/** Where times are written beside an axis from one time to another, and how; all in seconds since 1970. */
export function axisTimes(
  from: number,
  to: number,
): readonly { readonly at: number; readonly label: string }[] {
  const zone = timeZone.peek();
  const window = { from: from * 1_000, to: to * 1_000 };
  const ticks = timeTicks(window, (window.to - window.from) / MOST, zone);
  return ticks.map((tick) => ({ at: tick.at / 1_000, label: labelTick(tick, zone, false) }));
}
