import fc from "fast-check";
import type { MultiPolygon, Polygon, Position } from "geojson";
import type { Area } from "../../../server/analytics/placing/area.ts";

/**
 * Shapes and points on a small lattice, so that what is rare in a city happens all the time here: points on
 * corners and edges, shared borders, edges through corners, rings that cross themselves.
 */
const SIZE = 12;

/** Where the lattice lies: numbers that binary fractions hit exactly, and such that they do not. */
const FRAMES: readonly ((x: number, y: number) => Position)[] = [
  (x, y) => [x, y],
  (x, y) => [137.6 + x / 1000, 34.55 + y / 1000],
  (x, y) => [-0.3 + x * 0.1, -0.7 + y * 0.1],
  (x, y) => [179.9 + x / 120, -89.9 + y * 14.9],
];

export type Frame = (typeof FRAMES)[number];

export const frames = fc.constantFrom(...FRAMES);

const corner = fc.tuple(fc.integer({ min: 0, max: SIZE }), fc.integer({ min: 0, max: SIZE }));

/** Any ring at all, and rings around a middle that do not cross themselves. */
const ring = fc.oneof(
  fc.array(corner, { minLength: 3, maxLength: 9 }),
  fc
    .tuple(corner, fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 3, maxLength: 24 }))
    .map(([[x, y], radii]) =>
      radii.map((radius, i): [number, number] => {
        const angle = (2 * Math.PI * i) / radii.length;
        return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
      }),
    ),
);

const rings = fc.array(ring, { minLength: 1, maxLength: 3 });

export function geometries(frame: Frame): fc.Arbitrary<Polygon | MultiPolygon> {
  const placed = rings.map((all) =>
    all.map((corners) => {
      const positions = corners.map(([x, y]) => frame(x, y));
      return [...positions, positions[0] as Position];
    }),
  );
  return fc.oneof(
    placed.map((coordinates): Polygon => ({ type: "Polygon", coordinates })),
    fc
      .array(placed, { minLength: 1, maxLength: 3 })
      .map((coordinates): MultiPolygon => ({ type: "MultiPolygon", coordinates })),
  );
}

const limit = fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined });

export function areas(frame: Frame): fc.Arbitrary<Area[]> {
  const area = fc.tuple(geometries(frame), limit, limit).map(
    ([geometry, floor, ceiling]): Area => ({
      geometry,
      ...(floor === undefined ? {} : { floor }),
      ...(ceiling === undefined ? {} : { ceiling }),
    }),
  );
  return fc.array(area, { maxLength: 8 });
}

/** On the lattice, halfway on it, and anywhere. */
export function points(frame: Frame): fc.Arbitrary<Position> {
  const half = fc.integer({ min: -2, max: 2 * SIZE + 2 }).map((number) => number / 2);
  const any = fc.double({ min: -1, max: SIZE + 1, noNaN: true });
  return fc
    .oneof(fc.tuple(half, half), fc.tuple(any, any), fc.tuple(half, any))
    .map(([x, y]) => frame(x, y));
}
