import { formatDay, formatTime } from "../../ui/format-time.ts";
import { timeZone } from "../../ui/time-zone.ts";
import { zoneShift } from "./zone-shift.ts";

/** Seconds between two times beside an axis. */
const STEPS = [
  ...[10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200],
  ...[86_400, 172_800, 604_800, 1_209_600, 2_592_000],
];
const MOST = 4;
const DAY = 86_400;

/** Where times are written beside an axis, and how: round ones of the city's zone. */
export const timeTick = {
  /** Seconds since 1970, between two of them. */
  places(from: number, to: number): number[] {
    const step = STEPS.find((each) => (to - from) / each <= MOST) ?? (to - from) / MOST;
    const shift = zoneShift(to * 1_000, timeZone.peek()) / 1_000;
    const places: number[] = [];
    for (let at = Math.ceil((from + shift) / step) * step - shift; at <= to; at += step)
      places.push(at);
    return places;
  },

  /** A place of an axis that is so many seconds long. */
  label(at: number, length: number): string {
    if (length > 2 * DAY) return formatDay(at * 1_000);
    const told = formatTime(at * 1_000, "clock");
    return length < 120 ? told : told.slice(0, 5);
  },
} as const;
