import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cornerOf, inset, ringOf } from "../../../tilesets/demo/ground/corner.ts";
import { HeightField } from "../../../tilesets/demo/ground/height-field.ts";
import { PlanarGraph, type Side } from "../../../tilesets/demo/ground/planar-graph.ts";
import { areaOf, contains, isSimple, orientedBox } from "../../../tilesets/demo/ground/polygon.ts";
import { Triangulation } from "../../../tilesets/demo/ground/triangulation.ts";
import type { Point2 } from "../../../tilesets/model/city-model.ts";

/** Star-shaped rings: simple, anticlockwise, convex or not. */
const rings = fc
  .array(fc.double({ min: 40, max: 200, noNaN: true }), { minLength: 4, maxLength: 18 })
  .map((radii) =>
    radii.map((radius, i): Point2 => {
      const angle = (2 * Math.PI * i) / radii.length;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }),
  );
const spots = fc.array(
  fc.tuple(
    fc.double({ min: -200, max: 200, noNaN: true }),
    fc.double({ min: -200, max: 200, noNaN: true }),
  ),
  { maxLength: 60 },
);

describe("a triangulation", () => {
  test("covers its ring, anticlockwise, whatever points it takes, and takes those inside", () => {
    fc.assert(
      fc.property(rings, spots, (ring, points) => {
        const net = new Triangulation(ring);
        for (const p of points) if (net.add(p)) expect(contains(ring, p)).toBe(true);
        let sum = 0;
        for (let t = 0; t < net.corners.length; t += 3) {
          const three = [0, 1, 2].map((k) => net.points[net.corners[t + k] as number] as Point2);
          expect(areaOf(three)).toBeGreaterThan(-1e-6);
          sum += areaOf(three);
        }
        expect(sum).toBeCloseTo(areaOf(ring), 3);
      }),
    );
  });
});

describe("a height field", () => {
  test("is a plane inside a block whose border is one, and straight along its sides", () => {
    fc.assert(
      fc.property(
        rings,
        spots,
        fc.double({ min: -0.2, max: 0.2, noNaN: true }),
        (ring, points, slope) => {
          const field = new HeightField();
          const plane = (p: Point2) => 5 + slope * p[0] - 0.5 * slope * p[1];
          field.addRing(ring, ring.map(plane));
          for (const p of points) {
            const height = field.at(p[0], p[1]);
            if (height !== undefined) expect(height).toBeCloseTo(plane(p), 3);
            else expect(contains(ring, p)).toBe(false);
          }
        },
      ),
    );
  });
});

describe("a corner", () => {
  const road: Side = { kind: "road", half: 3, pavement: 2 };

  test("of a straight road lies square to it, at the kerb and behind the pavement", () => {
    const { kerb, back } = cornerOf([-50, 0], [0, 0], [50, 0], road, road);
    expect(kerb).toEqual([[0, 3]]);
    expect(back).toEqual([[0, 5]]);
  });

  test("steps where the road becomes wider", () => {
    const wide: Side = { ...road, half: 6 };
    const { kerb } = cornerOf([-50, 0], [0, 0], [50, 0], road, wide);
    expect(kerb).toEqual([
      [0, 3],
      [0, 6],
    ]);
  });

  test("of a square block is rounded at the kerb, not behind it", () => {
    const { kerb, back } = cornerOf([0, -60], [0, 0], [-60, 0], road, road);
    expect(back).toHaveLength(1);
    expect(back[0]?.map((v) => Math.round(v * 1e6) / 1e6)).toEqual([-5, -5]);
    expect(kerb.length).toBeGreaterThan(2);
    for (const [x, y] of kerb) expect(Math.max(x, y)).toBeLessThan(-3 + 1e-6);
  });

  test("leaves a block inside every ring with room, and says so where there is none", () => {
    fc.assert(
      fc.property(rings, (ring) => {
        const corners = inset(
          ring,
          ring.map(() => road),
        );
        if (!corners) return;
        const inner = ringOf(corners);
        expect(isSimple(inner)).toBe(true);
        expect(areaOf(inner)).toBeGreaterThan(0);
        expect(areaOf(inner)).toBeLessThan(areaOf(ring));
      }),
    );
    const narrow: Point2[] = [
      [0, 0],
      [80, 0],
      [80, 8],
      [0, 8],
    ];
    expect(
      inset(
        narrow,
        narrow.map(() => road),
      ),
    ).toBeUndefined();
  });
});

describe("a planar graph", () => {
  const info = { kind: "road", half: 3, pavement: 2 } as const;
  const square: Point2[] = [
    [0, 0],
    [100, 0],
    [100, 100],
    [0, 100],
  ];
  const sides = [0, 1, 2, 3].map((i) => ({ a: i, b: (i + 1) % 4, info }));

  test("keeps its faces closed while edges are split and faces cut", () => {
    const graph = new PlanarGraph(square, sides);
    const begin = graph.face(0).length === 4 ? 0 : 1;
    const whole = areaOf(graph.face(begin).map((h) => graph.from(h)));
    const g = graph.split(0, [50, 0]);
    const h = graph.split(4, [50, 100]);
    const laid = graph.cut(g, h, [[45, 50]], info);
    const areas = [laid, laid ^ 1].map((e) => areaOf(graph.face(e).map((f) => graph.from(f))));
    expect(Math.abs((areas[0] as number) + (areas[1] as number))).toBeCloseTo(Math.abs(whole), 6);
    expect(graph.around(g).length).toBe(3);
    for (let e = 0; e < graph.halfEdges; e++) expect(graph.previous(graph.next(e))).toBe(e);
  });
});

describe("an oriented box", () => {
  test("holds a turned rectangle tightly", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3, noNaN: true }), (angle) => {
        const turn = (x: number, y: number): Point2 => [
          x * Math.cos(angle) - y * Math.sin(angle),
          x * Math.sin(angle) + y * Math.cos(angle),
        ];
        const box = orientedBox([turn(0, 0), turn(90, 0), turn(90, 40), turn(0, 40)]);
        expect(box.length).toBeCloseTo(90, 6);
        expect(box.width).toBeCloseTo(40, 6);
      }),
    );
  });
});
