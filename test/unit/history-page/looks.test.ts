import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { classOf, heatClasses } from "../../../client/control/history/heat-scale.ts";
import { historyChoices, MOST_PINS } from "../../../client/control/history/history-choices.ts";
import { pin, unpin } from "../../../client/control/history/pins.ts";
import { SERIES_LOOKS } from "../../../client/control/history/series-looks.ts";
import { nextOf, windowQuery } from "../../../client/control/history/window-query.ts";
import { pastEnglish } from "../../../client/ui/words/past-english.ts";
import { pastJapanese } from "../../../client/ui/words/past-japanese.ts";

const FOLDER = join(import.meta.dirname, "../../../client/control/history");
const CSS = readFileSync(join(FOLDER, "history.css"), "utf8");
const TOKENS = readFileSync(join(import.meta.dirname, "../../../client/ui/tokens.css"), "utf8");

describe("the looks of entities that are compared", () => {
  it("differ in dashes and in the shape of their marks, not in colour alone", () => {
    expect(SERIES_LOOKS.length).toBe(MOST_PINS + 1);
    expect(new Set(SERIES_LOOKS.map(({ shape }) => shape)).size).toBe(MOST_PINS + 1);
    expect(new Set(SERIES_LOOKS.map(({ dash }) => dash.join())).size).toBe(MOST_PINS + 1);
  });

  it.each(["night", "grey"])(
    "can be seen on the panels of the theme %s, and told apart",
    (theme) => {
      const colors = SERIES_LOOKS.map(({ color }) => tokenOf(CSS, theme, color));
      expect(new Set(colors).size).toBe(colors.length);
      for (const ground of ["--panel", "--raised"])
        for (const color of colors)
          expect(contrast(color, tokenOf(TOKENS, theme, ground)), color).toBeGreaterThanOrEqual(3);
    },
  );
});

describe("pins", () => {
  beforeEach(() => {
    historyChoices.pins.value = [];
  });

  it("keep their looks, and give them free when they go", () => {
    for (const id of ["a", "b", "c"]) pin({ id, name: id });
    unpin("b");
    pin({ id: "d", name: "d" });
    expect(historyChoices.pins.value.map(({ id, slot }) => [id, slot])).toEqual([
      ["a", 1],
      ["c", 3],
      ["d", 2],
    ]);
  });

  it("are eight at most, and each once", () => {
    for (let place = 0; place < MOST_PINS; place++)
      expect(pin({ id: `${place}`, name: "" })).toBe(true);
    expect(pin({ id: "0", name: "" })).toBe(true);
    expect(pin({ id: "more", name: "" })).toBe(false);
    expect(historyChoices.pins.value.length).toBe(MOST_PINS);
  });
});

describe("the scale of heat", () => {
  it("has round bounds that hold every square, rising", () => {
    const minutes = fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(minutes, (all) => {
        const classes = heatClasses(all);
        expect(classes.length).toBeGreaterThan(0);
        expect(classes.length).toBeLessThanOrEqual(5);
        for (const [place, { from, to }] of classes.entries()) {
          expect(from).toBeLessThan(to);
          if (place > 0) expect(from).toBe(classes[place - 1]?.to);
        }
        for (const each of all) {
          const { from, to } = classes[classOf(each, classes)] as { from: number; to: number };
          expect(each >= from * (1 - 1e-6) && each < to * (1 + 1e-6)).toBe(true);
        }
      }),
    );
  });

  it("is none where nothing was", () => {
    expect(heatClasses([])).toEqual([]);
    expect(heatClasses([0, 0])).toEqual([]);
  });
});

describe("the address of a window", () => {
  it("has the window, the view, the kinds that are shown and the limit", () => {
    const url = windowQuery({
      window: { from: 0, to: 60_000 },
      bbox: [140, 35, 140.5, 35.25],
      hiddenKinds: new Set(["sensor", "facility"] as const),
      format: "csv",
    });
    expect(url).toBe(
      "/api/history/query?from=1970-01-01T00:00:00.000Z&to=1970-01-01T00:01:00.000Z" +
        "&bbox=140.000000,35.000000,140.500000,35.250000&kinds=vehicle,transit,drone,vessel" +
        "&limit=50000&format=csv",
    );
  });

  it("leads on where the server says that there is more, and only to the history", () => {
    expect(nextOf('</api/history/query?cursor=x>; rel="next"')).toBe("/api/history/query?cursor=x");
    expect(nextOf('<https://elsewhere/api/history/query?cursor=x>; rel="next"')).toBeUndefined();
    expect(nextOf(null)).toBeUndefined();
  });
});

describe("the words of the past", () => {
  const keys = Object.keys(pastEnglish) as (keyof typeof pastEnglish)[];

  it("are the same in both languages, with the same places", () => {
    expect(Object.keys(pastJapanese)).toEqual(keys);
    for (const key of keys) expect(places(pastJapanese[key]), key).toEqual(places(text(key)));
  });

  it("are each in its own language, and none shouts", () => {
    const foreign = /[\u3040-\u30ff\u4e00-\u9fff]/;
    expect(keys.filter((key) => foreign.test(text(key)))).toEqual([]);
    // Numbers alone are written alike.
    const alike = new Set(["heat-class", "range"]);
    expect(keys.filter((key) => !alike.has(key) && !foreign.test(pastJapanese[key]))).toEqual([]);
    for (const key of keys) expect(`${text(key)}${pastJapanese[key]}`, key).not.toMatch(/[!！]/);
  });

  it("are all said", () => {
    // What draws pictures says some of them too.
    const sources = [FOLDER, join(FOLDER, "../tools")]
      .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
      .map((path) => readFileSync(path, "utf8"))
      .join("\n");
    const isSaid = (key: string) =>
      sources.includes(`"${key}"`) || ["span-", "format-"].some((head) => key.startsWith(head));
    expect(keys.filter((key) => !isSaid(key))).toEqual([]);
  });

  function text(key: keyof typeof pastEnglish): string {
    const words: string | { one: string; other: string } = pastEnglish[key];
    return typeof words === "string" ? words : words.other;
  }

  function places(words: string): string[] {
    return [...words.matchAll(/\{\w+\}/g)].map(String).sort();
  }
});

function tokenOf(css: string, theme: string, name: string): string {
  const block = new RegExp(`\\[data-theme="${theme}"\\][^{]*\\{[^}]*?${name}: (#[0-9a-f]{6});`);
  const found = block.exec(css)?.[1];
  if (found === undefined) throw new Error(`${theme} has no ${name}`);
  return found;
}

function contrast(front: string, back: string): number {
  const [low = 0, high = 0] = [luminance(front), luminance(back)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
