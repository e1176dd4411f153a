import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../../../shared/random.ts";
import { spread } from "../../../tilesets/demo/blocks/programme/spread.ts";
import { boxAround } from "../../../tilesets/demo/blocks/shape/box.ts";
import { CellComplex } from "../../../tilesets/demo/blocks/shape/cell-complex.ts";
import { earClip } from "../../../tilesets/demo/blocks/shape/ear-clip.ts";
import {
  areaOf,
  centroidOf,
  corner,
  distanceToEdge,
  holds,
  overlap,
} from "../../../tilesets/demo/blocks/shape/ring.ts";
import { boxIn, roomIn } from "../../../tilesets/demo/blocks/shape/room.ts";
import { headingOf } from "../../../tilesets/demo/blocks/shape/vector.ts";
import type { Point2, Ring } from "../../../tilesets/model/city-model.ts";

/** A ring about a middle whose corners go in and out: simple, anticlockwise, seldom convex. */
function star(seed: number): Ring {
  const random = new Random(`star:${seed}`);
  const count = 4 + random.below(9);
  return Array.from({ length: count }, (_, i): Point2 => {
    const angle = (2 * Math.PI * (i + random.between(0, 0.7))) / count;
    const radius = random.between(18, 60);
    return [500 + radius * Math.cos(angle), 300 + radius * Math.sin(angle)];
  });
}

const seeds = fc.integer({ min: 0, max: 100_000 });

describe("earClip", () => {
  it("covers a ring exactly, uses every corner, turns every triangle to the left", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const ring = star(seed);
        const triangles = earClip(ring);
        let sum = 0;
        for (let i = 0; i < triangles.length; i += 3) {
          const area = areaOf(triangles.slice(i, i + 3).map((at) => ring[at] as Point2));
          expect(area).toBeGreaterThan(-1e-9);
          sum += area;
        }
        expect(sum).toBeCloseTo(areaOf(ring), 6);
        expect(new Set(triangles).size).toBe(ring.length);
        expect(triangles).toHaveLength(3 * (ring.length - 2));
      }),
    );
  });

  it("keeps corners in the middle of a straight side", () => {
    const ring: Ring = [
      [0, 0],
      [5, 0],
      [10, 0],
      [10, 10],
      [5, 10],
      [0, 10],
    ];
    expect(new Set(earClip(ring))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });
});

describe("CellComplex", () => {
  it("cuts without losing ground, and neighbours share every corner", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = new Random(`cuts:${seed}`);
        const ring = star(seed);
        const complex = new CellComplex();
        let cells = [complex.addCell(ring.map((point) => complex.addPoint(point)))];
        for (let i = 0; i < 6; i++) {
          const cell = random.pick(cells);
          const through: Point2 = [500 + random.between(-30, 30), 300 + random.between(-30, 30)];
          const way: Point2 = [random.normal(), random.normal()];
          const { left, right } = complex.cut(cell, through, way);
          cells = [...cells.filter((other) => other !== cell), ...left, ...right];
        }
        const areas = cells.map((cell) => areaOf(complex.outlineOf(cell)));
        expect(areas.reduce((sum, area) => sum + area, 0)).toBeCloseTo(areaOf(ring), 5);
        expect(Math.min(...areas)).toBeGreaterThan(-1e-6);
        expect(openEdges(complex, cells)).toBeCloseTo(perimeterOf(ring), 4);
      }),
    );
  });

  it("carves a convex ring out", () => {
    const complex = new CellComplex();
    const ring: Ring = [
      [0, 0],
      [40, 0],
      [40, 30],
      [0, 30],
    ];
    const cell = complex.addCell(ring.map((point) => complex.addPoint(point)));
    const { inside, outside } = complex.carve(cell, [
      [10, 10],
      [20, 10],
      [20, 20],
      [10, 20],
    ]);
    expect(inside.map((part) => areaOf(complex.outlineOf(part)))).toEqual([100]);
    const rest = outside.reduce((sum, part) => sum + areaOf(complex.outlineOf(part)), 0);
    expect(rest).toBeCloseTo(1100, 9);
  });

  it("says along which side an edge lies after it was split", () => {
    const complex = new CellComplex();
    const [a, b, c, d] = [
      complex.addPoint([0, 0]),
      complex.addPoint([10, 0]),
      complex.addPoint([10, 10]),
      complex.addPoint([0, 10]),
    ];
    const cell = complex.addCell([a, b, c, d]);
    complex.markSide(a, b, 7);
    const { left } = complex.cut(cell, [4, 0], [0, 1]);
    const corners = complex.cornersOf(left[0]!);
    const sides = corners.map((from, i) =>
      complex.sideOf(from, corners[(i + 1) % corners.length]!),
    );
    expect(sides.filter((side) => side === 7)).toHaveLength(1);
  });
});

/** Metres of edges that only one cell has. */
function openEdges(complex: CellComplex, cells: readonly { corners: readonly number[] }[]): number {
  const edges = new Map<string, number>();
  for (const cell of cells) {
    const corners = complex.cornersOf(cell);
    for (const [i, a] of corners.entries()) {
      const b = corners[(i + 1) % corners.length]!;
      edges.set(`${a}:${b}`, Math.hypot(...difference(complex.points[a]!, complex.points[b]!)));
    }
  }
  let open = 0;
  for (const [edge, length] of edges) {
    if (!edges.has(edge.split(":").reverse().join(":"))) open += length;
  }
  return open;
}

function perimeterOf(ring: Ring): number {
  return ring.reduce(
    (sum, point, i) => sum + Math.hypot(...difference(point, corner(ring, i + 1))),
    0,
  );
}

function difference(a: Point2, b: Point2): [number, number] {
  return [b[0] - a[0], b[1] - a[1]];
}

describe("room for a building", () => {
  it("lies in the ring and keeps its distance", () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 0.05, max: 4, noNaN: true }), (seed, setback) => {
        const ring = star(seed);
        const across = boxAround(ring).across;
        for (const found of [
          boxIn(ring, across, () => setback)?.ring,
          roomIn(ring, () => setback),
        ]) {
          if (!found) continue;
          expect(areaOf(found)).toBeGreaterThan(0);
          for (const [i, point] of found.entries()) {
            const next = corner(found, i + 1);
            const middle: Point2 = [(point[0] + next[0]) / 2, (point[1] + next[1]) / 2];
            expect(holds(ring, middle)).toBe(true);
            expect(distanceToEdge(ring, point)).toBeGreaterThan(setback - 1e-6);
            expect(distanceToEdge(ring, middle)).toBeGreaterThan(setback - 1e-6);
          }
        }
      }),
    );
  });

  it("fills a rectangle whole", () => {
    const ring: Ring = [
      [0, 0],
      [30, 0],
      [30, 20],
      [0, 20],
    ];
    const box = boxIn(ring, [1, 0], (i) => (i === 0 ? 3 : 1));
    expect(box?.width).toBeCloseTo(28, 9);
    expect(box?.depth).toBeCloseTo(16, 9);
    expect(box?.origin[1]).toBeCloseTo(3, 9);
  });
});

describe("rings", () => {
  it("overlap where they share ground, not where they share a side", () => {
    const square = (east: number): Ring => [
      [east, 0],
      [east + 10, 0],
      [east + 10, 10],
      [east, 10],
    ];
    expect(overlap(square(0), square(5))).toBe(true);
    expect(overlap(square(0), square(10))).toBe(false);
    expect(overlap(square(0), square(0))).toBe(true);
  });

  it("have their middle where they balance", () => {
    expect(
      centroidOf([
        [0, 0],
        [6, 0],
        [0, 6],
      ]),
    ).toEqual([2, 2]);
  });

  it("turn into headings clockwise from north", () => {
    expect(headingOf([0, 1])).toBe(0);
    expect(headingOf([1, 0])).toBe(90);
    expect(headingOf([-1, 0])).toBe(270);
  });
});

describe("spread", () => {
  it("takes the far ones first and each only once", () => {
    const points: Point2[] = [
      [0, 0],
      [1, 0],
      [10, 0],
      [5, 0],
    ];
    expect(spread(points, (point) => point, 3)).toEqual([
      [0, 0],
      [10, 0],
      [5, 0],
    ]);
    expect(spread(points, (point) => point, 9)).toHaveLength(4);
  });
});
