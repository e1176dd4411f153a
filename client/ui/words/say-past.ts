import { fillWords } from "./fill-words.ts";
import { language } from "./language.ts";
import { pastEnglish } from "./past-english.ts";
import { pastJapanese } from "./past-japanese.ts";
import type { PlacesOf } from "./word-key.ts";

type PastWord = keyof typeof pastEnglish;
type Filled<K extends PastWord> = {
  readonly [Place in PlacesOf<(typeof pastEnglish)[K]>]: string | number;
};

/** As `say`, of the panel of the past: words that are loaded with it, and not with the page. */
export function sayPast<K extends PastWord>(
  key: K,
  ...[places]: [PlacesOf<(typeof pastEnglish)[K]>] extends [never] ? [] : [Filled<K>]
): string {
  const words = language.value === "ja" ? pastJapanese[key] : pastEnglish[key];
  return fillWords(language.value, words, places as Readonly<Record<string, string | number>>);
}
