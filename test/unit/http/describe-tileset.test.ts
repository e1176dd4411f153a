import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeTileset } from "../../../server/http/describe-tileset.ts";
import { LIMITS, type Limits } from "../../../server/security/limits.ts";
import { ecefFrom } from "../../../shared/geodesy.ts";
import { isProblem } from "../../../shared/problem.ts";

const CHIBA = join(
  import.meta.dirname,
  "../../../../shared/data/chiba/tileset/building_lod2/tileset.json",
);
const RADIANS = Math.PI / 180;

function described(root: unknown, more: object = {}) {
  const result = describeTileset({ asset: { version: "1.1" }, root, ...more }, LIMITS);
  if (isProblem(result)) throw new Error(result.message);
  return result;
}

function refused(tileset: unknown, limits: Limits = LIMITS): string {
  const result = describeTileset(tileset, limits);
  return isProblem(result) ? result.code : "described";
}

const region = (west: number, south: number, east: number, north: number, low: number) => ({
  boundingVolume: {
    region: [west * RADIANS, south * RADIANS, east * RADIANS, north * RADIANS, low, low + 50],
  },
});

/** A transform from local east-north-up metres, as tile makers write it. */
function eastNorthUp(longitude: number, latitude: number, height: number): number[] {
  const [lon, lat] = [longitude * RADIANS, latitude * RADIANS];
  const [sinLon, cosLon, sinLat, cosLat] = [
    Math.sin(lon),
    Math.cos(lon),
    Math.sin(lat),
    Math.cos(lat),
  ];
  return [
    ...[-sinLon, cosLon, 0, 0],
    ...[-sinLat * cosLon, -sinLat * sinLon, cosLat, 0],
    ...[cosLat * cosLon, cosLat * sinLon, sinLat, 0],
    ...[...ecefFrom(longitude, latitude, height), 1],
  ];
}

describe("describeTileset", () => {
  it("takes the bounds from the leaves, since upper tiles are padded", () => {
    const { bounds, ground } = described({
      ...region(139, 34, 142, 37, -100),
      children: [region(140, 35, 140.1, 35.1, 20), region(140.1, 35.05, 140.3, 35.2, 30)],
    });
    expect(bounds.map((degrees) => Number(degrees.toFixed(9)))).toEqual([140, 35, 140.3, 35.2]);
    expect(ground.height).toBe(20);
  });

  it("is not misled about the ground by one deep cellar", () => {
    const lows = [-300, 21, 22, 23, 24, 25, 40, 41];
    const children = lows.map((low, i) => region(140 + i / 100, 35, 140.01 + i / 100, 35.01, low));
    const { ground } = described({ ...region(140, 35, 141, 36, -300), children });
    expect(ground.height).toBe(22);
    expect(ground.method).toBe(
      "lower quartile of the lowest points of 8 leaf tiles, by their bounding region",
    );
  });

  it("places boxes and spheres by the transforms above them", () => {
    const { bounds, ground } = described({
      boundingVolume: { sphere: [0, 0, 0, 800] },
      transform: eastNorthUp(140.1, 35.6, 40),
      children: [{ boundingVolume: { box: [0, 0, 25, 500, 0, 0, 0, 300, 0, 0, 0, 25] } }],
    });
    const [west, south, east, north] = bounds;
    expect((west + east) / 2).toBeCloseTo(140.1, 5);
    expect((south + north) / 2).toBeCloseTo(35.6, 5);
    expect((east - west) * 111_320 * Math.cos(35.6 * RADIANS)).toBeGreaterThan(990);
    expect((east - west) * 111_320 * Math.cos(35.6 * RADIANS)).toBeLessThan(1_010);
    expect(ground.height).toBeCloseTo(40, 1);
  });

  it("goes across the antimeridian", () => {
    const children = [
      region(179.9, -17, -179.95, -16.9, 5),
      region(-179.95, -17, -179.8, -16.9, 5),
    ];
    const { bounds } = described({ ...region(-180, -90, 180, 90, 0), children });
    expect(bounds[0]).toBeCloseTo(179.9, 6);
    expect(bounds[2]).toBeCloseTo(-179.8, 6);
    expect(described(region(-180, -90, 180, 90, 0)).bounds).toEqual([-180, -90, 180, 90]);
  });

  it("credits whom the tileset names, and nobody by guess", () => {
    const root = region(140, 35, 141, 36, 0);
    expect(described(root).attribution).toEqual([]);
    const asset = { version: "1.0", copyright: " A ", extras: { attribution: ["B", 3, ""] } };
    expect(described(root, { asset }).attribution).toEqual(["A", "B"]);
  });

  it.each([
    [null, "city/malformed"],
    [{}, "city/malformed"],
    [{ root: {} }, "city/malformed"],
    [{ root: { boundingVolume: { region: [1, 2, 3] } } }, "city/malformed"],
    [{ root: { boundingVolume: { region: [140, 35, 141, 36, 0, 1] } } }, "city/malformed"],
    [
      { root: { boundingVolume: { box: [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1] } } },
      "city/not-on-earth",
    ],
    [{ root: { boundingVolume: { sphere: [6378137, 0, 0, 6378137] } } }, "city/not-on-earth"],
  ])("refuses %j", (tileset, code) => expect(refused(tileset)).toBe(code));

  it("stops at its limit of tiles", () => {
    const root = {
      ...region(140, 35, 141, 36, 0),
      children: Array.from({ length: 20 }, () => region(140, 35, 141, 36, 0)),
    };
    expect(refused({ root }, { ...LIMITS, tilesetTiles: 20 })).toBe("city/too-large");
    expect(refused({ root }, { ...LIMITS, tilesetTiles: 21 })).toBe("described");
  });

  it("reads a chain of 100,000 tiles without running out of stack", () => {
    let root: object = region(140, 35, 141, 36, 7);
    for (let i = 0; i < 100_000; i++) root = { ...region(140, 35, 141, 36, 0), children: [root] };
    expect(described(root).ground.height).toBe(7);
  });

  it.skipIf(!existsSync(CHIBA))("describes Chiba as published (needs ../shared/data)", () => {
    const { bounds, ground, attribution } = described(
      null,
      JSON.parse(readFileSync(CHIBA, "utf8")),
    );
    expect(bounds.map((degrees) => Number(degrees.toFixed(4)))).toEqual([
      140.1054, 35.5964, 140.1234, 35.6185,
    ]);
    expect(ground.height).toBeGreaterThan(34.9);
    expect(ground.height).toBeLessThan(37);
    expect(attribution).toEqual([]);
  });
});
