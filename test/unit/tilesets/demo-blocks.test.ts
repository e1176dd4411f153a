import { describe, expect, it } from "vitest";
import { fillBlocks } from "../../../tilesets/demo/blocks/fill-blocks.ts";
import { areaOf, corner } from "../../../tilesets/demo/blocks/shape/ring.ts";
import type { Block } from "../../../tilesets/demo/ground-plan.ts";
import type { GroundPatch, Point2, Point3 } from "../../../tilesets/model/city-model.ts";
import { makeBlockPlan } from "../../support/block-plan.ts";
import {
  misplacedBuildings,
  overlappingBuildings,
  unsoundBuildings,
} from "../../support/check-buildings.ts";

const plan = makeBlockPlan(1);
const filled = fillBlocks(plan, "test");

const patchesOf = (block: Block) =>
  filled.patches.filter(
    ({ id, surface }) => surface !== "marking" && id.startsWith(`ground:${block.id}:`),
  );

describe.each([1, 2, 3])("buildings on plan %i", (seed) => {
  const other = makeBlockPlan(seed);
  const { buildings } = fillBlocks(other, seed);

  it("stand inside their block, off roads, water and railway", () => {
    expect(buildings.length).toBeGreaterThan(800);
    expect(misplacedBuildings(other, buildings)).toEqual([]);
  });

  it("do not stand in one another", () => expect(overlappingBuildings(buildings)).toEqual([]));

  it("are sound prisms with roofs on top", () => {
    expect(unsoundBuildings(buildings)).toEqual([]);
  });
});

describe("buildings", () => {
  it("begin below the lowest ground and end a storey above the highest", () => {
    const wrong = filled.buildings.filter(({ parts }) => {
      const heights = parts.flatMap(({ footprint }) => footprint.map((at) => plan.heightAt(...at)));
      const top = Math.max(...parts.map(({ eaves }) => eaves));
      const base = Math.min(...parts.map((part) => part.base));
      return base > Math.min(...heights) || top < Math.max(...heights) + 2.4;
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it("have floors, area and people that agree", () => {
    for (const { id, floors, floorArea, people, parts } of filled.buildings) {
      const ground = parts.reduce((sum, { footprint }) => sum + areaOf(footprint), 0);
      expect(floors, id).toBeGreaterThanOrEqual(1);
      expect(floorArea, id).toBeLessThan(ground * floors + 2);
      expect(people, id).toBeLessThan(floorArea / 8);
    }
    const homes = filled.buildings.filter(({ use }) => use === "home");
    const each = homes.reduce((sum, { people }) => sum + people, 0) / homes.length;
    expect(each).toBeGreaterThan(1.8);
    expect(each).toBeLessThan(4.5);
  });

  it("have ids of their own", () => {
    const ids = filled.buildings.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("the ground of a block", () => {
  it("covers it exactly", () => {
    for (const block of plan.blocks) {
      const area = patchesOf(block).reduce((sum, patch) => sum + areaOfPatch(patch), 0);
      expect(area, block.id).toBeCloseTo(areaOf(block.ring), 3);
    }
  });

  it("has no crack: each edge has a neighbour or is a whole side of the ring", () => {
    for (const block of plan.blocks) {
      const sides = new Set(
        block.ring.map((point, i) => {
          const next = corner(block.ring, i + 1);
          const from = [...point, block.heights[i]].join(",");
          return `${from} ${[...next, block.heights[(i + 1) % block.ring.length]].join(",")}`;
        }),
      );
      expect(new Set(openEdges(patchesOf(block))), block.id).toEqual(sides);
    }
  });

  it("is flat under paint, which lies four centimetres above it", () => {
    const painted = filled.patches.filter(({ surface }) => surface === "marking").slice(0, 12);
    expect(painted.length).toBe(12);
    for (const { id, positions, detail } of painted) {
      expect(detail).toBe(0.5);
      const block = plan.blocks.find((found) => id === `ground:${found.id}:marking`)!;
      const ground = patchesOf(block);
      for (let i = 0; i < positions.length; i += 3) {
        const [east, north, height] = positions.subarray(i, i + 3) as unknown as Point3;
        expect(height - groundAt(ground, [east, north])).toBeCloseTo(0.04, 2);
      }
    }
  });
});

/** Height of the triangle that a point lies in. */
function groundAt(patches: readonly GroundPatch[], at: Point2): number {
  for (const { positions, indices } of patches) {
    for (let i = 0; i < indices.length; i += 3) {
      const corners = [0, 1, 2].map((k) => {
        const place = indices[i + k]! * 3;
        return [positions[place]!, positions[place + 1]!, positions[place + 2]!] as const;
      });
      const flat = corners.map(([east, north]) => [east, north] as const);
      const whole = areaOf(flat);
      const shares = [0, 1, 2].map((k) => areaOf(flat.with(k, at)) / whole);
      if (Math.min(...shares) < -1e-9) continue;
      return corners.reduce((sum, [, , height], k) => sum + height * shares[k]!, 0);
    }
  }
  return Number.NaN;
}

/** Edges, as "from to", that no triangle runs the other way. */
function openEdges(patches: readonly GroundPatch[]): string[] {
  const edges = new Map<string, string>();
  for (const { positions, indices } of patches) {
    const at = (i: number) => positions.subarray(indices[i]! * 3, indices[i]! * 3 + 3).join(",");
    for (let i = 0; i < indices.length; i += 3) {
      for (const [a, b] of [
        [at(i), at(i + 1)],
        [at(i + 1), at(i + 2)],
        [at(i + 2), at(i)],
      ] as const) {
        expect(edges.has(`${a} ${b}`), `edge ${a} ${b} twice`).toBe(false);
        edges.set(`${a} ${b}`, `${b} ${a}`);
      }
    }
  }
  return [...edges].filter(([, back]) => !edges.has(back)).map(([edge]) => edge);
}

function areaOfPatch({ positions, indices }: GroundPatch): number {
  let sum = 0;
  for (let i = 0; i < indices.length; i += 3) {
    const at = [0, 1, 2].map((k) => indices[i + k]! * 3);
    sum += areaOf(at.map((place) => [positions[place]!, positions[place + 1]!] as const));
  }
  return sum;
}

describe("trees and lamps", () => {
  it("stand on land", () => {
    expect(filled.trees.length).toBeGreaterThan(1500);
    for (const { at, height, width } of filled.trees) {
      expect(plan.isWater(at[0], at[1])).toBe(false);
      expect(height).toBeGreaterThan(2);
      expect(width).toBeGreaterThan(0.8);
    }
    expect(filled.lamps.length).toBeGreaterThan(500);
  });

  it("are the same for the same seed and differ for another", () => {
    const again = fillBlocks(makeBlockPlan(1), "test");
    expect(JSON.stringify(again)).toBe(JSON.stringify(filled));
    const other = fillBlocks(plan, "another");
    expect(JSON.stringify(other.buildings)).not.toBe(JSON.stringify(filled.buildings));
  });
});
