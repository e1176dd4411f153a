import { language } from "../../ui/words/language.ts";
import { clocksAt } from "../../ui/zoned-time.ts";
import type { TimeTick } from "./time-ticks.ts";
import type { TimeWindow } from "./time-window.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

const DAY = { weekday: "short", day: "numeric", month: "short" } as const;

/** What stands at a tick: 08:15, 08:15:30, "Tue, 24 Nov", and where all ticks are months "Nov" and 2026; in the page's language, by the zone's clocks. */
export function labelTick(
  { at, rank }: TimeTick,
  zone: string | undefined,
  isMonthly: boolean,
): string {
  const clocks = clocksAt(at, zone);
  const time = new Date(clocks).toISOString();
  if (rank === "second") return time.slice(11, 19);
  if (rank === "minute") return time.slice(11, 16);
  if (rank === "year" && isMonthly) return write(clocks, { year: "numeric" });
  if (rank === "month" && isMonthly) return write(clocks, { month: "short" });
  if (rank === "year") return write(clocks, { day: "numeric", month: "short", year: "numeric" });
  return write(clocks, DAY);
}

/** The day or the year on which a window begins, where no tick in its first part says it. */
export function sayStart(
  { from, to }: TimeWindow,
  ticks: readonly TimeTick[],
  zone: string | undefined,
): string | undefined {
  const isOfDay = ticks.some(({ rank }) => rank === "second" || rank === "minute");
  const says = isOfDay ? ["day", "month", "year"] : ["year"];
  const near = from + (to - from) * 0.08;
  if (ticks.some(({ at, rank }) => says.includes(rank) && at <= near)) return undefined;
  const clocks = clocksAt(from, zone);
  return write(clocks, isOfDay ? DAY : { year: "numeric" });
}

function write(clocks: number, parts: Intl.DateTimeFormatOptions): string {
  const tongue = language.value === "ja" ? "ja" : "en-GB";
  const key = `${tongue} ${Object.keys(parts).join()}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(tongue, { ...parts, timeZone: "UTC" });
    formats.set(key, format);
  }
  return format.format(clocks);
}
