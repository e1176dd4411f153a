const HOUR = 3_600_000;
/** Clocks change on quarters of an hour, everywhere. */
const QUARTER = HOUR / 4;
const MOST_KNOWN = 4_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, number>();

/**
 * By how much clocks in a zone (IANA name; the browser's own where undefined) are ahead of UTC at a moment,
 * milliseconds. Moments are milliseconds since 1970.
 */
export function offsetAt(moment: number, zone: string | undefined): number {
  const quarter = Math.floor(moment / QUARTER);
  const key = `${zone ?? ""} ${quarter}`;
  let offset = known.get(key);
  if (offset === undefined) {
    offset = readOffset(quarter * QUARTER, zone);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, offset);
  }
  return offset;
}

/** What clocks show, as the moment at which clocks in UTC do. */
export function clocksAt(moment: number, zone: string | undefined): number {
  return moment + offsetAt(moment, zone);
}

/**
 * The moment at which clocks in a zone show what clocks in UTC do at `clocks`. An hour that is skipped when
 * clocks go forward is taken as the one after it; of one that comes twice the first.
 */
export function momentWhen(clocks: number, zone: string | undefined): number {
  // The offset is one of those about that time; a day is more than any change takes.
  const [before, after] = [offsetAt(clocks - 24 * HOUR, zone), offsetAt(clocks + 24 * HOUR, zone)];
  for (const offset of before >= after ? [before, after] : [after, before])
    if (offsetAt(clocks - offset, zone) === offset) return clocks - offset;
  return clocks - before;
}

/** What a field for date and time holds ("2026-11-23T08:30", seconds or none) as a moment; undefined where it is none. */
export function momentOfField(field: string, zone: string | undefined): number | undefined {
  const clocks = Date.parse(`${field}Z`);
  return Number.isNaN(clocks) ? undefined : momentWhen(clocks, zone);
}

/** A moment as a field for date and time holds it, with seconds. */
export function fieldOfMoment(moment: number, zone: string | undefined): string {
  return new Date(clocksAt(moment, zone)).toISOString().slice(0, 19);
}

function readOffset(moment: number, zone: string | undefined): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const [year, month, day] = [get("year"), get("month") - 1, get("day")];
  return Date.UTC(year, month, day, get("hour"), get("minute"), get("second")) - moment;
}

function formatOf(zone: string | undefined): Intl.DateTimeFormat {
  const key = zone ?? "";
  let format = formats.get(key);
  if (format === undefined) {
    const numbers = { year: "numeric", month: "numeric", day: "numeric" } as const;
    format = new Intl.DateTimeFormat("en", {
      ...{ ...numbers, hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" },
      ...(zone === undefined ? {} : { timeZone: zone }),
    });
    formats.set(key, format);
  }
  return format;
}
