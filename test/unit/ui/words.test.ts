import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { buildingEnglish } from "../../../client/ui/words/building-english.ts";
import { buildingJapanese } from "../../../client/ui/words/building-japanese.ts";
import { english } from "../../../client/ui/words/english.ts";
import { japanese } from "../../../client/ui/words/japanese.ts";
import { chooseLanguage, language } from "../../../client/ui/words/language.ts";
import { say } from "../../../client/ui/words/say.ts";
import { sayAttribute } from "../../../client/ui/words/say-attribute.ts";
import { valueEnglish } from "../../../client/ui/words/value-english.ts";
import { valueJapanese } from "../../../client/ui/words/value-japanese.ts";
import type { WordKey } from "../../../client/ui/words/word-key.ts";

const CLIENT = join(import.meta.dirname, "../../../client");
const KEYS = Object.keys(english) as WordKey[];

afterEach(() => {
  language.value = "en";
});

describe("the two languages", () => {
  it("have the same keys", () => {
    expect(Object.keys(japanese)).toEqual(KEYS);
    expect(Object.keys(buildingJapanese)).toEqual(Object.keys(buildingEnglish));
    expect(Object.keys(valueJapanese)).toEqual(Object.keys(valueEnglish));
  });

  it.each(KEYS)("have the same places to fill in: %s", (key) => {
    expect(places(japanese[key])).toEqual(places(text(key)));
  });

  it("leave nothing in the other language", () => {
    // Names, units and commands stay as they are.
    const foreign = /[\u3040-\u30ff\u4e00-\u9fff]/;
    expect(KEYS.filter((key) => foreign.test(text(key)))).toEqual([]);
    const neutral = new Set<WordKey>(["inspector.id", "source.recording-span"]);
    expect(KEYS.filter((key) => !neutral.has(key) && !foreign.test(japanese[key]))).toEqual([]);
  });

  it("neither shout nor have an empty word", () => {
    for (const key of KEYS) {
      expect(text(key), key).not.toMatch(/!|^$/);
      expect(japanese[key], key).not.toMatch(/[!！]|^$/);
    }
  });
});

it("has no word that no page says", () => {
  const sources = readdirSync(CLIENT, { recursive: true, encoding: "utf8" })
    .filter(
      (name) => /\.tsx?$/.test(name) && !/words\/([a-z]+-)?(english|japanese)\.ts$/.test(name),
    )
    .map((name) => readFileSync(join(CLIENT, name), "utf8"))
    .join("\n");
  // Said as it stands, or as the end of a template: say(`kind.${kind}`).
  const heads = [...sources.matchAll(/`([a-z-]+\.[a-z-]*)\$\{/g)].map(([, head = ""]) => head);
  const isSaid = (key: string) =>
    sources.includes(`"${key}"`) || heads.some((head) => key.startsWith(head));
  expect(KEYS.filter((key) => !isSaid(key))).toEqual([]);
});

describe("say", () => {
  it("speaks the page's language", () => {
    expect(say("link.connecting")).toBe("Connecting");
    language.value = "ja";
    expect(say("link.connecting")).toBe("接続中");
  });

  it("fills in texts, and numbers as the language writes them", () => {
    expect(say("sources.totals", { accepted: 12_345, refused: 0 })).toBe(
      "12,345 accepted, 0 refused in all",
    );
    expect(say("inspector.said", { name: "{count} <b>" })).toBe("Selected: {count} <b>");
  });

  it("chooses between one and many", () => {
    expect(say("strip.entities", { count: 1 })).toBe("entity");
    expect(say("strip.entities", { count: 0 })).toBe("entities");
    expect(say("map.tiles-loading", { count: 1_000 })).toBe("Loading 1,000 tiles");
    language.value = "ja";
    expect(say("strip.entities", { count: 1 })).toBe("件");
  });

  it("names the attributes it knows, and only those", () => {
    expect(sayAttribute("measuredheight")).toBe("Height");
    expect(sayAttribute("constructor")).toBeUndefined();
    language.value = "ja";
    expect(sayAttribute("measuredheight")).toBe("高さ");
  });
});

describe("chooseLanguage", () => {
  it("takes what the address asks for before what the browser wants", () => {
    expect(chooseLanguage("?lang=ja", ["en-GB"])).toBe("ja");
    expect(chooseLanguage("?lang=en", ["ja"])).toBe("en");
  });

  it("goes through the browser's languages in order, and ends with English", () => {
    expect(chooseLanguage("", ["fr-FR", "ja-JP", "en"])).toBe("ja");
    expect(chooseLanguage("?lang=xx", ["de"])).toBe("en");
    expect(chooseLanguage("", [])).toBe("en");
  });
});

function text(key: WordKey): string {
  const words = english[key];
  return typeof words === "string" ? words : `${words.one} ${words.other}`;
}

function places(words: string): string[] {
  const found = [...words.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  // `count` may only choose between one and many, and a language may say it in its own way.
  return [...new Set(found)].sort();
}
