import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttributeSummary } from "../../../tilesets/spool/attribute-statistics.ts";
import { cityColumns } from "../../../tilesets/write/features/city-columns.ts";
import { columnIdOf, OWN_COLUMNS } from "../../../tilesets/write/features/column-id.ts";
import { creditLines } from "../../../tilesets/write/features/credit-lines.ts";

describe("the column of an attribute", () => {
  it.each([
    ["usage", "usage"],
    ["buildingDetailAttribute/surveyYear", "buildingDetailAttribute_surveyYear"],
    ["building:levels", "building__levels"],
    ["主要構造", /^a_[0-9a-z]{7}$/],
    [
      "riverFloodingRiskAttribute[都川・L2]/depth",
      /^riverFloodingRiskAttribute_L2_depth_[0-9a-z]{7}$/,
    ],
    ["name", /^name_[0-9a-z]{7}$/],
    ["2nd", /^a_2nd_[0-9a-z]{7}$/],
  ])("of %s is readable", (path, id) => {
    expect(columnIdOf(path)).toMatch(id);
  });

  it("is a name that 3D Metadata takes, is none of ours, and is of no other path", () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_:. /-]{1,12}$/);
    const path = fc.oneof(name, fc.string({ minLength: 1 }), fc.constantFrom(...OWN_COLUMNS));
    const own: readonly string[] = OWN_COLUMNS;
    fc.assert(
      fc.property(path, path, (one, other) => {
        const id = columnIdOf(one);
        expect(id).toMatch(/^[A-Za-z][A-Za-z0-9_]*$/);
        expect(own).not.toContain(id);
        expect(columnIdOf(one)).toBe(id);
        if (one !== other) expect(columnIdOf(other)).not.toBe(id);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is one of all classes that have it, with the values of all in one order", () => {
    const summary = (more: Partial<AttributeSummary>): AttributeSummary => ({
      ...{ class: "building", path: "function", kind: "category", layers: [0], known: 3 },
      ...more,
    });
    const layer = (parts: number[]) =>
      ({
        role: "buildings",
        folder: "x",
        off: false,
        underground: false,
        entries: [],
        parts: new Set(parts),
      }) as const;
    const columns = cityColumns(
      [
        summary({
          values: [
            { value: "a", count: 2 },
            { value: "b", code: "7", count: 1 },
          ],
        }),
        summary({ class: "road", layers: [1], values: [{ value: "b", count: 5 }], known: 5 }),
        summary({ path: "mixed", kind: "number", range: [1, 2] }),
        summary({ path: "mixed", class: "road", kind: "text", layers: [1] }),
      ],
      [layer([0]), layer([1])],
    );
    const { attribute, spec } = columns.get("function") ?? {};
    expect(spec?.values).toEqual(["b", "a"]);
    expect(attribute).toMatchObject({ layers: [0, 1], known: 8 });
    expect(attribute?.values?.map(({ value, code, count }) => [value, code, count])).toEqual([
      ["b", "7", 6],
      ["a", undefined, 2],
    ]);
    expect(columns.get("mixed")?.spec.type).toBe("text");
  });
});

describe("credits", () => {
  it("are made of what is told of a source, each once", () => {
    const source = { title: "Model", publisher: "City", licence: "CC BY 4.0", vintage: "2023" };
    expect(creditLines([source, source, { title: "Map" }])).toEqual([
      "Model, City, CC BY 4.0, 2023",
      "Map",
    ]);
  });
});
