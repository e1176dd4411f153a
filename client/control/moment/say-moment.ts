import { formatDay, formatTime, zoneName } from "../../ui/format-time.ts";
import { type Language, language } from "../../ui/words/language.ts";

/** A moment with everything that tells it from others: "Tue 18 Nov 2026 08:14:05 JST", 「2026年11月18日(火) 08:14:05 JST」. */
export function sayMoment(at: number, tongue: Language = language.value): string {
  return [sayDay(at, tongue), formatTime(at, "clock"), zoneName(at, { language: tongue })].join(
    " ",
  );
}

/** The day with its year, by the city's calendar. */
export function sayDay(at: number, tongue: Language = language.value): string {
  const year = formatTime(at, "minute").slice(0, 4);
  const day = formatDay(at, { language: tongue });
  return tongue === "ja" ? `${year}年${day}` : `${day.replace(",", "")} ${year}`;
}
