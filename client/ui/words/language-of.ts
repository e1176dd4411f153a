import type { Language } from "./language.ts";

const JAPANESE = /[\u3040-\u30ff\u3400-\u9fff]/;

/** The language of a text that came with data, so that a screen reader reads it as what it is. */
export function languageOf(text: string): Language {
  return JAPANESE.test(text) ? "ja" : "en";
}
