import { createHash } from "node:crypto";
import earcut from "earcut";
import { describe, expect, test } from "vitest";
import { Random } from "../../../shared/random.ts";
import { layGround } from "../../../tilesets/demo/ground/lay-ground.ts";
import type { GroundPlan } from "../../../tilesets/demo/ground-plan.ts";
import type { GroundPatch, Point2 } from "../../../tilesets/model/city-model.ts";
import { corner, GroundCover } from "../../support/ground-cover.ts";

const PLANS = [1, 2, 3].map((seed) => ({ seed, plan: layGround(seed) }));

/** Ground that is seen from above within the map: no walls, no skirts in the water, nothing overhead. */
const LAND = new Set(["road", "sidewalk", "earth", "forest", "grass", "sand", "paddy", "field"]);
const BESIDE = new Set(["beach", "rocks", "far-sand", "far-fields", "far-forest"]);

function isLand(patch: GroundPatch): boolean {
  return LAND.has(patch.surface) && !BESIDE.has(patch.id);
}

function coverOf(plan: GroundPlan): GroundCover {
  const cover = new GroundCover();
  for (const patch of plan.patches) if (isLand(patch)) cover.addPatch(patch);
  for (const { id, ring, heights } of plan.blocks) cover.addRing(id, ring, heights);
  return cover;
}

/** The middle of the largest triangle of a ring. */
function insideOf(ring: readonly Point2[]): Point2 {
  const corners = earcut(ring.flatMap((p) => [p[0], p[1]]));
  let best: Point2[] = [];
  for (let i = 0; i < corners.length; i += 3) {
    const triangle = corners.slice(i, i + 3).map((k) => ring[k] as Point2);
    if (Math.abs(area(triangle)) > Math.abs(area(best))) best = triangle;
  }
  const mean = (k: 0 | 1) => best.reduce((sum, p) => sum + p[k], 0) / 3;
  return [mean(0), mean(1)];
}

function area(ring: readonly Point2[]): number {
  return ring.reduce((sum, a, i) => {
    const b = ring[(i + 1) % ring.length] as Point2;
    return sum + (a[0] * b[1] - a[1] * b[0]) / 2;
  }, 0);
}

function crosses(a: Point2, b: Point2, c: Point2, d: Point2): boolean {
  const side = (p: Point2, q: Point2, r: Point2) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

describe.each(PLANS)("the land of seed $seed", ({ plan }) => {
  const cover = coverOf(plan);
  const random = new Random("samples");
  const samples = Array.from(
    { length: 40_000 },
    (): Point2 => [random.between(-1999, 1999), random.between(-1450, 1999)],
  );

  test("covers every point of land once, and water is where it is not", () => {
    const wrong = samples.filter((p) => {
      const at = cover.at(p);
      const bridge = at.every((id) => id === "pavement-bridges" || id.startsWith("road-"));
      return plan.isWater(...p) ? at.length > 0 && !bridge : at.length !== 1;
    });
    expect(wrong).toEqual([]);
    expect(samples.filter((p) => plan.isWater(...p)).length).toBeGreaterThan(2000);
  });

  test("has no triangle that lies on its face, and no number that is none", () => {
    for (const patch of plan.patches) {
      expect(patch.positions.every(Number.isFinite), patch.id).toBe(true);
      if (!isLand(patch)) continue;
      for (let i = 0; i < patch.indices.length; i += 3) {
        const [a, b, c] = [0, 1, 2].map((k) => corner(patch, i + k));
        if (!a || !b || !c) throw new Error("a triangle has no corners");
        const up = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
        expect(up, `${patch.id} at ${a}`).toBeGreaterThan(-1e-6);
      }
    }
  });

  test("has water at level 0 under all of the map", () => {
    const sea = plan.patches.filter((p) => p.surface === "water");
    for (const patch of sea)
      expect(patch.positions.every((v, i) => i % 3 !== 2 || v === 0)).toBe(true);
    const water = new GroundCover();
    const [near] = sea;
    if (!near) throw new Error("there is no sea");
    water.addPatch({ ...near, positions: near.positions.map((v) => v / 60) });
    for (const [x, y] of samples.slice(0, 500)) {
      expect(water.at([x / 60 + 1e-4, y / 60 + 1e-4]).length).toBe(1);
    }
  });
});

describe.each(PLANS)("the blocks of seed $seed", ({ plan }) => {
  test("are simple rings, anticlockwise, inside the map, with a side for each corner", () => {
    for (const { id, ring, heights, frontage, roads } of plan.blocks) {
      expect([heights.length, frontage.length, roads.length], id).toEqual(
        Array(3).fill(ring.length),
      );
      expect(area(ring), id).toBeGreaterThan(150);
      for (const [x, y] of ring)
        expect(Math.max(Math.abs(x), Math.abs(y)), id).toBeLessThan(2000.01);
      const side = (i: number) => [ring[i], ring[(i + 1) % ring.length]] as [Point2, Point2];
      for (let i = 0; i < ring.length; i++) {
        for (let j = i + 2; j < ring.length; j++) {
          expect(crosses(...side(i), ...side(j)), `${id}: sides ${i} and ${j}`).toBe(false);
        }
      }
    }
  });

  test("are as many as a city of this size has, and each is in a district that is told", () => {
    expect(plan.blocks.length).toBeGreaterThan(1000);
    expect(plan.blocks.length).toBeLessThan(1900);
    const districts = new Set(plan.districts.map((d) => d.id));
    expect(plan.blocks.filter((b) => !districts.has(b.district))).toEqual([]);
    expect(new Set(plan.blocks.map((b) => b.id)).size).toBe(plan.blocks.length);
    for (const zone of ["core", "station", "harbour", "school", "hospital", "shrine", "industry"]) {
      expect(
        plan.blocks.some((b) => b.zone === zone),
        zone,
      ).toBe(true);
    }
    for (const { id } of plan.villages) {
      expect(plan.blocks.filter((b) => b.village === id).length, id).toBeGreaterThan(2);
    }
  });

  test("meet the ground at their corners and inside", () => {
    for (const { id, ring, heights } of plan.blocks) {
      const at = plan.heightAt(...insideOf(ring));
      expect(at, id).toBeGreaterThan(Math.min(...heights) - 6);
      expect(at, id).toBeLessThan(Math.max(...heights) + 6);
      expect(Math.min(...heights), id).toBeGreaterThan(0.5);
    }
  });
});

describe("the districts", () => {
  test("cover every block's land, one each, without overlap", () => {
    for (const { plan } of PLANS) {
      const cover = new GroundCover();
      for (const { id, ring } of plan.districts)
        cover.addRing(
          id,
          ring,
          ring.map(() => 0),
        );
      expect(plan.districts.length).toBeGreaterThanOrEqual(10);
      for (const { id, ring, district } of plan.blocks) {
        expect(cover.at(insideOf(ring)), id).toEqual([district]);
      }
    }
  });
});

describe("the same seed", () => {
  test("lays the same ground, byte for byte, and another seed another", () => {
    const bytes = (plan: GroundPlan) => {
      const hash = createHash("sha256");
      for (const part of [plan.blocks, plan.districts, plan.roads, plan.networks]) {
        hash.update(JSON.stringify(part));
      }
      for (const { id, positions, indices } of plan.patches) {
        hash.update(id).update(positions).update(indices);
      }
      return hash.digest("hex");
    };
    const first = PLANS[0]?.plan as GroundPlan;
    const second = PLANS[1]?.plan as GroundPlan;
    expect(bytes(layGround(1))).toBe(bytes(first));
    expect(bytes(second)).not.toBe(bytes(first));
  });
});
