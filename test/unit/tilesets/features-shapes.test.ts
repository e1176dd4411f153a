import fc from "fast-check";
import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import { beforeAll, describe, expect, it } from "vitest";
import { GroundGrid } from "../../../shared/city-ground.ts";
import type { Ring } from "../../../tilesets/model/city-model.ts";
import type { CitySurface } from "../../../tilesets/write/features/city-surface.ts";
import { cutSquares, type Square } from "../../../tilesets/write/features/cut-squares.ts";
import { drape } from "../../../tilesets/write/features/drape.ts";
import { GroundHeights } from "../../../tilesets/write/features/ground-heights.ts";
import { massOf } from "../../../tilesets/write/features/mass-of.ts";
import { outlineOf } from "../../../tilesets/write/features/outline-of.ts";
import { areaOf } from "../../../tilesets/write/mesh/vectors.ts";
import { joinedRelief, simplifiedRelief } from "../../../tilesets/write/relief/relief-mesh.ts";
import { houseOf, reliefOf } from "../../support/synthetic-features.ts";

beforeAll(() => MeshoptSimplifier.ready);

function leavesOf(square: Square): Square[] {
  return square.children.length === 0 ? [square] : square.children.flatMap(leavesOf);
}

describe("squares", () => {
  const place = fc.integer({ min: -5_000, max: 5_000 });
  const thing = fc.record({ east: place, north: place, weight: fc.integer({ min: 0, max: 60 }) });

  it("share all things among leaves, each in one, none too heavy that could be cut", () => {
    fc.assert(
      fc.property(fc.array(thing, { minLength: 1, maxLength: 300 }), (things) => {
        const column = (name: keyof (typeof things)[number]) =>
          Float64Array.from(things, (one) => one[name]);
        const root = cutSquares(
          { east: column("east"), north: column("north"), weight: column("weight") },
          100,
        );
        const leaves = leavesOf(root);
        const members = leaves.flatMap((leaf) => [...leaf.members]);
        expect(members.sort((a, b) => a - b)).toEqual(things.map((_, i) => i));
        expect(new Set(leaves.map(({ name }) => name)).size).toBe(leaves.length);
        for (const leaf of leaves) {
          const inside = [...leaf.members].map((member) => things[member]);
          const weight = inside.reduce((sum, one) => sum + (one?.weight ?? 0), 0);
          const near = new Set(inside.map((one) => `${one?.east} ${one?.north}`)).size;
          if (near > 1 && leaf.side > 1) expect(weight).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});

describe("draping", () => {
  const hill = (east: number, north: number) => 20 * Math.sin(east / 70) + 0.1 * north;
  const surface: CitySurface = { at: hill, step: 5, usual: 0, method: "made" };
  const sheet = (side: number, east = 0) =>
    ({
      positions: Float64Array.from(
        [
          [0, 0],
          [side, 0],
          [side, side],
          [0, side],
        ].flatMap(([x = 0, y = 0]) => [x + east, y, 0]),
      ),
      indices: Uint32Array.of(0, 1, 2, 0, 2, 3),
    }) as const;

  it("keeps the area from above and lies within 20 cm of the ground along its sides", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), (side) => {
        const flat = sheet(side);
        const { positions, indices } = drape(flat.positions, flat.indices, { surface, above: 0.5 });
        const at = (i: number) => [...positions.subarray(3 * i, 3 * i + 3)];
        let area = 0;
        for (let i = 0; i < indices.length; i += 3) {
          const [a = [], b = [], c = []] = [0, 1, 2].map((k) => at(indices[i + k] ?? 0));
          const ring = [a, b, c].map(([x = 0, y = 0]) => [x, y] as const);
          expect(areaOf(ring)).toBeGreaterThan(0);
          area += areaOf(ring);
          for (const [p = [], q = []] of [
            [a, b],
            [b, c],
            [c, a],
          ] as const) {
            const middle = [0, 1, 2].map((k) => ((p[k] ?? 0) + (q[k] ?? 0)) / 2);
            const above = (middle[2] ?? 0) - hill(middle[0] ?? 0, middle[1] ?? 0);
            expect(Math.abs(above - 0.5)).toBeLessThan(0.2);
          }
        }
        expect(area).toBeCloseTo(side * side, 6);
      }),
      { numRuns: 40 },
    );
  });

  it("cuts the side that neighbours share alike", () => {
    const border = (east: number) => {
      const flat = sheet(100, east);
      const { positions } = drape(flat.positions, flat.indices, { surface, above: 0.5 });
      const points = Array.from({ length: positions.length / 3 }, (_, i) => [
        ...positions.subarray(3 * i, 3 * i + 3),
      ]);
      return points
        .filter(([x]) => x === 100)
        .map(([, y, z]) => `${y} ${z}`)
        .sort();
    };
    expect(border(0).length).toBeGreaterThan(2);
    expect(border(0)).toEqual(border(100));
  });
});

describe("the ground's heights", () => {
  it("are those of the relief, also as the server reads them from their file", () => {
    const plain = (east: number, north: number) => 3 + 0.02 * east - 0.01 * north;
    const [patch] = reliefOf("dem", [0, 0, 300, 200], 20, plain).levels[0]?.patches ?? [];
    if (patch === undefined) throw new Error("no relief");
    const heights = new GroundHeights([0, 0, 300, 200], 5);
    heights.lay(patch.positions, patch.indices);
    const file = GroundGrid.read(JSON.parse(JSON.stringify(heights.file(2))));
    for (const [x, y] of [
      [0, 0],
      [17, 33],
      [299, 199],
      [150, 100],
    ] as const) {
      expect(heights.at(x, y)).toBeCloseTo(plain(x, y), 4);
      if (x < 290) expect(file?.at(x, y)).toBeCloseTo(plain(x, y), 0);
    }
    expect(heights.at(-1, 0)).toBeNaN();
    const [x, y, z] = heights.normal(150, 100);
    expect([x / z, y / z].map((part) => part.toFixed(3))).toEqual(["-0.020", "0.010"]);
  });
});

describe("relief from afar", () => {
  it("has fewer triangles, the same border and the same area from above", () => {
    const relief = reliefOf("dem", [0, 0, 640, 640], 32, (x, y) => 8 * Math.sin(x / 90) + y / 40);
    const [patch] = relief.levels[0]?.patches ?? [];
    if (patch === undefined) throw new Error("no relief");
    // glTF's axes: up is y, south is z.
    const positions = Int32Array.from(patch.positions, (_, i) => {
      const at = (k: number) => patch.positions[i - (i % 3) + k] ?? 0;
      return Math.round(128 * ([at(0), at(2), -at(1)][i % 3] ?? 0));
    });
    const features = new Uint32Array(positions.length / 3);
    const full = joinedRelief([{ positions, features, indices: patch.indices }]);
    const simple = simplifiedRelief(full, 1, 1 / 128);
    expect(simple.indices.length).toBeLessThan(full.indices.length / 4);
    expect(borderOf(simple)).toEqual(borderOf(full));
    expect(planArea(simple)).toBeCloseTo(planArea(full), 6);
  });
});

interface Mesh {
  readonly positions: Int32Array;
  readonly indices: Uint32Array;
}

/** Sides that only one triangle has. */
function borderOf({ positions, indices }: Mesh): string[] {
  const name = (vertex: number) => positions.subarray(3 * vertex, 3 * vertex + 3).join();
  const sides = new Set<string>();
  for (let i = 0; i < indices.length; i++) {
    const next = i % 3 === 2 ? i - 2 : i + 1;
    const [a, b] = [name(indices[i] ?? 0), name(indices[next] ?? 0)];
    if (!sides.delete(`${b} ${a}`)) sides.add(`${a} ${b}`);
  }
  return [...sides].sort();
}

function planArea({ positions, indices }: Mesh): number {
  let area = 0;
  for (let i = 0; i < indices.length; i += 3)
    area += areaOf(
      [0, 1, 2].map((k) => {
        const place = 3 * (indices[i + k] ?? 0);
        return [(positions[place] ?? 0) / 128, -(positions[place + 2] ?? 0) / 128] as const;
      }),
    );
  return area;
}

describe("a building from afar", () => {
  it("is its outline raised to the height of its block", () => {
    const mass = massOf(houseOf("a", [10, 20], { height: 9, foot: 4 }), "far");
    const [part] = mass?.parts ?? [];
    expect(part).toMatchObject({ base: 4, top: 12, roof: "flat" });
    expect(areaOf(part?.footprint ?? [])).toBeCloseTo(80, 9);
  });

  it("has an outline without corners that make no difference, and with the largest area", () => {
    const round: Ring = Array.from({ length: 90 }, (_, i) => {
      const angle = (i * Math.PI) / 45;
      return [30 * Math.cos(angle), 30 * Math.sin(angle)] as const;
    });
    const house = houseOf("a", [0, 0]);
    const feature = { ...house, footprint: [...house.footprint, [round]] };
    const few = outlineOf(feature, { within: 0.7, corners: 16 }) ?? [];
    expect(few.length).toBeLessThanOrEqual(16);
    expect(areaOf(few)).toBeGreaterThan(0.9 * areaOf(round));
  });

  it("is the hull of its points where it has no outline", () => {
    const hull = outlineOf({ ...houseOf("a", [0, 0]), footprint: [] }, { within: 0.1, corners: 9 });
    expect(areaOf(hull ?? [])).toBeCloseTo(80, 9);
  });
});
