import { buildingEnglish } from "./building-english.ts";
import { buildingJapanese } from "./building-japanese.ts";
import { language } from "./language.ts";

/** What an attribute of a building is called; undefined where it is not one that we know. */
export function sayAttribute(plainName: string): string | undefined {
  if (!isKnown(plainName)) return undefined;
  return language.value === "ja" ? buildingJapanese[plainName] : buildingEnglish[plainName];
}

function isKnown(name: string): name is keyof typeof buildingEnglish {
  return Object.hasOwn(buildingEnglish, name);
}
