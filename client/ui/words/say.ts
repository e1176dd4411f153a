import { formatNumber } from "../format-number.ts";
import { english } from "./english.ts";
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
  const words = tongue === "ja" ? japanese[key] : english[key];
  const template = typeof words === "string" ? words : words[plural(tongue, places?.count)];
  if (places === undefined) return template;
  return template.replace(/\{(\w+)\}/g, (_, place: string) => {
    const value = places[place];
    return typeof value === "number" ? formatNumber(value, { language: tongue }) : `${value}`;
  });
}

const rules = new Map<Language, Intl.PluralRules>();

function plural(tongue: Language, count: unknown): "one" | "other" {
  let rule = rules.get(tongue);
  if (rule === undefined) {
    rule = new Intl.PluralRules(tongue);
    rules.set(tongue, rule);
  }
  return typeof count === "number" && rule.select(count) === "one" ? "one" : "other";
}
