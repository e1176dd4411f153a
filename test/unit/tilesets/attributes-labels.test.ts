import { describe, expect, it } from "vitest";
import { buildingEnglish } from "../../../client/ui/words/building-english.ts";
import { buildingJapanese } from "../../../client/ui/words/building-japanese.ts";
import { labelOf } from "../../../tilesets/read/attribute-labels.ts";
import { BUILDING_LABELS } from "../../../tilesets/read/labels/building-labels.ts";
import { FEATURE_LABELS } from "../../../tilesets/read/labels/feature-labels.ts";
import { HAZARD_LABELS } from "../../../tilesets/read/labels/hazard-labels.ts";
import { LAND_LABELS } from "../../../tilesets/read/labels/land-labels.ts";
import { OSM_LABELS } from "../../../tilesets/read/labels/osm-labels.ts";
import { PLAN_LABELS } from "../../../tilesets/read/labels/plan-labels.ts";
import { TRAFFIC_LABELS } from "../../../tilesets/read/labels/traffic-labels.ts";
import { UTILITY_LABELS } from "../../../tilesets/read/labels/utility-labels.ts";

const TABLES = [
  ...[FEATURE_LABELS, BUILDING_LABELS, HAZARD_LABELS, TRAFFIC_LABELS],
  ...[LAND_LABELS, PLAN_LABELS, UTILITY_LABELS, OSM_LABELS],
];
const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|^(URI|データID)$/u;

describe("what attributes are called", () => {
  it("is Japanese in Japanese and English in English, short enough for a panel", () => {
    for (const table of TABLES)
      for (const [name, [ja, en]] of Object.entries(table)) {
        expect(ja, name).toMatch(JAPANESE);
        expect(en, name).toMatch(/^[A-Z][\w ,().²-]*$/);
        expect(Math.max(ja.length * 2, en.length), name).toBeLessThan(42);
      }
  });

  it("is the same as the pages say it", () => {
    // Pages know names without regard to case and these only of buildings; a menu has our own height too.
    const ofBuildings = ["class", "description", "depth", "measuredheight"];
    const other = new Set([...ofBuildings, "featuretype", "meshcode", "citycode"]);
    const known = new Map(
      TABLES.toReversed().flatMap((table) =>
        Object.entries(table).map(([name, words]) => [name.toLowerCase(), words] as const),
      ),
    );
    let compared = 0;
    for (const [name, english] of Object.entries(buildingEnglish)) {
      const words = known.get(name);
      if (words === undefined || other.has(name)) continue;
      compared++;
      expect([name, ...words]).toEqual([
        name,
        buildingJapanese[name as keyof typeof buildingEnglish],
        english,
      ]);
    }
    expect(compared).toBeGreaterThan(45);
  });

  it("depends on where it is said", () => {
    expect(labelOf("depth").label).toEqual({ en: "Depth", ja: "深さ" });
    expect(labelOf("riverFloodingRiskAttribute[都川・L2（想定最大規模）]/depth")).toEqual({
      label: { en: "Depth", ja: "浸水深" },
      group: { en: "River flood 都川・L2（想定最大規模）", ja: "洪水 都川・L2（想定最大規模）" },
    });
    expect(labelOf("riverFloodingRiskAttribute[a][2]/description").label.ja).toBe("想定図");
    expect(labelOf("description").label.ja).toBe("説明");
  });

  it("tells repeated ones apart, and skips what only wraps", () => {
    expect(labelOf("usage[2]").label).toEqual({ en: "Use 2", ja: "用途 2" });
    expect(labelOf("height/value")).toEqual({ label: { en: "Height", ja: "高さ" } });
    expect(labelOf("value").label.en).toBe("Value");
    expect(
      labelOf("dataQualityAttribute/publicSurveyDataQualityAttribute/srcScaleLod1").group,
    ).toEqual({ en: "Data quality · Public survey", ja: "データ品質 · 公共測量" });
  });

  it.each([
    ["identificatiePand", "Identificatie pand"],
    ["b3_h_dak_max", "B3 h dak max"],
    ["numberOfWidgets", "Number of widgets"],
    ["addr:floor", "Addr floor"],
    ["HTTPServer", "HTTP server"],
    ["防火及び準防火地域", "防火及び準防火地域"],
    ["Already in words", "Already in words"],
    ["__", "__"],
    ["", ""],
    ["constructor", "Constructor"],
  ])("makes a name that nobody knows readable: %s", (name, label) => {
    expect(labelOf(name).label).toEqual({ en: label, ja: label });
  });
});
