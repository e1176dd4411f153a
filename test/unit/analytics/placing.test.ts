import { booleanPointInPolygon } from "@turf/turf";
import fc from "fast-check";
import type { Polygon, Position } from "geojson";
import { describe, expect, it } from "vitest";
import type { Area } from "../../../server/analytics/placing/area.ts";
import { CELL_UNKNOWN, Placing } from "../../../server/analytics/placing/placing.ts";
import { areas, frames, points } from "./arbitrary-areas.ts";

const HEIGHTS = fc.constantFrom(Number.NaN, 0, 1, 1.5, 2, 3, 9);

/** What is asked without any index: each area of Turf itself. */
function plainly(all: readonly Area[], [x = 0, y = 0]: Position, height: number): number[] {
  return all.flatMap(({ geometry, floor, ceiling, asleep }, area) => {
    const below = floor !== undefined && height < floor;
    const above = ceiling !== undefined && height >= ceiling;
    if (asleep === true || below || above) return [];
    return booleanPointInPolygon([x, y], geometry) ? [area] : [];
  });
}

function placed(placing: Placing, [x = 0, y = 0]: Position, height: number, cells: Int32Array) {
  placing.stays(x, y, cells, 0);
  const count = placing.find(x, y, height, cells, 0);
  return Array.from(placing.found.subarray(0, count)).sort((a, b) => a - b);
}

const unknown = (placing: Placing) => new Int32Array(placing.levels.length).fill(CELL_UNKNOWN);

const areaOf = (ring: Position[]): Area => ({ geometry: { type: "Polygon", coordinates: [ring] } });

/** A ring of so many teeth beside each other, all as high as it is. */
function comb(teeth: number, width: number, height: number): Position[] {
  const step = width / teeth;
  const back = height * 1e-6;
  const edge = Array.from({ length: teeth }, (_, tooth): Position[] => {
    const x = tooth * step;
    return [
      [x, height],
      [x + 0.4 * step, height],
      [x + 0.4 * step, back],
      [x + 0.9 * step, back],
    ];
  });
  return [[0, 0], ...edge.flat(), [width, back], [width, 0], [0, 0]];
}

describe("Placing", () => {
  it("[S1] finds the very areas that plain Turf does, on corners and edges too", () => {
    const scene = frames.chain((frame) =>
      fc.record({
        all: areas(frame),
        where: fc.array(fc.tuple(points(frame), HEIGHTS), { minLength: 1, maxLength: 30 }),
      }),
    );
    fc.assert(
      fc.property(scene, ({ all, where }) => {
        const placing = new Placing(all);
        const cells = unknown(placing);
        for (const [point, height] of where)
          expect(placed(placing, point, height, cells)).toEqual(plainly(all, point, height));
      }),
      { numRuns: 400 },
    );
  });

  it("[S1] lays a long comb coarsely beside small areas: its edges would fill a fine grid many times", () => {
    const small = [0, 1, 2].map((at) =>
      areaOf([
        [at, 0],
        [at + 1e-4, 0],
        [at, 1e-4],
        [at, 0],
      ]),
    );
    const all = [...small, areaOf(comb(2_000, 1e-5, 0.1))];
    const placing = new Placing(all);
    expect(placing.levels).toHaveLength(2);
    for (const point of [
      [5.2e-6, 0.05],
      [0.12e-8, 0.05],
      [0.49e-8, 0.05],
      [2e-6, 1e-9],
    ])
      expect(placed(placing, point, 0, unknown(placing))).toEqual(plainly(all, point, 0));
  });

  it("[S1] finds them at every corner and at the middle of every edge", () => {
    const scene = frames.chain((frame) => areas(frame));
    fc.assert(
      fc.property(scene, (all) => {
        const placing = new Placing(all);
        const rings = all.flatMap(({ geometry }) =>
          geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat(),
        );
        for (const ring of rings)
          for (const [i, corner] of ring.entries()) {
            const [x = 0, y = 0] = corner;
            const [nextX = x, nextY = y] = ring[i + 1] ?? corner;
            for (const point of [corner, [(x + nextX) / 2, (y + nextY) / 2]])
              expect(placed(placing, point, Number.NaN, unknown(placing))).toEqual(
                plainly(all, point, Number.NaN),
              );
          }
      }),
      { numRuns: 150 },
    );
  });

  it("says that a point stays only where nothing can have changed", () => {
    const scene = frames.chain((frame) =>
      fc.record({
        all: areas(frame),
        path: fc.array(points(frame), { minLength: 2, maxLength: 60 }),
      }),
    );
    fc.assert(
      fc.property(scene, ({ all, path }) => {
        const placing = new Placing(all);
        const cells = unknown(placing);
        let before: number[] = [];
        for (const point of path) {
          const [x = 0, y = 0] = point;
          if (placing.stays(x, y, cells, 0)) expect(plainly(all, point, 1)).toEqual(before);
          before = plainly(all, point, 1);
        }
      }),
    );
  });

  it("keeps a city's areas fast beside one that spans the world, and one on the other side of it", () => {
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
    const city = Array.from({ length: 200 }, (_, i) => ({
      geometry: square(137.58 + (i % 20) * 0.002, 34.53 + Math.floor(i / 20) * 0.004, 0.003),
    }));
    const all = [
      ...city,
      { geometry: square(-90, -45, 90) },
      { geometry: square(-58, -34, 0.001) },
    ];
    const placing = new Placing([...all, { geometry: square(10, -80, 169) }]);
    expect(placing.levels.length).toBeLessThanOrEqual(3);
    const cells = unknown(placing);
    expect(placed(placing, [137.5825, 34.5315], Number.NaN, cells)).toEqual([0, 1, 202]);
    const [nearest] = placing.levels;
    // The cells of the city's level are far smaller than its areas.
    expect((nearest?.columnOf(137.583) ?? 0) - (nearest?.columnOf(137.58) ?? 0)).toBeGreaterThan(4);
  });

  it("asks Turf only of points within rounding of an edge", () => {
    const triangle: Area = {
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [137.6, 34.5],
            [137.7, 34.53],
            [137.61, 34.6],
            [137.6, 34.5],
          ],
        ],
      },
    };
    const placing = new Placing([triangle]);
    const cells = unknown(placing);
    for (let i = 0; i < 10_000; i++)
      placed(placing, [137.6 + Math.random() / 10, 34.5 + Math.random() / 10], 0, cells);
    expect(placing.asked).toBe(0);
    placed(placing, [137.6, 34.5], 0, cells);
    expect(placing.asked).toBe(1);
  });
});
