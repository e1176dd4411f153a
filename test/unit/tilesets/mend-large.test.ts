import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flatRing, mendPolygonAlone } from "../../support/mend-alone.ts";
import { readPolygon } from "../../support/read-shapes.ts";

type Points = [number, number][];

/** Square metres by the shoelace formula. */
function areaOf(points: Points): number {
  let twice = 0;
  for (const [i, [x, y]] of points.entries()) {
    const [nextX, nextY] = points[(i + 1) % points.length] as [number, number];
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice) / 2;
}

/** A band wound about itself, as no line crosses but many times. */
function spiral(corners: number): Points {
  const half = corners / 2;
  const at = (i: number, inwards: number): [number, number] => {
    const [angle, radius] = [i * 0.05, 10 + i * 0.01 - inwards];
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  };
  const outside = Array.from({ length: half }, (_, i) => at(i, 0));
  const inside = Array.from({ length: half }, (_, i) => at(i, 0.5));
  return [...outside, ...inside.reverse()];
}

/** Teeth side by side, so that all of them see far. */
function comb(corners: number): Points {
  const teeth = Array.from({ length: corners }, (_, i): [number, number] => [i, i % 2 ? 5 : 900]);
  return [...teeth, [corners, -1], [0, -1]];
}

function round(corners: number, x: number, y: number, radius: (angle: number) => number): Points {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    return [x + radius(angle) * Math.cos(angle), y + radius(angle) * Math.sin(angle)];
  });
}

describe("polygons of many corners", () => {
  it.each([
    ["a spiral", spiral(20_000)],
    ["a comb", comb(20_000)],
    ["a lake", round(30_000, 0, 0, (a) => 900 + 200 * Math.sin(7 * a) + 60 * Math.cos(31 * a))],
  ])("%s is cut into triangles of its own area", (_, points) => {
    const { area, leftOut, repaired } = mendPolygonAlone(readPolygon([flatRing(points)]));
    expect({ leftOut, repaired }).toEqual({ leftOut: [], repaired: [] });
    expect(area / areaOf(points)).toBeCloseTo(1, 6);
  });

  it("keep their area whatever their shape and their holes", () => {
    const wave = fc.record({
      size: fc.integer({ min: 4_100, max: 9_000 }),
      waves: fc.integer({ min: 0, max: 400 }),
      depth: fc.double({ min: 0, max: 0.9, noNaN: true }),
      holes: fc.integer({ min: 0, max: 60 }),
      corners: fc.integer({ min: 3, max: 50 }),
    });
    fc.assert(
      fc.property(wave, ({ size, waves, depth, holes, corners }) => {
        const outer = round(size, 0, 0, (a) => 500 * (1 + depth * Math.sin(waves * a)));
        // Within the disc that every such shape has in its middle: 50 m.
        const inner = Array.from({ length: holes }, (_, i) =>
          round(corners, (i % 8) * 6 - 21, Math.floor(i / 8) * 6 - 21, () => 2.5).reverse(),
        );
        const rings = [outer, ...inner].map((points) => flatRing(points));
        const { area, leftOut } = mendPolygonAlone(readPolygon(rings));
        const whole = inner.reduce((sum, points) => sum - areaOf(points), areaOf(outer));
        expect(leftOut).toEqual([]);
        expect(area / whole).toBeCloseTo(1, 6);
      }),
      { numRuns: 25 },
    );
  });

  it("with holes that lie over one another in crowds end in time, and are accounted for", () => {
    const square = (x: number, y: number, size: number): Points => [
      [x, y],
      [x, y + size],
      [x + size, y + size],
      [x + size, y],
    ];
    const outer = square(0, 0, 9_000).reverse() as Points;
    const crowd = Array.from({ length: 1_500 }, (_, i) =>
      square((i * 7_919) % 5_000, (i * 104_729) % 5_000, 100 + ((i * 31) % 3_000)),
    );
    const chain = Array.from({ length: 750 }, (_, i) => square(10 + 8 * i, 100, 9));
    const mended = [crowd, chain].map((holes) =>
      mendPolygonAlone(readPolygon([outer, ...holes].map((points) => flatRing(points)))),
    );
    expect(mended[0]?.leftOut).toEqual([expect.stringMatching(/cross themselves or each other/)]);
    expect(mended[1]?.area).toBeCloseTo(9_000 * 9_000 - (750 * 8 + 1) * 9, 0);
    expect(mended[1]?.repaired).toEqual([expect.stringMatching(/holes that overlap/)]);
  });
});
