import { formatNumber } from "../format-number.ts";
import type { Language } from "./language.ts";

/** Words as they are written: as they stand, or by number. */
export type Words = string | { readonly one: string; readonly other: string };

/** Words with their places filled in; numbers as the language writes them, and `count` chooses between one and many. */
export function fillWords(
  tongue: Language,
  words: Words,
  places?: Readonly<Record<string, string | number>>,
): string {
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
