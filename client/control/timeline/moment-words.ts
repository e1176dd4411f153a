import { formatAge } from "../../ui/format-age.ts";
import { formatDay, formatTime } from "../../ui/format-time.ts";

const LONG_AGO = 300 * 86_400_000;

/** Whether a moment is so long before now that its year must be said. */
export function isLongAgo(at: number, now: number): boolean {
  return Math.abs(now - at) > LONG_AGO;
}

/** A moment to the second, with its day, and with its year where that is not clear. */
export function sayShortly(at: number, now: number): string {
  if (isLongAgo(at, now)) return formatTime(at, "second");
  return `${formatDay(at)} ${formatTime(at, "clock")}`;
}

/** How long before now a moment is. */
export function sayAgo(at: number, now: number): string {
  return formatAge(Math.max(0, now - at) / 1_000);
}
