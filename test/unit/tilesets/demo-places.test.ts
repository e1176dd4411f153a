import type { Feature, Point, Polygon } from "geojson";
import { describe, expect, it } from "vitest";
import { PLACE_TYPES, SENSED, ZONE_USES } from "../../../shared/city-places.ts";
import { fillBlocks } from "../../../tilesets/demo/blocks/fill-blocks.ts";
import { boundsOf, holds } from "../../../tilesets/demo/blocks/shape/ring.ts";
import type { Point2 } from "../../../tilesets/model/city-model.ts";
import { makeBlockPlan } from "../../support/block-plan.ts";

const plan = makeBlockPlan(2);
const { places, air, buildings, viewpoints } = fillBlocks(plan, 2);

const ofType = (type: string) =>
  places.features.filter(({ properties }) => properties?.type === type);
const property = (feature: Feature, key: string) => feature.properties?.[key];

describe("places", () => {
  it("are of every type, each with an id of its own and two names", () => {
    for (const type of PLACE_TYPES) expect(ofType(type).length, type).toBeGreaterThan(0);
    const ids = places.features.map((feature) => property(feature, "id"));
    expect(new Set(ids).size).toBe(ids.length);
    for (const feature of places.features) {
      expect(property(feature, "name")).toMatch(/^[\x20-\x7e]+$/);
      expect(property(feature, "nameJa")).toMatch(/[^\x20-\x7e]/);
    }
    for (const zone of ofType("use-zone")) expect(ZONE_USES).toContain(property(zone, "use"));
  });

  it("count in a district all who live and work in its buildings", () => {
    const districtOf = new Map(plan.blocks.map(({ id, district }) => [id, district]));
    for (const district of ofType("district")) {
      const own = buildings.filter(
        ({ id }) =>
          districtOf.get(id.split(":").slice(1, -1).join(":")) === property(district, "id"),
      );
      expect(property(district, "people")).toBe(own.reduce((sum, { people }) => sum + people, 0));
      expect(property(district, "people")).toBeGreaterThan(500);
    }
  });
});

describe("sensor sites", () => {
  it("are exactly 600, so many of each kind", () => {
    const counts = Object.fromEntries(
      SENSED.map((senses) => [
        senses,
        ofType("sensor-site").filter((site) => property(site, "senses") === senses).length,
      ]),
    );
    expect(counts).toEqual({
      air: 60,
      noise: 60,
      temperature: 50,
      rain: 20,
      river: 10,
      people: 80,
      parking: 70,
      light: 150,
      power: 100,
    });
  });

  it("belong to what there is", () => {
    const known = new Set([
      ...places.features.map((feature) => property(feature, "id")),
      ...plan.roads.map(({ id }) => id),
    ]);
    for (const site of ofType("sensor-site")) {
      const senses = property(site, "senses");
      const bound = ["people", "parking", "light", "power", "noise"].includes(senses);
      if (bound) expect(known, property(site, "id")).toContain(property(site, "of"));
      else expect(property(site, "of")).toBeUndefined();
    }
    for (const station of plan.stations) {
      const own = ofType("sensor-site").filter((site) => property(site, "of") === station.id);
      expect(own.length).toBeGreaterThanOrEqual(6);
    }
  });

  it("by the river stand on land with water beside them", () => {
    for (const site of ofType("sensor-site").filter(
      (found) => property(found, "senses") === "river",
    )) {
      const [longitude, latitude, height] = (site.geometry as Point).coordinates as [
        number,
        number,
        number,
      ];
      const [east, north] = plan.plane.local(longitude, latitude, height);
      expect(plan.isWater(east, north)).toBe(false);
      const near = [-5, 5].some((by) => plan.isWater(east + by, north));
      expect(near).toBe(true);
    }
  });
});

describe("car parks", () => {
  it("have every stall inside, clear of the next, and a drive on their road", () => {
    const parks = ofType("parking");
    expect(parks.length).toBeGreaterThan(30);
    for (const park of parks) {
      const ring = ringOf(park);
      const stalls = property(park, "stalls") as [number, number, number, number][];
      expect(stalls.length).toBeGreaterThanOrEqual(10);
      const spots = stalls.map(([longitude, latitude, height]) =>
        plan.plane.local(longitude, latitude, height),
      );
      for (const [i, spot] of spots.entries()) {
        expect(holds(ring, [spot[0], spot[1]])).toBe(true);
        for (const other of spots.slice(i + 1, i + 40)) {
          const flat = Math.hypot(other[0] - spot[0], other[1] - spot[1]);
          expect(flat > 2.4 || Math.abs(other[2] - spot[2]) > 2.4).toBe(true);
        }
      }
      const road = plan.roads.find(({ id }) => id === property(park, "road"))!;
      const [from, to] = [road.line[0]!, road.line[road.line.length - 1]!];
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      expect(property(park, "at")).toBeGreaterThan(road.trimFrom);
      expect(property(park, "at")).toBeLessThan(length - road.trimTo);
    }
  });

  it("have stalls on several levels where they have decks", () => {
    const levels = ofType("parking").map((park) => {
      const stalls = property(park, "stalls") as [number, number, number, number][];
      return new Set(stalls.map(([, , height]) => height)).size;
    });
    expect(Math.max(...levels)).toBe(5);
    expect(levels.filter((count) => count > 1).length).toBeGreaterThanOrEqual(2);
  });
});

function ringOf(feature: Feature): Point2[] {
  const [outer = []] = (feature.geometry as Polygon).coordinates;
  return outer.slice(0, -1).map((position) => {
    const [east, north] = plan.plane.local(position[0]!, position[1]!, position[2]!);
    return [east, north];
  });
}

describe("the air", () => {
  const ids = (type: string) =>
    air.features
      .filter((feature) => property(feature, "type") === type)
      .map((f) => property(f, "id"));

  it("has ports, a landing in every village, and a way from a port to each", () => {
    expect(ids("port").length).toBeGreaterThanOrEqual(4);
    const villages = air.features.map((feature) => property(feature, "village")).filter(Boolean);
    expect(villages.sort()).toEqual(plan.villages.map(({ id }) => id).sort());
    for (const landing of ids("landing")) {
      const ways = air.features.filter((feature) => property(feature, "to") === landing);
      expect(ways.length).toBeGreaterThanOrEqual(1);
      for (const way of ways) expect(ids("port")).toContain(property(way, "from"));
    }
  });

  it("is clear of roofs and land by 40 m all along", () => {
    for (const feature of air.features) {
      if (feature.geometry.type !== "LineString") continue;
      const line = feature.geometry.coordinates.map(([a, b, c]) => plan.plane.local(a!, b!, c!));
      for (const [i, to] of line.entries()) {
        const from = line[i - 1];
        if (from) expect(lowestAbove(from, to)).toBeGreaterThanOrEqual(40);
      }
    }
  });
});

/** Metres between a corridor's leg and the highest thing within its width. */
function lowestAbove(from: [number, number, number], to: [number, number, number]): number {
  const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 10);
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i <= steps; i++) {
    const east = from[0] + ((to[0] - from[0]) * i) / steps;
    const north = from[1] + ((to[1] - from[1]) * i) / steps;
    highest = Math.max(highest, plan.heightAt(east, north), roofAt(east, north));
  }
  return Math.min(from[2], to[2]) - highest;
}

function roofAt(east: number, north: number): number {
  return Math.max(
    0,
    ...buildings.flatMap(({ parts }) =>
      parts.flatMap(({ footprint, top }) => {
        const [west, south, right, upper] = boundsOf(footprint);
        const near =
          east > west - 25 && east < right + 25 && north > south - 25 && north < upper + 25;
        return near ? [top] : [];
      }),
    ),
  );
}

describe("viewpoints", () => {
  it("are the six, above the ground, the overview first", () => {
    expect(viewpoints.map(({ id }) => id)).toEqual([
      "overview",
      "harbour",
      "station",
      "river",
      "village",
      "street",
    ]);
    for (const { longitude, latitude, height, pitchDegrees } of viewpoints) {
      const [east, north, up] = plan.plane.local(longitude, latitude, height);
      expect(up).toBeGreaterThan(plan.heightAt(east, north) + 3);
      expect(pitchDegrees).toBeLessThan(0);
    }
  });
});
