import { fillWords } from "./fill-words.ts";
import { language } from "./language.ts";
import { timelineEnglish } from "./timeline-english.ts";
import { timelineJapanese } from "./timeline-japanese.ts";
import type { PlacesOf } from "./word-key.ts";

/** Everything the timeline can say. */
export type TimeWord = keyof typeof timelineEnglish;

type Filled<K extends TimeWord> = {
  readonly [Place in PlacesOf<(typeof timelineEnglish)[K]>]: string | number;
};

/** As `say`, of the timeline: words that are loaded with it, and not with the page. */
export function sayTime<K extends TimeWord>(
  key: K,
  ...[places]: [PlacesOf<(typeof timelineEnglish)[K]>] extends [never] ? [] : [Filled<K>]
): string {
  const words = language.value === "ja" ? timelineJapanese[key] : timelineEnglish[key];
  return fillWords(language.value, words, places as Readonly<Record<string, string | number>>);
}
