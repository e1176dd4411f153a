import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Branch, plainName, readBuilding } from "../../../client/control/read-building.ts";

const ATTRIBUTES = {
  "gml:name": "県庁",
  "bldg:class": "堅ろう建物",
  "bldg:class_code": "3002",
  "bldg:usage": "官公庁施設",
  "bldg:measuredHeight": 96.2,
  "bldg:measuredHeight_uom": "m",
  "uro:BuildingDetailAttribute": [{ "uro:surveyYear": 2021 }],
  "uro:RiverFloodingRiskAttribute": [
    {
      "uro:description": "都川水系都川",
      "uro:rankOrg": "0.5m以上1m未満",
      "uro:depth": 0.61,
      "uro:depth_uom": "m",
      "uro:duration": 0.85,
      "uro:duration_uom": "hour",
      "uro:scale": "L2（想定最大規模）",
    },
    { "uro:description": "都川水系都川", "uro:depth": 0.017, "uro:scale": "L1（計画規模）" },
  ],
};

describe("readBuilding", () => {
  it.each([
    ["given parsed", ATTRIBUTES],
    ["as a JSON text", JSON.stringify(ATTRIBUTES)],
  ])("reads PLATEAU's nested attributes %s", (_, attributes) => {
    const building = readBuilding(new Map<string, unknown>([["attributes", attributes]]));
    expect(building.name).toBe("県庁");
    expect(building.facts).toEqual([
      { key: "usage", value: "官公庁施設" },
      { key: "measuredheight", value: 96.2, unit: "m" },
      { key: "class", value: "堅ろう建物" },
      { key: "surveyyear", value: 2021 },
    ]);
    expect(building.hazards).toEqual([
      {
        kind: "riverfloodingriskattribute",
        map: "都川水系都川",
        assumption: "L2（想定最大規模）",
        depth: 0.61,
        rank: "0.5m以上1m未満",
        hours: 0.85,
      },
      {
        kind: "riverfloodingriskattribute",
        map: "都川水系都川",
        assumption: "L1（計画規模）",
        depth: 0.017,
      },
    ]);
  });

  it("reads plain columns in the other spelling too", () => {
    const { facts } = readBuilding(new Map<string, unknown>([["measured_height", 12.5]]));
    expect(facts).toEqual([{ key: "measuredheight", value: 12.5, unit: "m" }]);
  });

  it("tells nothing of what is empty, and leaves out codes and units that stand beside their words", () => {
    const properties = new Map<string, unknown>([
      ["usage", "住宅"],
      ["usage_code", "411"],
      ["height_uom", "m"],
      ["note", ""],
      ["nothing", null],
      ["gone", undefined],
    ]);
    expect(readBuilding(properties).attributes).toEqual([{ name: "usage", value: "住宅" }]);
  });

  it("is bounded and never throws, whatever the properties are", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything({ withBigInt: true })), (record) => {
        const { attributes } = readBuilding(new Map(Object.entries(record)));
        expect(depth(attributes)).toBeLessThanOrEqual(8);
      }),
    );
    const deep = JSON.parse(`${'{"a":'.repeat(500)}1${"}".repeat(500)}`) as unknown;
    expect(depth(readBuilding(new Map([["attributes", deep]])).attributes)).toBeLessThanOrEqual(8);
    const wide = new Map(Array.from({ length: 5_000 }, (_, i) => [`n${i}`, i]));
    expect(readBuilding(wide).attributes).toHaveLength(200);
  });
});

it("plainName leaves out prefixes, case and underscores", () => {
  expect(plainName("uro:BuildingDetailAttribute_uro:surveyYear")).toBe("surveyyear");
  expect(plainName("measured_height")).toBe("measuredheight");
});

const CHIBA = join(import.meta.dirname, "../../../../shared/data/chiba/tileset/building_lod2/data");

describe.skipIf(!existsSync(CHIBA))(
  "the buildings of Chiba (skipped where the data is absent)",
  () => {
    it("all have a use, a height and a survey, and most a flood depth", () => {
      let count = 0;
      let withHazard = 0;
      for (const attributes of chibaBuildings()) {
        const { facts, hazards } = readBuilding(new Map([["attributes", attributes]]));
        count++;
        if (hazards.some(({ depth: metres }) => metres !== undefined)) withHazard++;
        const keys = facts.map(({ key }) => key);
        expect(keys).toEqual(expect.arrayContaining(["usage", "measuredheight", "surveyyear"]));
      }
      expect(count).toBeGreaterThan(3_000);
      expect(withHazard / count).toBeGreaterThan(0.5);
    });
  },
);

/** The `attributes` column of every b3dm tile's batch table. */
function* chibaBuildings(): Generator<unknown> {
  for (const name of readdirSync(CHIBA, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".b3dm")) continue;
    const bytes = readFileSync(join(CHIBA, name));
    const [featureJson = 0, featureBinary = 0, batchJson = 0] = [12, 16, 20].map((at) =>
      bytes.readUInt32LE(at),
    );
    const from = 28 + featureJson + featureBinary;
    const table = JSON.parse(bytes.toString("utf8", from, from + batchJson)) as {
      attributes: unknown[];
    };
    yield* table.attributes;
  }
}

function depth(branch: Branch): number {
  return Math.max(1, ...branch.map((twig) => ("branch" in twig ? 1 + depth(twig.branch) : 1)));
}
