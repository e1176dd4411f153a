import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { featureFacts } from "../../../client/control/model/feature-facts.ts";
import { codeOf, sayFact, sayFactName } from "../../../client/control/model/say-fact.ts";
import { typeWords } from "../../../client/control/model/type-words.ts";
import type { CityAttribute } from "../../../shared/city.ts";

function attribute(id: string, more: Partial<CityAttribute> = {}): CityAttribute {
  const label = { en: `Label ${id}`, ja: `名 ${id}` };
  return { id, path: id, layers: [0], type: "text", known: 1, label, ...more };
}

const RIVER = "buildingDisaster/riverFloodingRiskAttribute[見本川（想定最大規模）]";
const SURVEY = { en: "Survey", ja: "調査" };
const ATTRIBUTES = [
  attribute("usage", {
    type: "category",
    values: [
      { value: "住宅", label: { en: "Home", ja: "住宅" }, code: "411", count: 1, color: "#ffffff" },
    ],
  }),
  attribute("height", { type: "number", unit: "m" }),
  attribute("year", { path: "surveyYear", type: "number", group: SURVEY }),
  attribute("depth", { path: `${RIVER}/depth`, type: "number", unit: "m" }),
  attribute("rank", { path: `${RIVER}/rank` }),
  attribute("scale", { path: `${RIVER}/scale` }),
  attribute("hours", { path: `${RIVER}/duration`, type: "number" }),
];

describe("what the tiles say of a feature", () => {
  const facts = featureFacts(
    new Map<string, unknown>([
      ...([
        ["id", "bldg_1"],
        ["name", ""],
        ["height", 12.5],
        ["usage", "住宅"],
        ["year", 2021],
        ["depth", 1.25],
        ["scale", "想定最大規模"],
        ["rank", "0.5m以上3m未満"],
        ["unheard", "of"],
      ] as const),
    ]),
    ATTRIBUTES,
  );

  it("stands in the city's order, with labels, units and codes; what is empty is left out", () => {
    expect(facts.facts.map((fact) => [sayFactName(fact), sayFact(fact), codeOf(fact)])).toEqual([
      ["Label usage", "Home", "411"],
      ["Label height", "12.5\u00a0m", undefined],
      ["unheard", "of", undefined],
    ]);
    expect(facts.id).toBe("bldg_1");
    expect(facts.name).toBeUndefined();
  });

  it("tells types and moments as people do, and nothing twice", () => {
    const { facts: told } = featureFacts(
      new Map<string, unknown>([
        ["class", "uro:Handhole"],
        ["floors", 6],
        ["storeys", 6],
        ["use", "home"],
        ["usage", "住宅"],
        ["registered", "2016-04-12T11:54:23.000"],
        ["made", "2016-04-12T00:00:00"],
      ]),
      [...ATTRIBUTES, attribute("storeys", { path: "storeysAboveGround", type: "number" })],
    );
    expect(told.map((fact) => [fact.id, sayFact(fact)])).toEqual([
      ["usage", "Home"],
      ["storeys", "6"],
      ["class", "Handhole"],
      ["registered", "2016-04-12 11:54"],
      ["made", "2016-04-12"],
    ]);
    expect(typeWords("bldg:BuildingPart").en).toBe("Part of a building");
    expect(typeWords("urf:UseDistrict").en).toBe("Use district");
    expect(typeWords("highway=path").en).toBe("highway=path");
    expect(typeWords("constructor").en).toBe("constructor");
  });

  it("stands in groups", () => {
    expect(facts.groups).toMatchObject([{ group: SURVEY, facts: [{ id: "year", value: 2021 }] }]);
  });

  it("tells of hazards map by map", () => {
    expect(facts.hazards).toEqual([
      {
        ...{ kind: "riverfloodingriskattribute", map: "見本川（想定最大規模）" },
        ...{ depth: 1.25, rank: "0.5m以上3m未満" },
      },
    ]);
  });

  it("is told of whatever the columns hold, and loses none", () => {
    const leaf = fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean());
    const ids = fc.constantFrom("usage", "height", "year", "depth", "rank", "x", "y", "z");
    fc.assert(
      fc.property(fc.dictionary(ids, leaf), (columns) => {
        const told = featureFacts(new Map(Object.entries(columns)), ATTRIBUTES);
        const grouped = told.groups.flatMap((group) => group.facts);
        const risks = Object.keys(columns).filter((id) => id === "depth" || id === "rank");
        expect(told.facts.length + grouped.length + risks.length).toBe(Object.keys(columns).length);
        expect(told.hazards.length).toBe(risks.length > 0 ? 1 : 0);
        for (const fact of [...told.facts, ...grouped]) expect(sayFact(fact)).not.toBe("");
      }),
    );
  });
});
