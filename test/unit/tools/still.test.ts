import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stillFileName } from "../../../client/control/tools/still-file-name.ts";
import {
  type FooterContent,
  type FooterLayout,
  type FooterText,
  layOutFooter,
} from "../../../client/control/tools/still-footer.ts";

const LINE = 20;
/** Latin letters are half as wide as Japanese ones. */
const measure = (text: string) =>
  [...text].reduce((sum, letter) => sum + (letter > "\u2000" ? 13 : 6.5), 0);

const run = fc.record({
  text: fc.oneof(
    fc.string({ minLength: 1, maxLength: 60 }).map((text) => `a${text.trim()}`),
    fc.constantFrom(
      "浜月の街（架空の街）を上空から見たところです。",
      "模擬",
      "traffic (2,000), bus (60)",
    ),
  ),
  style: fc.constantFrom("strong", "plain", "quiet"),
}) as fc.Arbitrary<FooterText>;

const content: fc.Arbitrary<FooterContent> = fc.record({
  paragraphs: fc.array(fc.array(run, { maxLength: 6 }), { maxLength: 4 }),
  legends: fc.array(
    fc.array(
      fc.record({
        shape: fc.constant("swatch" as const),
        color: fc.constant("#fff"),
        text: fc.constantFrom("Drones", "公共交通", "Public, station, utility"),
      }),
      { maxLength: 10 },
    ),
    { maxLength: 3 },
  ),
  scale: fc.option(fc.constant({ length: 100, text: "50 m" }), { nil: undefined }),
  mark: fc.constant("Machinami"),
});

describe("the band beneath a picture", () => {
  it("keeps all that is said apart and inside, however narrow the picture", () => {
    fc.assert(
      fc.property(content, fc.integer({ min: 320, max: 4_000 }), (all, width) => {
        const layout = layOutFooter(all, width, measure);
        const boxes = boxesOf(layout);
        for (const [left, top, right, bottom] of boxes) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(top).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(width);
          expect(bottom).toBeLessThanOrEqual(layout.height);
        }
        for (const [place, a] of boxes.entries())
          for (const b of boxes.slice(place + 1)) expect(overlap(a, b), `${a} ${b}`).toBe(false);
      }),
    );
  });

  it("says every letter of it, in order", () => {
    fc.assert(
      fc.property(content, fc.integer({ min: 320, max: 4_000 }), (all, width) => {
        const { texts } = layOutFooter(all, width, measure);
        const letters = (list: readonly { text: string }[]) =>
          list.map(({ text }) => text.replaceAll(/\s/g, "")).join("");
        expect(letters(texts)).toBe(letters(all.paragraphs.flat()));
      }),
    );
  });

  it("puts scale and arrow beside the words where there is room, and below where there is none", () => {
    const all: FooterContent = {
      paragraphs: [[{ text: "Hamatsuki", style: "strong" }]],
      legends: [],
      scale: { length: 100, text: "50 m" },
      mark: "Machinami",
    };
    const wide = layOutFooter(all, 1_200, measure);
    const narrow = layOutFooter(all, 390, measure);
    expect(wide.scale?.x).toBeGreaterThan(900);
    expect(narrow.scale?.y).toBeGreaterThan(narrow.texts[0]?.y ?? 0);
    expect(narrow.height).toBeGreaterThan(wide.height);
  });
});

it("names a picture in letters that every disk takes", () => {
  expect(stillFileName("hamatsuki", "2026-11-23 12:30:05")).toBe(
    "machinami-hamatsuki-2026-11-23-123005.png",
  );
  expect(stillFileName("../浜月 <1>", "2026-11-23 12:30:05")).toBe(
    "machinami-浜月-1-2026-11-23-123005.png",
  );
});

type Box = readonly [left: number, top: number, right: number, bottom: number];

function boxesOf({ texts, signs, scale, north, mark }: FooterLayout): Box[] {
  const half = LINE / 2;
  return [
    ...texts.map(({ x, y, text }): Box => [x, y - half, x + measure(text), y + half]),
    ...signs.map(({ x, y, text }): Box => [x, y - half, x + 20 + measure(text), y + half]),
    ...(scale === undefined ? [] : [[scale.x, scale.y - 13, scale.x + 100, scale.y + 12] as Box]),
    [north.x - 12, north.y - 12, north.x + 12, north.y + 17],
    [mark.x - measure("Machinami"), mark.y - 8, mark.x, mark.y + 8],
  ];
}

function overlap(a: Box, b: Box): boolean {
  const slack = 0.001;
  return a[0] < b[2] - slack && b[0] < a[2] - slack && a[1] < b[3] - slack && b[1] < a[3] - slack;
}
