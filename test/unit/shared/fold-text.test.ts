import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText } from "../../../shared/fold-text.ts";
import { matchRank } from "../../../shared/match-rank.ts";

describe("a folded text", () => {
  it.each([
    ["ＢＵＳ １２", "bus 12"],
    ["ﾊﾏﾂｷ", "はまつき"],
    ["ハマツキ駅", "はまつき駅"],
    ["ガ", "が"],
    ["Straße", "straße"],
    ["  two\t words\n", "two words"],
    ["センター", "せんたー"],
    ["㍿", "株式会社"],
    ["J\u030c", "\u01f0"],
  ])("of %j is %j", (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it("stays as it is when folded again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 20 }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});

describe("the rank of a match", () => {
  it("puts the whole before a beginning, a word's beginning and the middle, and the shorter first", () => {
    const texts = ["chuo", "chuo 1", "chuo 12", "line chuo", "achuo"];
    const ranks = texts.map((text) => matchRank(text, "chuo"));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBe(texts.length);
    expect(matchRank("line 3", "chuo")).toBe(Number.POSITIVE_INFINITY);
    expect(matchRank("xbus-bus", "bus")).toBeLessThan(matchRank("xbus-xxx", "bus"));
  });

  it("is there exactly where the text has what is searched", () => {
    const few = fc.string({ unit: fc.constantFrom("a", "b", " "), maxLength: 8 });
    fc.assert(
      fc.property(few, few, (text, searched) => {
        expect(Number.isFinite(matchRank(text, searched))).toBe(text.includes(searched));
      }),
    );
  });
});
