/**
 * What a field for date and time holds ("2026-11-23T08:30") as a moment, milliseconds since 1970, where it
 * is read in a zone (IANA name; the browser's own where undefined); undefined where it is no date. An hour
 * that is skipped when clocks go forward is taken as the one after it.
 */
export function momentOf(field: string, zone: string | undefined): number | undefined {
  const asUtc = Date.parse(`${field}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // What clocks show there at a first guess tells how far off the guess is; twice, for days on which they change.
  let moment = asUtc;
  for (let round = 0; round < 2; round++) moment += asUtc - Date.parse(`${fieldOf(moment, zone)}Z`);
  return moment;
}

/** A moment as a field for date and time holds it. */
export function fieldOf(moment: number, zone: string | undefined): string {
  const parts = new Intl.DateTimeFormat("sv", {
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
    ...{ hourCycle: "h23", ...(zone === undefined ? {} : { timeZone: zone }) },
  }).formatToParts(moment);
  const get = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((part) => part.type === type)?.value ?? "";
  return `${get("year").padStart(4, "0")}-${get("month")}-${get("day")}T${get("hour")}:${get("minute")}`;
}
