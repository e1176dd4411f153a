import type { Feature, LineString, MultiLineString, Position } from "geojson";
import { describe, expect, test } from "vitest";
import type {
  BusRouteProperties,
  JunctionProperties,
  RoadProperties,
  StopProperties,
  TrackProperties,
} from "../../../shared/city-networks.ts";
import { layGround } from "../../../tilesets/demo/ground/lay-ground.ts";
import type { GroundPlan } from "../../../tilesets/demo/ground-plan.ts";
import type { Point3 } from "../../../tilesets/model/city-model.ts";
import { GroundCover } from "../../support/ground-cover.ts";

const PLANS = [1, 4, 5].map((seed) => ({ seed, plan: layGround(seed) }));

function roadsOf(plan: GroundPlan): Feature<LineString, RoadProperties>[] {
  return plan.networks.roads.features.filter(
    (f): f is Feature<LineString, RoadProperties> => f.properties?.type === "road",
  );
}

function junctionsOf(plan: GroundPlan): JunctionProperties[] {
  return plan.networks.roads.features
    .map((f) => f.properties as JunctionProperties)
    .filter((p) => p.type === "junction");
}

function local(plan: GroundPlan, [longitude, latitude, height]: Position): Point3 {
  return plan.plane.local(longitude as number, latitude as number, height as number);
}

function lengthOf(line: readonly Point3[]): number {
  return line
    .slice(1)
    .reduce(
      (sum, p, i) => sum + Math.hypot(p[0] - (line[i]?.[0] ?? 0), p[1] - (line[i]?.[1] ?? 0)),
      0,
    );
}

/** All that is reached from a junction, along the ways given. */
function reached(start: string, ways: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set([start]);
  const waiting = [start];
  while (waiting.length > 0) {
    for (const next of ways.get(waiting.pop() as string) ?? []) {
      if (!seen.has(next)) waiting.push(next);
      seen.add(next);
    }
  }
  return seen;
}

describe.each(PLANS)("the roads of seed $seed", ({ plan }) => {
  const roads = roadsOf(plan);

  test("lead from every junction to every other, without dead ends", () => {
    const there = new Map<string, string[]>();
    const back = new Map<string, string[]>();
    const link = (ways: Map<string, string[]>, a: string, b: string) =>
      ways.set(a, [...(ways.get(a) ?? []), b]);
    for (const { properties: p } of roads) {
      if (p.lanesForward > 0) {
        link(there, p.from, p.to);
        link(back, p.to, p.from);
      }
      if (p.lanesBackward > 0) {
        link(there, p.to, p.from);
        link(back, p.from, p.to);
      }
    }
    const ids = junctionsOf(plan).map((j) => j.id);
    expect(reached(ids[0] as string, there).size).toBe(ids.length);
    expect(reached(ids[0] as string, back).size).toBe(ids.length);
    for (const id of ids) expect(there.get(id)?.length ?? 0, id).toBeGreaterThan(1);
    expect(roads.length).toBeGreaterThan(1500);
  });

  test("lie on the drawn road within 5 cm, all along", () => {
    const cover = new GroundCover();
    for (const patch of plan.patches) if (patch.surface === "road") cover.addPatch(patch);
    for (const { properties, geometry } of roads) {
      const line = geometry.coordinates.map((c) => local(plan, c));
      for (let i = 0; i + 1 < line.length; i++) {
        const [a, b] = [line[i] as Point3, line[i + 1] as Point3];
        for (const t of [0.02, 0.3, 0.7, 0.98]) {
          const [x, y, z] = [0, 1, 2].map(
            (k) => (a[k] as number) * (1 - t) + (b[k] as number) * t,
          ) as [number, number, number];
          const off = cover.heights([x, y]).map((h) => Math.abs(h - z));
          expect(Math.min(...off), `${properties.id} at ${x}, ${y}`).toBeLessThan(0.05);
        }
      }
    }
  });

  test("are nowhere steeper than 12 % and have room between their stop lines", () => {
    for (const { properties: p, geometry } of roads) {
      const line = geometry.coordinates.map((c) => local(plan, c));
      expect(p.trimFrom + p.trimTo, p.id).toBeLessThan(lengthOf(line) - 3);
      line.slice(1).forEach((b, i) => {
        const a = line[i] as Point3;
        const run = Math.hypot(b[0] - a[0], b[1] - a[1]);
        expect(Math.abs(b[2] - a[2]), p.id).toBeLessThan(run * 0.12 + 0.02);
      });
    }
  });

  test("cross the river on named bridges, clear of the water", () => {
    const bridges = roads.filter((r) => r.properties.bridge);
    expect(new Set(bridges.map((r) => r.properties.bridge)).size).toBeGreaterThanOrEqual(5);
    for (const { properties, geometry } of bridges) {
      const over = geometry.coordinates
        .map((c) => local(plan, c))
        .filter((p) => plan.isWater(p[0], p[1]));
      expect(over.length, properties.id).toBeGreaterThan(0);
      for (const p of over) expect(p[2], properties.id).toBeGreaterThan(5);
    }
  });

  test("have signals where main roads meet, and names on them", () => {
    const signals = junctionsOf(plan).filter((j) => j.signals).length;
    expect(signals).toBeGreaterThan(40);
    const arterials = roads.filter((r) => r.properties.class === "arterial");
    expect(arterials.filter((r) => !r.properties.name || !r.properties.nameJa)).toEqual([]);
  });
});

describe.each(PLANS)("the buses of seed $seed", ({ plan }) => {
  const roads = new Map(roadsOf(plan).map((r) => [r.properties.id, r]));
  const routes = plan.networks.buses.features as Feature<MultiLineString, BusRouteProperties>[];

  test("go round circuits that can be driven, without turning back", () => {
    expect(routes.length).toBeGreaterThanOrEqual(8);
    for (const { properties } of routes) {
      const driven = properties.roads.map((signed) => {
        const against = signed.startsWith("-");
        const road = roads.get(against ? signed.slice(1) : signed);
        if (!road) throw new Error(`${signed} is no road`);
        const { from, to, id } = road.properties;
        return { id, begin: against ? to : from, end: against ? from : to };
      });
      driven.forEach((road, i) => {
        const next = driven[(i + 1) % driven.length];
        expect(next?.begin, `${properties.ref} after ${road.id}`).toBe(road.end);
        expect(next?.id, properties.ref).not.toBe(road.id);
      });
    }
  });

  test("stop 200 to 1,200 m apart, beyond junctions", () => {
    for (const { properties } of routes) {
      expect(properties.stops.length, properties.ref).toBeGreaterThan(4);
      for (const stop of properties.stops) {
        const road = roads.get((properties.roads[stop.road] as string).replace(/^-/, ""));
        if (!road) throw new Error(`${stop.id} is on no road`);
        const long = lengthOf(road.geometry.coordinates.map((c) => local(plan, c)));
        expect(stop.at, stop.id).toBeGreaterThan(5);
        expect(stop.at, stop.id).toBeLessThan(long - 5);
        expect([...stop.nameJa].length, stop.id).toBeGreaterThan(1);
      }
    }
  });
});

describe.each(PLANS)("the railway of seed $seed", ({ plan }) => {
  const { features } = plan.networks.rail;

  test("has two tracks, five stations with a platform on each, clear of the roads", () => {
    const tracks = features.filter((f) => (f.properties as TrackProperties).type === "track");
    expect(tracks.length).toBe(2);
    const stops = features
      .map((f) => f.properties as StopProperties)
      .filter((p) => p.type === "platform");
    expect(new Set(stops.map((s) => s.station)).size).toBe(5);
    expect(stops.length).toBe(10);
    for (const track of tracks) {
      for (const c of (track.geometry as LineString).coordinates) {
        const p = local(plan, c);
        if (!plan.isWater(p[0], p[1])) {
          expect(p[2] - 1.75 - plan.heightAt(p[0], p[1])).toBeGreaterThan(4.8);
        }
      }
    }
  });

  test("runs on drawn rails: their top is the track's height", () => {
    const rails = plan.patches.find((p) => p.surface === "rail");
    const top = Math.max(...(rails?.positions.filter((_, i) => i % 3 === 2) ?? []));
    for (const f of features.filter((one) => one.properties?.type === "track")) {
      for (const c of (f.geometry as LineString).coordinates) {
        expect(local(plan, c)[2]).toBeCloseTo(top, 2);
      }
    }
  });
});

describe.each(PLANS)("the footways of seed $seed", ({ plan }) => {
  test("run on the land, not in the water, a kerb above the road", () => {
    const lines = plan.networks.footways.features as Feature<LineString>[];
    expect(lines.length).toBeGreaterThan(1000);
    for (const { properties, geometry } of lines) {
      if (properties?.surface !== "sidewalk") continue;
      for (const c of geometry.coordinates.slice(1, -1)) {
        const [x, y, z] = local(plan, c);
        expect(Math.abs(plan.heightAt(x, y) - z), properties.id).toBeLessThan(0.2);
      }
    }
  });
});
