import { clocksAt, momentWhen } from "../../ui/zoned-time.ts";
import { spanOf, type TimeWindow } from "./time-window.ts";

/** What begins at a tick: a day, a month, a year, or only a time of day. */
export type TickRank = "second" | "minute" | "day" | "month" | "year";

export interface TimeTick {
  readonly at: number;
  readonly rank: TickRank;
}

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const MONTH = 30.4 * DAY;
/** 1970-01-05 was a Monday. */
const MONDAY = 4;

/** Distances of ticks within a day, milliseconds; each divides the next unit evenly. */
const TIMES = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
];
const DAYS = [1, 2, 7] as const;
const MONTHS = [1, 3, 6, 12, 60] as const;

/**
 * Round moments of a zone's clocks in a window, ascending: at most so many that each has as much room.
 * @param room Milliseconds from one to the next at least.
 */
export function timeTicks(window: TimeWindow, room: number, zone: string | undefined): TimeTick[] {
  if (!(spanOf(window) > 0) || !(room > 0)) return [];
  const time = TIMES.find((step) => step >= room);
  if (time !== undefined) return withinDays(window, time, zone);
  const days = DAYS.find((count) => count * DAY >= room);
  if (days !== undefined) return wholeDays(window, days, zone);
  const months = MONTHS.find((count) => count * MONTH >= room) ?? 60;
  return wholeMonths(window, months, zone);
}

/** Counted from each midnight, so that 06:00 is 06:00 also on days on which clocks change. */
function withinDays({ from, to }: TimeWindow, step: number, zone: string | undefined): TimeTick[] {
  const ticks: TimeTick[] = [];
  const start = Math.floor(clocksAt(from, zone) / step) * step - HOUR;
  const end = clocksAt(to, zone) + HOUR;
  let last = Number.NEGATIVE_INFINITY;
  for (let clocks = Math.floor(start / step) * step; clocks <= end; clocks += step) {
    const at = momentWhen(clocks, zone);
    // A time that is skipped would stand on the one after it.
    if (at <= last || clocksAt(at, zone) !== clocks) continue;
    last = at;
    if (at >= from && at <= to) ticks.push({ at, rank: rankOf(clocks) });
  }
  return ticks;
}

function wholeDays({ from, to }: TimeWindow, count: number, zone: string | undefined): TimeTick[] {
  const ticks: TimeTick[] = [];
  const shift = count === 7 ? MONDAY : 0;
  const first = Math.floor(clocksAt(from, zone) / DAY) - 1;
  const last = Math.ceil(clocksAt(to, zone) / DAY) + 1;
  for (let day = first; day <= last; day++) {
    if ((day - shift) % count !== 0) continue;
    const at = momentWhen(day * DAY, zone);
    if (at >= from && at <= to) ticks.push({ at, rank: rankOf(day * DAY) });
  }
  return ticks;
}

function wholeMonths(
  { from, to }: TimeWindow,
  count: number,
  zone: string | undefined,
): TimeTick[] {
  const ticks: TimeTick[] = [];
  const begin = new Date(clocksAt(from, zone));
  const first = begin.getUTCFullYear() * 12 + begin.getUTCMonth();
  for (let month = Math.floor(first / count) * count; ; month += count) {
    const clocks = Date.UTC(Math.floor(month / 12), month % 12, 1);
    const at = momentWhen(clocks, zone);
    if (at > to) return ticks;
    if (at >= from) ticks.push({ at, rank: rankOf(clocks) });
  }
}

function rankOf(clocks: number): TickRank {
  if (clocks % MINUTE !== 0) return "second";
  if (clocks % DAY !== 0) return "minute";
  const date = new Date(clocks);
  if (date.getUTCDate() !== 1) return "day";
  return date.getUTCMonth() === 0 ? "year" : "month";
}
