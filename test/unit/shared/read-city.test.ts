import { describe, expect, it } from "vitest";
import type { City } from "../../../shared/city.ts";
import { readCity } from "../../../shared/read-city.ts";

const VIEWPOINT = {
  id: "harbour",
  name: { en: "Harbour", ja: "港" },
  ...{ longitude: 139.9, latitude: 35.6, height: 120, headingDegrees: 10, pitchDegrees: -20 },
};
const LAYER = { role: "ground", tileset: "ground/tileset.json", surfaces: true } as const;
const CITY: City = {
  id: "small",
  name: { en: "Small city", ja: "小さな町" },
  tilesets: ["tileset.json"],
  layers: [LAYER],
  bounds: [139, 35, 140, 36],
  ground: { height: 38, method: "measured" },
  viewpoints: [VIEWPOINT],
  attribution: ["The town"],
};

describe("readCity", () => {
  it("takes a city with layers and views, and one without", () => {
    expect(readCity(CITY)).toEqual(CITY);
    const { layers: _, viewpoints: __, ...plain } = CITY;
    expect(readCity(plain)).toEqual(plain);
    expect(readCity({ ...CITY, of: "a later version" })).toBeDefined();
  });

  it.each([
    ["nothing", null],
    ["a name in one language", { ...CITY, name: { en: "Small city" } }],
    ["a tileset that is no text", { ...CITY, tilesets: [1] }],
    ["no attribution", { ...CITY, attribution: undefined }],
    ["bounds that end nowhere", { ...CITY, bounds: [139, 35, 140, null] }],
    ["no ground height", { ...CITY, ground: {} }],
    ["an origin without a height", { ...CITY, origin: { longitude: 139, latitude: 35 } }],
    ["layers that are no list", { ...CITY, layers: {} }],
    ["a layer of an unknown role", { ...CITY, layers: [{ ...LAYER, role: "constructor" }] }],
    ["a layer of nothing", { ...CITY, layers: [null] }],
    ["a view without a name", { ...CITY, viewpoints: [{ ...VIEWPOINT, name: "Harbour" }] }],
    ["a view from nowhere", { ...CITY, viewpoints: [{ ...VIEWPOINT, height: undefined }] }],
  ])("refuses %s", (_, body) => {
    expect(readCity(body)).toBeUndefined();
  });
});
