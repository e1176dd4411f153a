import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { BUILDING_USES } from "../../../shared/building-use.ts";
import { fillBlocks } from "../../../tilesets/demo/blocks/fill-blocks.ts";
import { layGround } from "../../../tilesets/demo/ground/lay-ground.ts";
import { growCity } from "../../../tilesets/demo/grow-city.ts";
import type { Point2 } from "../../../tilesets/model/city-model.ts";
import {
  misplacedBuildings,
  overlappingBuildings,
  unsoundBuildings,
} from "../../support/check-buildings.ts";
import { GroundCover } from "../../support/ground-cover.ts";

// Growing the whole city takes seconds; on a busy machine many.
const PATIENCE = 240_000;
const plan = layGround(1);
const filled = fillBlocks(plan, 1);
const { buildings, places, air } = filled;

const patches = [...plan.patches, ...filled.patches];
const ground = new GroundCover();
for (const patch of patches) {
  const { id, surface, detail = 0 } = patch;
  const drawn = detail === 0 && surface !== "marking" && surface !== "water";
  if (drawn && !/^(far-|beach|rocks)/.test(id)) ground.addPatch(patch);
}
/** Heights of the land at a point, without paint, what is only seen from near, and the shore. */
const groundAt = (at: Point2) => ground.heights(at);

const property = (index: number, key: string) => places.features[index]?.properties?.[key];
const ofType = (type: string) =>
  places.features.filter(({ properties }) => properties?.type === type);

/** Every number that is in a value, however deep. */
function* numbersIn(value: unknown): Generator<number> {
  if (typeof value === "number") yield value;
  else if (ArrayBuffer.isView(value)) yield* value as Float64Array;
  else if (value !== null && typeof value === "object") {
    for (const part of Object.values(value)) yield* numbersIn(part);
  }
}

describe("Hamatsuki", () => {
  it("has 8,000 to 12,000 buildings of every use, on sound footprints", () => {
    expect(buildings.length).toBeGreaterThanOrEqual(8000);
    expect(buildings.length).toBeLessThanOrEqual(12_000);
    expect(new Set(buildings.map(({ use }) => use))).toEqual(new Set(BUILDING_USES));
    expect(unsoundBuildings(buildings)).toEqual([]);
    expect(new Set(buildings.map(({ id }) => id)).size).toBe(buildings.length);
  });

  it(
    "has each building inside its block: none on a road, in water, under the railway",
    () => expect(misplacedBuildings(plan, buildings)).toEqual([]),
    PATIENCE,
  );

  it("has buildings that reach into the ground as it is drawn, and none that is buried", () => {
    const wrong = buildings.flatMap(({ id, parts }) => {
      const foot = Math.min(...parts.map(({ base }) => base));
      const standing = parts.filter(({ base }) => base === foot);
      const heights = standing.flatMap(({ footprint }) => footprint.flatMap((at) => groundAt(at)));
      const eaves = Math.max(...parts.map((part) => part.eaves));
      const stands = foot < Math.min(...heights) && eaves > Math.max(...heights) + 2;
      return heights.length > 0 && stands ? [] : [id];
    });
    expect(wrong).toEqual([]);
  });

  it("has trees and lamps with their foot on the ground", () => {
    const wrong = [...filled.trees, ...filled.lamps].filter(({ at: [east, north, height] }) => {
      const off = groundAt([east, north]).map((ground) => Math.abs(ground - height));
      return !(Math.min(...off) < 0.3);
    });
    expect(wrong.map(({ at }) => at)).toEqual([]);
  });

  it("has no tree in a building, among parked cars or on a road, and no lamp there", () => {
    const taken = new GroundCover();
    for (const patch of patches) if (patch.surface === "road") taken.addPatch(patch);
    for (const { id, parts } of buildings)
      for (const { footprint } of parts) taken.addRing(id, footprint, []);
    const wrong = [...filled.trees, ...filled.lamps].flatMap(({ at: [east, north] }) =>
      taken.at([east, north]),
    );
    expect(wrong).toEqual([]);
  });

  it("has no building in another", () => expect(overlappingBuildings(buildings)).toEqual([]));

  it("has no number that is none", () => {
    for (const part of [buildings, filled.trees, filled.lamps, filled.patches, places, air]) {
      for (const number of numbersIn(part)) {
        if (!Number.isFinite(number)) throw new Error("a number that is none");
      }
    }
  });

  it("is as large as a small city", () => {
    const people = buildings.reduce((sum, building) => sum + building.people, 0);
    const area = buildings.reduce((sum, building) => sum + building.floorArea, 0);
    expect(people).toBeGreaterThan(100_000);
    expect(people).toBeLessThan(260_000);
    expect(area / people).toBeGreaterThan(25);
    expect(area / people).toBeLessThan(70);
    const inDistricts = ofType("district").map(({ properties }) => properties?.people as number);
    expect(inDistricts.reduce((sum, count) => sum + count, 0)).toBe(people);
  });

  it("has landmarks over a skyline, and low houses", () => {
    const heights = buildings.map(({ parts }) => {
      const base = Math.min(...parts.map((part) => part.base));
      return Math.max(...parts.map(({ top }) => top)) - base;
    });
    expect(Math.max(...heights)).toBeGreaterThan(120);
    expect(Math.max(...heights)).toBeLessThan(190);
    expect(heights.filter((height) => height > 40).length).toBeGreaterThan(60);
    expect(heights.filter((height) => height < 12).length / heights.length).toBeGreaterThan(0.6);
  });

  it("has trees, lamps and car parks as a city needs them", () => {
    expect(filled.trees.length).toBeGreaterThanOrEqual(10_000);
    expect(filled.trees.length).toBeLessThanOrEqual(18_000);
    expect(filled.lamps.length).toBeGreaterThan(2500);
    const parks = ofType("parking");
    expect(parks.length).toBeGreaterThanOrEqual(40);
    expect(parks.length).toBeLessThanOrEqual(70);
    const stalls = parks.reduce((sum, { properties }) => sum + properties?.stalls.length, 0);
    expect(stalls).toBeGreaterThanOrEqual(2500);
    expect(ofType("sensor-site")).toHaveLength(600);
    expect(property(0, "type")).toBe("district");
  });

  it("has a landing in each of its nine villages and ports that fly there", () => {
    const types = air.features.map(({ properties }) => properties?.type);
    expect(types.filter((type) => type === "landing")).toHaveLength(9);
    expect(types.filter((type) => type === "port").length).toBeGreaterThanOrEqual(4);
    expect(types.filter((type) => type === "corridor").length).toBeGreaterThanOrEqual(9);
  });

  it(
    "is put together from its ground and what stands on it, the same each time",
    () => {
      const city = growCity(1);
      const digest = (value: unknown) => {
        const hash = createHash("sha256");
        for (const number of numbersIn(value)) hash.update(Float64Array.of(number));
        return hash.digest("hex");
      };
      expect(digest(city.buildings)).toBe(digest(buildings));
      expect(digest(city.trees)).toBe(digest(filled.trees));
      expect(digest(city.surfaces)).toBe(digest([...plan.patches, ...filled.patches]));
      expect(JSON.stringify(city.networks.places)).toBe(JSON.stringify(places));
      expect(JSON.stringify(city.networks.air)).toBe(JSON.stringify(air));
      expect(city.viewpoints[0]?.id).toBe("overview");
      expect(city.ground.height).toBeGreaterThan(2);
      expect(city.ground.height).toBeLessThan(15);
    },
    PATIENCE,
  );
});
