import { signal } from "@preact/signals";
import { keep, kept } from "../kept.ts";

export const LANGUAGES = ["en", "ja"] as const;

export type Language = (typeof LANGUAGES)[number];

/** The language of the page. Whatever reads it while drawing is drawn again when it changes. */
export const language = signal<Language>("en");

/** Takes the first that is known of: `?lang=`, what was chosen before, what the browser asks for. */
export function chooseLanguage(query: string, wanted: readonly string[]): Language {
  const asked = [new URLSearchParams(query).get("lang"), kept("language"), ...wanted];
  for (const tag of asked) {
    const known = LANGUAGES.find((each) => tag?.toLowerCase().split("-")[0] === each);
    if (known !== undefined) return known;
  }
  return "en";
}

/** Changes the language and remembers it. */
export function setLanguage(next: Language): void {
  language.value = next;
  keep("language", next);
}
