import { describe, expect, it } from "vitest";
import {
  familyOf,
  USE_FAMILIES,
  useFamily,
} from "../../../client/control/scene/looks/use-families.ts";
import { BUILDING_USES } from "../../../shared/building-use.ts";

const columns = (values: Readonly<Record<string, unknown>>) => (name: string) => values[name];

describe("the colours of buildings by use", () => {
  it("give every use of ours one family, and no use two", () => {
    for (const use of BUILDING_USES) expect(useFamily(use)).not.toBe("unknown");
    const all = USE_FAMILIES.flatMap(({ uses }) => uses as readonly string[]);
    expect(all.toSorted()).toEqual(BUILDING_USES.toSorted());
  });

  it("have a colour and a letter each that no other family has", () => {
    const unlike = (values: readonly string[]) => expect(new Set(values).size).toBe(values.length);
    unlike(USE_FAMILIES.map(({ color }) => color));
    unlike(USE_FAMILIES.map(({ sign }) => sign.en));
    unlike(USE_FAMILIES.map(({ sign }) => sign.ja));
  });

  it("know what PLATEAU calls a use, by word and by code, and OpenStreetMap's common words", () => {
    expect(useFamily("共同住宅")).toBe("apartment");
    expect(useFamily("401")).toBe("office");
    expect(useFamily("retail")).toBe("trade");
    expect(useFamily("文教厚生施設")).toBe("care");
  });

  it("read it from the columns of a tile, or from the text that holds all attributes", () => {
    expect(familyOf(columns({ use: "temple" }))).toBe("temple");
    expect(familyOf(columns({ "bldg:usage": "工場" }))).toBe("work");
    const attributes = '{"bldg:class":"普通建物","bldg:usage":"住宅","bldg:usage_code":"411"}';
    expect(familyOf(columns({ attributes }))).toBe("home");
  });

  it("call unknown what no one told, or told in a way we do not know", () => {
    expect(familyOf(columns({}))).toBe("unknown");
    expect(familyOf(columns({ use: "toString" }))).toBe("unknown");
    expect(familyOf(columns({ use: "", attributes: '{"bldg:usage":"不明"}' }))).toBe("unknown");
    expect(familyOf(columns({ use: 7 }))).toBe("unknown");
  });
});
