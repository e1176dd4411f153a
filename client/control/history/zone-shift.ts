/**
 * Milliseconds that clocks of a zone (IANA name; the browser's own where undefined) are ahead of UTC at a moment,
 * milliseconds since 1970.
 */
export function zoneShift(at: number, zone: string | undefined): number {
  const parts = new Intl.DateTimeFormat("sv", {
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
    ...{ second: "2-digit", hourCycle: "h23", ...(zone === undefined ? {} : { timeZone: zone }) },
  }).formatToParts(at);
  const get = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((part) => part.type === type)?.value ?? "00";
  const day = `${get("year").padStart(4, "0")}-${get("month")}-${get("day")}`;
  const there = Date.parse(`${day}T${get("hour")}:${get("minute")}:${get("second")}Z`);
  return there - Math.floor(at / 1_000) * 1_000;
}
