import { describe, expect, it } from "vitest";
import { isTelling } from "../../../client/control/colours/is-telling.ts";
import type { CityAttribute, CityCategory } from "../../../shared/city.ts";

function attribute(more: Partial<CityAttribute>): CityAttribute {
  const label = { en: "a", ja: "a" };
  return { id: "a", path: "a", layers: [0], type: "category", known: 1_000, label, ...more };
}

function values(count: number): CityCategory[] {
  return Array.from({ length: count }, (_, i) => ({ value: `${i}`, count: 1, color: "#888888" }));
}

describe("colours by an attribute show something", () => {
  it.each([
    ["kinds", { values: values(3) }, true],
    ["numbers", { type: "number", range: [1, 9] }, true],
    ["the same everywhere", { values: values(1) }, false],
    ["the same number everywhere", { type: "number", range: [2, 2] }, false],
    ["the same, but not of all", { values: values(1), known: 400 }, true],
    ["each another", { values: values(900) }, false],
    ["known of few", { values: values(3), known: 9 }, false],
  ] as const)("%s", (_, more, is) => {
    expect(isTelling(attribute(more), 1_000)).toBe(is);
  });

  it("also where each of few is another, or nobody knows how many there are", () => {
    expect(isTelling(attribute({ values: values(9), known: 12 }), 20)).toBe(true);
    expect(isTelling(attribute({ values: values(2), known: 1 }), undefined)).toBe(true);
  });
});
