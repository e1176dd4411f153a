import { english } from "./english.ts";
import { fillWords } from "./fill-words.ts";
import { japanese } from "./japanese.ts";
import { type Language, language } from "./language.ts";
import type { WordKey, WordPlaces } from "./word-key.ts";

type Filled<K extends WordKey> = { readonly [Place in WordPlaces<K>]: string | number };

/**
 * The words of a key in the page's language. Numbers are written as the language writes them;
 * `count` also chooses between one and many.
 */
export function say<K extends WordKey>(
  key: K,
  ...[places]: [WordPlaces<K>] extends [never] ? [] : [Filled<K>]
): string {
  return sayIn(language.value, key, places as Readonly<Record<string, string | number>>);
}

/** The same in a language that is not the page's. */
export function sayIn(
  tongue: Language,
  key: WordKey,
  places?: Readonly<Record<string, string | number>>,
): string {
  return fillWords(tongue, tongue === "ja" ? japanese[key] : english[key], places);
}
