import { language } from "./language.ts";
import { valueEnglish } from "./value-english.ts";
import { valueJapanese } from "./value-japanese.ts";

/** What a value is called, by its name without its unit; undefined where it is not one that we know. */
export function sayValueName(stem: string): string | undefined {
  if (!isKnown(stem)) return undefined;
  return language.value === "ja" ? valueJapanese[stem] : valueEnglish[stem];
}

function isKnown(name: string): name is keyof typeof valueEnglish {
  return Object.hasOwn(valueEnglish, name);
}
