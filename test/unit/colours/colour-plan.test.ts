import { describe, expect, it } from "vitest";
import type { ColourChoice } from "../../../client/control/colours/colour-choice.ts";
import { colourPlan } from "../../../client/control/colours/colour-plan.ts";
import { sayClass } from "../../../client/control/colours/say-class.ts";
import { language } from "../../../client/ui/words/language.ts";
import type { CityAttribute } from "../../../shared/city.ts";

const ALL: ColourChoice = { column: "a", classing: "quantiles", hidden: [] };

const HEIGHT: CityAttribute = {
  ...{ id: "a", path: "measuredHeight", layers: [0], type: "number", unit: "m" },
  ...{ known: 90, range: [3, 63], deciles: [4, 6, 8, 9, 10, 12, 15, 20, 31] },
  label: { en: "Height", ja: "高さ" },
};

const YEAR: CityAttribute = {
  ...{ id: "a", path: "yearOfConstruction", layers: [0], type: "number" },
  ...{ known: 90, range: [1950, 2020], label: { en: "Built in", ja: "建築年" } },
};

function category(count: number, known = count): CityAttribute {
  return {
    ...{ id: "a", path: "usage", layers: [0], type: "category", known },
    label: { en: "Use", ja: "用途" },
    values: Array.from({ length: count }, (_, place) => ({
      ...{ value: `v${place}`, count: 1, color: "#123456" },
    })),
  };
}

describe("an attribute as it is drawn", () => {
  it("puts each number into the class that the legend says, and counts about how many", () => {
    const plan = colourPlan(HEIGHT, ALL, 100);
    const said = plan.classes.map((one) => sayClass(HEIGHT, one));
    expect(said).toEqual(
      [...["below 6 m", "6 to 9 m", "9 to 12 m", "12 to 20 m", "20 m and more", "No value"]].map(
        (text) => text.replace(" m", "\u00a0m"),
      ),
    );
    expect(plan.classes.map(({ count }) => count)).toEqual([18, 18, 18, 18, 18, 10]);
    expect([3, 6, 8.9, 20, 1e9].map((value) => plan.classOf(plan.codeOf(value)))).toEqual([
      ...[0, 1, 1, 4, 4],
    ]);
  });

  it("knows what has no value", () => {
    const plan = colourPlan(HEIGHT, ALL);
    for (const value of [undefined, null, "", Number.NaN, {}])
      expect(plan.classes[plan.classOf(plan.codeOf(value))]?.key).toBe("~none");
  });

  it("writes years as years", () => {
    const [first] = colourPlan(YEAR, { ...ALL, classing: "steps" }).classes;
    expect(first && sayClass(YEAR, first)).toBe("below 1960");
  });

  it("speaks Japanese", () => {
    language.value = "ja";
    const plan = colourPlan(HEIGHT, ALL);
    expect(plan.classes.map((one) => sayClass(HEIGHT, one))).toContain("20\u00a0m以上");
    language.value = "en";
  });

  it("names up to twelve categories, and puts the rest together", () => {
    const plan = colourPlan(category(40), ALL);
    expect(plan.classes).toHaveLength(14);
    expect(plan.classes[12]).toMatchObject({ key: "~others", several: 28, count: 28 });
    expect(plan.classOf(plan.codeOf("v11"))).toBe(11);
    expect(plan.classOf(plan.codeOf("v39"))).toBe(12);
    // A thirteenth alone needs no name for the rest.
    expect(colourPlan(category(13), ALL).classes).toHaveLength(14);
  });

  it("keeps values that the city does not list with the others", () => {
    const plan = colourPlan(category(3, 10), ALL);
    expect(plan.classes[plan.classOf(plan.codeOf("unheard of"))]).toMatchObject({
      ...{ key: "~others", count: 7 },
    });
  });

  it("hides classes, and all but a range", () => {
    const without = colourPlan(HEIGHT, { ...ALL, hidden: ["#0", "~none"] });
    expect([5, 7, Number.NaN].map(without.isShown)).toEqual([false, true, false]);
    const within = colourPlan(HEIGHT, { ...ALL, range: [5, 7] });
    expect([4.9, 5, 7, 7.1, Number.NaN].map(within.isShown)).toEqual([
      ...[false, true, true, false, false],
    ]);
  });

  it("tells yes from no where the city does not count them", () => {
    const yes: CityAttribute = { ...category(0, 5), type: "boolean" };
    const plan = colourPlan(yes, ALL);
    expect(plan.classes.map((one) => sayClass(yes, one))).toEqual(["no", "yes", "No value"]);
    expect(plan.classOf(plan.codeOf(true))).toBe(1);
  });
});
