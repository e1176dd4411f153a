import { timeZone } from "./time-zone.ts";
import { type Language, language } from "./words/language.ts";

/** `clock`: 08:03:12. `minute`: 2026-11-20 08:03. `second`: 2026-11-20 08:03:12. */
export type TimeDetail = "clock" | "minute" | "second";

export interface TimeOptions {
  readonly language?: Language;
  /** IANA name; the city's zone, or else the browser's, where absent. */
  readonly zone?: string;
}

/** A moment (milliseconds since 1970) in figures, the same in both languages, 24 hours. */
export function formatTime(at: number, detail: TimeDetail, options: TimeOptions = {}): string {
  const parts = new Map(
    format("sv", options.zone, { dateStyle: "short", timeStyle: "medium" })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  const minute = `${get("hour")}:${get("minute")}`;
  if (detail === "clock") return `${minute}:${get("second")}`;
  const day = `${get("year")}-${get("month")}-${get("day")}`;
  return detail === "minute" ? `${day} ${minute}` : `${day} ${minute}:${get("second")}`;
}

/** Milliseconds as hours, minutes and seconds: 1:03:12. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value % 60).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60))}:${two(seconds)}`;
}

/** The zone's short name at a moment: JST, UTC, GMT+1. */
export function zoneName(at: number, options: TimeOptions = {}): string {
  const tongue = options.language ?? language.value;
  return (
    format(tongue === "ja" ? "ja" : "en", options.zone, { timeZoneName: "short" })
      .formatToParts(at)
      .find(({ type }) => type === "timeZoneName")?.value ?? ""
  );
}

/** The day with its weekday: "Mon, 23 Nov" or 「11月23日(月)」. */
export function formatDay(at: number, options: TimeOptions = {}): string {
  const tongue = options.language ?? language.value;
  const parts = { weekday: "short", day: "numeric", month: "short" } as const;
  return format(tongue === "ja" ? "ja" : "en-GB", options.zone, parts).format(at);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(
  locale: string,
  zone: string | undefined,
  parts: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const place = zone ?? timeZone.value;
  const key = `${locale}/${place}/${Object.keys(parts).join()}`;
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(
      locale,
      place === undefined ? parts : { ...parts, timeZone: place },
    );
    formats.set(key, made);
  }
  return made;
}
