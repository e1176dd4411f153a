import { formatAge } from "../../ui/format-age.ts";
import { formatDay, formatTime } from "../../ui/format-time.ts";

const LONG_AGO = 300 * 86_400_000;

/** A moment to the second, with its day, and with its year where that is not clear. */
export function sayMoment(at: number, now: number): string {
  if (Math.abs(now - at) > LONG_AGO) return formatTime(at, "second");
  return `${formatDay(at)} ${formatTime(at, "clock")}`;
}

/** How long before now a moment is. */
export function sayAgo(at: number, now: number): string {
  return formatAge(Math.max(0, now - at) / 1_000);
}
