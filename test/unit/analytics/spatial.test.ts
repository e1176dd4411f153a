import { booleanPointInPolygon, circle, distance } from "@turf/turf";
import type { Polygon } from "geojson";
import { afterEach, describe, expect, it } from "vitest";
import { Spatial } from "../../../server/analytics/spatial.ts";
import { Twin } from "../../../server/state/twin.ts";
import type { EntityKind } from "../../../shared/entity.ts";
import { isProblem } from "../../../shared/problem.ts";
import { Random } from "../../../shared/random.ts";
import type { Crossing, Region } from "../../../shared/region.ts";

/** A twin and its spatial answers, on the bare globe. */
class Globe {
  readonly crossings: Crossing[] = [];
  readonly twin: Twin;
  readonly spatial: Spatial;
  #at = Date.now() - 60_000;

  constructor() {
    this.twin = new Twin({
      watch: {
        placed: (handle) => this.spatial.placed(handle),
        heard: (handle) => this.spatial.heard(handle),
        left: (handle) => this.spatial.left(handle),
      },
    });
    this.spatial = new Spatial({
      columns: this.twin.columns,
      log: { info: () => undefined, error: () => undefined },
      onCrossings: (crossings) => this.crossings.push(...crossings),
      onNews: () => undefined,
    });
  }

  say(id: string, longitude: number, latitude: number, kind: EntityKind = "vehicle"): void {
    this.twin.merge({
      observation: {
        entity: { id, kind, name: `The ${id}` },
        observedAt: this.#at++,
        position: { longitude, latitude },
      },
      receivedAt: this.#at,
      provenance: "live",
      source: "test",
    });
  }

  /** Resolves when all that was said is placed. */
  async settle(): Promise<void> {
    await this.spatial.near({ longitude: 0, latitude: 0, radius: 1, limit: 1 });
  }
}

const globes: Globe[] = [];
async function started(): Promise<Globe> {
  const globe = new Globe();
  globes.push(globe);
  await globe.spatial.start();
  return globe;
}

afterEach(async () => {
  await Promise.all(globes.splice(0).map(({ spatial }) => spatial.stop()));
});

const square = (west: number, south: number, size: number): Polygon => ({
  type: "Polygon",
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
});
const HARBOUR: Region = { id: "harbour", name: "Harbour", geometry: square(0, 0, 1) };

describe("Spatial", () => {
  it("tells crossings with who and where, numbered from 1, and remembers them", async () => {
    const globe = await started();
    await globe.spatial.setRegions([HARBOUR]);
    globe.say("a", 0.5, 0.5);
    globe.say("a", 2, 0.5);
    await globe.settle();
    expect(globe.crossings).toEqual([
      expect.objectContaining({
        sequence: 1,
        type: "enter",
        cause: "appeared",
        region: "harbour",
        regionName: "Harbour",
        entity: "a",
        entityName: "The a",
        kind: "vehicle",
        provenance: "live",
        position: { longitude: 0.5, latitude: 0.5 },
      }),
      expect.objectContaining({ sequence: 2, type: "leave", cause: "moved" }),
    ]);
    const asked = globe.spatial.crossings({ after: 1, limit: 10 });
    expect(asked).toEqual({ crossings: [globe.crossings[1]], last: 2, forgotten: false });
  });

  it("[S5] counts who was there before and comes to be known late, without a crossing", async () => {
    const globe = await started();
    await globe.spatial.setRegions([HARBOUR]);
    globe.spatial.quietly(() => globe.say("a", 0.5, 0.5));
    await globe.settle();
    expect(globe.crossings).toEqual([]);
    globe.say("a", 2, 0.5);
    await globe.settle();
    expect(globe.crossings).toEqual([
      expect.objectContaining({ type: "leave", entity: "a", cause: "moved" }),
    ]);
  });

  it("places what moved before a change of regions among the regions of before", async () => {
    const globe = await started();
    await globe.spatial.setRegions([HARBOUR]);
    globe.say("a", 0.5, 0.5);
    const changed = globe.spatial.setRegions([
      { ...HARBOUR, id: "other", geometry: square(5, 5, 1) },
    ]);
    globe.say("a", 5.5, 5.5);
    await changed;
    globe.say("a", 9, 9);
    await globe.settle();
    // It was in the other already when that came to be.
    expect(globe.crossings.map(({ type, region }) => `${type} ${region}`)).toEqual([
      "enter harbour",
      "leave harbour",
      "leave other",
    ]);
    expect(globe.spatial.counts("harbour")).toBeUndefined();
  });

  it("counts a region as soon as it is set", async () => {
    const globe = await started();
    globe.say("a", 0.5, 0.5);
    await globe.spatial.setRegions([HARBOUR]);
    expect(globe.spatial.counts("harbour")).toEqual({ total: 1, byKind: [0, 1, 0, 0, 0, 0] });
    expect(globe.crossings).toEqual([]);
  });

  it("finds within and near what plain Turf finds of all positions", async () => {
    const globe = await started();
    const random = new Random("within and near");
    const places = Array.from({ length: 2_000 }, (_, i) => {
      const place = [random.between(-1, 1), random.between(-1, 1)] as const;
      globe.say(`e${i}`, ...place, i % 2 === 0 ? "vehicle" : "drone");
      return place;
    });
    const region: Region = { ...HARBOUR, geometry: circle([0.1, 0.2], 60, { steps: 20 }).geometry };
    await globe.spatial.setRegions([region]);
    const inside = places.flatMap((place, i) =>
      booleanPointInPolygon([...place], region.geometry) ? [i] : [],
    );
    expect(inside.length).toBeGreaterThan(100);
    for (const area of [{ geometry: region.geometry }, { region: "harbour" }]) {
      const all = await globe.spatial.within({ area, limit: 5_000 });
      expect(isProblem(all) ? all : [...all.handles]).toEqual(inside);
      const drones = await globe.spatial.within({ area, kinds: new Set(["drone"]), limit: 3 });
      const odd = inside.filter((i) => i % 2 === 1);
      expect(isProblem(drones) ? drones : [...drones.handles]).toEqual(odd.slice(0, 3));
      expect(drones).toMatchObject({ matched: odd.length });
    }
    const near = await globe.spatial.near({
      longitude: 0.1,
      latitude: 0.2,
      radius: 40_000,
      limit: 5_000,
    });
    const far = (i: number) =>
      distance([0.1, 0.2], [...(places[i] ?? [0, 0])], { units: "meters" });
    const expected = places
      .map((_, i) => i)
      .filter((i) => far(i) <= 40_000)
      .sort((a, b) => far(a) - far(b));
    expect(isProblem(near) ? near : [...near.handles]).toEqual(expected);
    expect(isProblem(near) ? near : [...(near.distances ?? [])]).toEqual(expected.map(far));
  });

  it("finds who is near across the antimeridian and around a pole", async () => {
    const globe = await started();
    globe.say("west", 179.999, 10);
    globe.say("pole", 0, 89.9999);
    const beside = await globe.spatial.near({
      longitude: -179.999,
      latitude: 10,
      radius: 1_000,
      limit: 9,
    });
    expect(isProblem(beside) ? beside : [...beside.handles]).toEqual([0]);
    const over = await globe.spatial.near({
      longitude: 180,
      latitude: 89.9999,
      radius: 1_000,
      limit: 9,
    });
    expect(isProblem(over) ? over : [...over.handles]).toEqual([1]);
  });

  it("says what it does not know, and goes on", async () => {
    const globe = await started();
    expect(await globe.spatial.within({ area: { region: "none" }, limit: 1 })).toMatchObject({
      code: "spatial/no-area",
    });
    expect(await globe.spatial.within({ area: { district: "none" }, limit: 1 })).toMatchObject({
      code: "spatial/no-area",
    });
    expect(await globe.spatial.checkGeometry({ type: "Point" })).toMatchObject({
      severity: "error",
    });
    expect(await globe.spatial.districts()).toMatchObject({ features: [] });
    expect(globe.spatial.status()).toMatchObject({
      state: "ready",
      notes: [{ code: "spatial/no-districts" }],
    });
    expect(await globe.spatial.clearanceOf("nobody")).toBeUndefined();
  });

  it("begins again with everyone where its thread fails, and says so", async () => {
    const globe = await started();
    await globe.spatial.setRegions([HARBOUR]);
    globe.say("a", 0.5, 0.5);
    await globe.settle();
    expect(globe.crossings).toHaveLength(1);
    // What no caller sends: the thread throws on it, as on any bug.
    const bad = {
      ...HARBOUR,
      geometry: { type: "Polygon", coordinates: [null] },
    } as unknown as Region;
    // Nobody who changes regions waits for a thread that is not there: it may fail again at these very regions.
    await globe.spatial.setRegions([bad]);
    expect(globe.spatial.status()).toMatchObject({ state: "failed", restarts: 1 });
    expect(globe.spatial.counts("harbour")).toBeUndefined();
    // No answer is no empty answer.
    for (const answer of [globe.spatial.districts(), globe.spatial.clearances()])
      expect(await answer).toMatchObject({ code: "spatial/unavailable" });
    globe.say("a", 0.6, 0.6);
    await globe.spatial.setRegions([HARBOUR]);
    await expect
      .poll(() => globe.spatial.counts("harbour"), { timeout: 10_000 })
      .toMatchObject({ total: 1 });
    expect(globe.spatial.status()).toMatchObject({
      state: "ready",
      notes: [{ code: "spatial/failed" }, { code: "spatial/no-districts" }],
    });
    globe.say("a", 3, 3);
    await globe.settle();
    expect(globe.crossings.map(({ type }) => type)).toEqual(["enter", "leave"]);
  });
});
