import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRegionFile } from "../../../client/control/areas/read-region-file.ts";
import { regionFile } from "../../../client/control/areas/region-file.ts";
import { isProblem } from "../../../shared/problem.ts";
import type { RegionFeature } from "../../../shared/region.ts";

const square = {
  type: "Polygon" as const,
  coordinates: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
  ],
};

function read(body: unknown, name = "harbour.geojson") {
  return readRegionFile(typeof body === "string" ? body : JSON.stringify(body), name);
}

describe("reading regions from a file", () => {
  it("takes a collection, a feature, or a bare polygon", () => {
    const feature = { type: "Feature", geometry: square, properties: { name: "Pier" } };
    for (const body of [{ type: "FeatureCollection", features: [feature] }, feature])
      expect(read(body)).toMatchObject({ features: [{ properties: { name: "Pier" } }] });
    expect(read(square)).toMatchObject({ features: [{ properties: { name: "harbour" } }] });
  });

  it("names what has no name after the file, and keeps nothing that it does not know", () => {
    const nameless = {
      type: "Feature",
      geometry: square,
      properties: { floor: 10, colour: "red" },
    };
    const taken = read({ type: "FeatureCollection", features: [nameless, nameless] });
    expect(taken).toEqual({
      type: "FeatureCollection",
      features: ["harbour 1", "harbour 2"].map((name) => ({
        type: "Feature",
        geometry: square,
        properties: { name, floor: 10 },
      })),
    });
  });

  it.each([
    ["no JSON", "{", "areas/file-json"],
    ["no GeoJSON", { hello: 1 }, "areas/file-empty"],
    ["null", null, "areas/file-empty"],
    ["no features", { type: "FeatureCollection", features: [] }, "areas/file-empty"],
    ["features of no list", { type: "FeatureCollection", features: 7 }, "areas/file-empty"],
    [
      "a point",
      { type: "Feature", geometry: { type: "Point", coordinates: [0, 0] }, properties: {} },
      "areas/file-not-area",
    ],
    [
      "a feature of nothing",
      { type: "FeatureCollection", features: [null] },
      "areas/file-not-area",
    ],
  ])("refuses %s, and says so", (_, body, code) => {
    const answer = read(body);
    expect(isProblem(answer) && answer.code).toBe(code);
  });

  it("never throws, and takes nothing by inheritance", () => {
    fc.assert(fc.property(fc.json(), (text) => void readRegionFile(text, "x.json")));
    const sly = '{"type":"Feature","geometry":null,"properties":{"__proto__":{"name":"x"}}}';
    expect(isProblem(read(sly))).toBe(true);
  });
});

it("writes a file that it reads again, without who is in a region now", () => {
  const region: RegionFeature = {
    type: "Feature",
    id: "region:pier",
    geometry: square,
    properties: { name: "埠頭", floor: 1, ceiling: 2, validFrom: "2026-01-01T00:00:00.000Z" },
    live: { total: 3, byKind: [3, 0, 0, 0, 0, 0] },
  };
  const text = regionFile([region]);
  expect(text).not.toContain("live");
  const { id: _, live: __, ...kept } = region;
  expect(read(text)).toEqual({ type: "FeatureCollection", features: [kept] });
});
