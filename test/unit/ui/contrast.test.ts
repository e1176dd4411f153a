import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const CSS = readFileSync(join(import.meta.dirname, "../../../client/ui/tokens.css"), "utf8");

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for what is not text. */
const TEXT = 4.5;
const GRAPHICS = 3;

const BACKGROUNDS = ["ground", "panel", "raised", "field"];
const TEXTS = [
  ...["text", "text-quiet", "accent", "ok", "attention", "urgent"],
  ...["stale", "simulated", "recorded", "past"],
];
const KINDS = ["sensor", "vehicle", "transit", "drone", "vessel", "facility"].map(
  (k) => `kind-${k}`,
);

describe.each(["night", "grey", "paper"])("theme %s", (theme) => {
  const colours = coloursOf(theme);

  it.each(pairs(TEXTS, BACKGROUNDS))("%s can be read on %s", (front, back) => {
    expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(TEXT);
  });

  it("what is written on a filled accent can be read", () => {
    expect(contrast(colour("on-accent"), colour("accent-fill"))).toBeGreaterThanOrEqual(TEXT);
  });

  it("what is written on the band of the past can be read", () => {
    expect(contrast(colour("on-past"), colour("past-fill"))).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(pairs(["focus", "line-strong"], BACKGROUNDS))("%s can be seen on %s", (front, back) => {
    expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(GRAPHICS);
  });

  it.each(pairs(KINDS, ["panel", "raised"]))("%s can be seen on %s", (front, back) => {
    expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(GRAPHICS);
  });

  it.each(KINDS)("the glyph in %s can be seen", (kind) => {
    expect(contrast(colour("on-kind"), colour(kind))).toBeGreaterThanOrEqual(GRAPHICS);
  });

  function colour(name: string): string {
    const found = colours.get(name);
    if (found === undefined) throw new Error(`tokens.css: theme ${theme} has no --${name}`);
    return found;
  }
});

it("tells black on white as 21 to 1 and a colour on itself as 1 to 1", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  expect(contrast("#12ab9f", "#12ab9f")).toBe(1);
});

it("gives every theme the same tokens", () => {
  const names = (theme: string) => [...coloursOf(theme).keys()].sort();
  expect(names("grey")).toEqual(names("night"));
  expect(names("paper")).toEqual(names("night"));
  expect(names("night").length).toBeGreaterThan(20);
});

function coloursOf(theme: string): ReadonlyMap<string, string> {
  const block = new RegExp(`\\[data-theme="${theme}"\\]\\s*\\{([^}]*)\\}`).exec(CSS)?.[1];
  if (block === undefined) throw new Error(`tokens.css has no theme ${theme}`);
  const found = block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g);
  return new Map([...found].map(([, name = "", hex = ""]) => [name, hex]));
}

function pairs(fronts: readonly string[], backs: readonly string[]): [string, string][] {
  return fronts.flatMap((front) => backs.map((back): [string, string] => [front, back]));
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
