import { describe, expect, it } from "vitest";
import { buildingProperties } from "../../../client/control/scene/building-properties.ts";

function feature(properties: Record<string, unknown>) {
  return {
    getPropertyIds: () => Object.keys(properties),
    getProperty: (name: string) => properties[name],
  };
}

describe("buildingProperties", () => {
  it("opens a text that is JSON, and leaves any other as it is", () => {
    const found = buildingProperties(
      feature({
        attributes: '{"bldg:usage":"住宅"}',
        name: "Tower",
        odd: "{not json",
        height: 12.5,
      }),
    );
    expect(found.get("attributes")).toEqual({ "bldg:usage": "住宅" });
    expect([found.get("name"), found.get("odd"), found.get("height")]).toEqual([
      "Tower",
      "{not json",
      12.5,
    ]);
  });

  it("leaves out what is empty, and keeps zero and false", () => {
    const found = buildingProperties(feature({ a: "", b: null, c: undefined, d: 0, e: false }));
    expect([...found.keys()]).toEqual(["d", "e"]);
  });

  it("is bounded", () => {
    const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`p${i}`, i]));
    expect(buildingProperties(feature({ ...many })).size).toBe(500);
    const long = buildingProperties(feature({ text: "x".repeat(1_000_000) })).get("text");
    expect(String(long).length).toBe(64 * 1024);
  });
});
