import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REPAIRED } from "../../../tilesets/mend/rules.ts";
import { flatRing as flat, mendPolygonAlone as mended, SQUARE } from "../../support/mend-alone.ts";
import { type Place, readPolygon, readRing } from "../../support/read-shapes.ts";

function shoelace(points: readonly (readonly [number, number])[]): number {
  return (
    points.reduce((sum, [x, y], i) => {
      const [nx, ny] = points[(i + 1) % points.length] ?? [0, 0];
      return sum + x * ny - y * nx;
    }, 0) / 2
  );
}

describe("a polygon's triangles", () => {
  it("of a quad are two, and its corners stay where they were", () => {
    const { level, area, leftOut, repaired } = mended(readPolygon([SQUARE]));
    expect(area).toBeCloseTo(100, 6);
    expect(level?.patches[0]?.indices).toHaveLength(6);
    const { positions = new Float64Array() } = level?.patches[0] ?? {};
    expect(positions).toHaveLength(12);
    for (const [i, value] of SQUARE.flat().entries()) expect(positions[i]).toBeCloseTo(value, 6);
    expect([leftOut, repaired]).toEqual([[], []]);
  });

  it("has a corner in the middle of a straight side too, so that neighbours meet there", () => {
    const more = [...SQUARE.slice(0, 1), [5, 0, 3] as const, ...SQUARE.slice(1)];
    const { level, area, repaired } = mended(readPolygon([more]));
    const { positions, indices = [] } = level?.patches[0] ?? {};
    expect(positions).toHaveLength(15);
    expect(new Set(indices).size).toBe(5);
    expect(area).toBeCloseTo(100, 6);
    expect(repaired).toEqual([]);
  });

  it("are the same whether the ring says its first corner again or not", () => {
    const open = { ...readPolygon([]), rings: [readRing(SQUARE, false)] };
    const [one, other] = [mended(open), mended(readPolygon([SQUARE]))];
    expect(one.level).toEqual(other.level);
    expect(one.repaired).toEqual([]);
    expect(mended({ ...open, unclosed: true }).repaired).toEqual([REPAIRED.closed]);
  });

  it("keep the area within 0.1 %, whatever the shape, its holes and its plane", () => {
    fc.assert(
      fc.property(shape, axes, ({ outer, holes, size }, [across, up, normal]) => {
        const place = ([x, y]: readonly [number, number]): Place =>
          [0, 1, 2].map((k) => 100 + x * at(across, k) + y * at(up, k)) as unknown as Place;
        const { area, triangles, leftOut } = mended(
          readPolygon([outer.map(place), ...holes.map((hole) => hole.map(place))]),
        );
        expect(leftOut).toEqual([]);
        expect(Math.abs(area - size)).toBeLessThan(0.001 * size);
        // All face the way of the outer ring.
        for (const [x, y, z] of triangles)
          expect(x * normal[0] + y * normal[1] + z * normal[2]).toBeGreaterThan(-1e-6);
      }),
      { numRuns: 300 },
    );
  });

  it("of a ring with corners anywhere are as large as the ring, or it is left out", () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 14 }), (points) => {
        const { area, leftOut } = mended(readPolygon([flat(points)]));
        const size = Math.abs(shoelace(points));
        if (leftOut.length > 0) expect(area).toBe(0);
        else expect(Math.abs(area - size)).toBeLessThan(0.001 * size);
      }),
      { numRuns: 1500 },
    );
  });

  it("of rings with corners anywhere, holes too, are no more than the outer ring", () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }));
    const ring = fc.array(place, { minLength: 3, maxLength: 6 });
    fc.assert(
      fc.property(ring, fc.array(ring, { minLength: 1, maxLength: 3 }), (outer, holes) => {
        const { area } = mended(readPolygon([outer, ...holes].map((points) => flat(points))));
        expect(area).toBeLessThanOrEqual(1.001 * Math.abs(shoelace(outer)) + 1e-6);
      }),
      { numRuns: 600 },
    );
  });

  it("carry the picture's coordinates of their corners", () => {
    const image = { path: "a.jpg", open: async () => undefined, repeats: false };
    const uvs = [new Float32Array([0, 0, 1, 0, 1, 1, 0, 1, 0, 0])];
    const twice = [SQUARE[0], SQUARE[0], ...SQUARE.slice(1)] as Place[];
    const { level } = mended(readPolygon([SQUARE], { appearance: { image }, uvs }));
    expect([...(level?.patches[0]?.uvs ?? [])]).toEqual([0, 0, 1, 0, 1, 1, 0, 1]);
    expect(level?.patches[0]?.image).toBe(image);
    const doubled = [new Float32Array([0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0])];
    const joined = mended(readPolygon([twice], { appearance: { image }, uvs: doubled }));
    expect([...(joined.level?.patches[0]?.uvs ?? [])]).toEqual([0, 0, 1, 0, 1, 1, 0, 1]);
    expect(joined.repaired).toEqual([REPAIRED.joined]);
  });

  it("are drawn without a picture whose coordinates are not all there", () => {
    const image = { path: "a.jpg", open: async () => undefined, repeats: false };
    for (const uvs of [undefined, [new Float32Array(4)], [new Float32Array(10).fill(Number.NaN)]]) {
      const polygon = readPolygon([SQUARE], { appearance: { image }, ...(uvs && { uvs }) });
      const { level, repaired } = mended(polygon);
      expect(level?.patches[0]?.image).toBeUndefined();
      expect(repaired).toEqual([REPAIRED.noUvs]);
    }
  });
});

function at(values: ArrayLike<number>, place: number): number {
  return values[place] ?? Number.NaN;
}

/** A ring about the origin, as seen from it, between two distances. */
function around(least: number, most: number, length: number) {
  return fc
    .array(
      fc.tuple(
        fc.double({ min: least, max: most, noNaN: true }),
        fc.double({ min: 0.2, max: 1, noNaN: true }),
      ),
      {
        minLength: 3,
        maxLength: length,
      },
    )
    .map((parts) => {
      const whole = parts.reduce((sum, [, part]) => sum + part, 0);
      let angle = 0;
      return parts.map(([distance, part]): [number, number] => {
        angle += (2 * Math.PI * part) / whole;
        return [distance * Math.cos(angle), distance * Math.sin(angle)];
      });
    })
    .filter((ring) => shoelace(ring) > 0.01);
}

/** Deep and shallow shapes with up to four holes, each in its quarter. */
const shape = fc
  .tuple(
    around(7, 30, 40),
    fc.array(around(0.1, 1.5, 8), { maxLength: 4 }),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([ring, small, turned, round]) => {
    // Within 4.5 m of the middle no side passes as long as a turn is less than 100 degrees.
    const outer = ring.length < 6 ? (round ? starRing(7) : ring) : ring;
    const holes =
      outer.length > 6 && safe(outer)
        ? small.map((hole, i) =>
            hole.map(([x, y]): [number, number] => [
              x + 2.2 * (i % 2 === 0 ? 1 : -1),
              y + 2.2 * (i < 2 ? 1 : -1),
            ]),
          )
        : [];
    const size = shoelace(outer) - holes.reduce((sum, hole) => sum + shoelace(hole), 0);
    return {
      outer,
      holes: turned ? holes : holes.map((hole) => hole.toReversed()),
      size,
    };
  });

function starRing(points: number): [number, number][] {
  return Array.from({ length: 2 * points }, (_, i): [number, number] => {
    const angle = (Math.PI * i) / points;
    const distance = i % 2 === 0 ? 20 : 8;
    return [distance * Math.cos(angle), distance * Math.sin(angle)];
  });
}

/** Whether all of a ring stays 4.5 m away from the middle. */
function safe(ring: readonly (readonly [number, number])[]): boolean {
  return ring.every(([x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length] ?? [0, 0];
    const [dx, dy] = [nx - x, ny - y];
    const t = Math.max(0, Math.min(1, -(x * dx + y * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x + t * dx, y + t * dy) > 4.5;
  });
}

/** Two directions square to each other, and the one square to both. */
const axes = fc
  .tuple(
    fc.double({ min: 0, max: 6.28, noNaN: true }),
    fc.double({ min: -1.57, max: 1.57, noNaN: true }),
    fc.double({ min: 0, max: 6.28, noNaN: true }),
  )
  .map(([heading, pitch, roll]): [Place, Place, Place] => {
    const [ch, sh] = [Math.cos(heading), Math.sin(heading)];
    const [cp, sp] = [Math.cos(pitch), Math.sin(pitch)];
    const [cr, sr] = [Math.cos(roll), Math.sin(roll)];
    const normal: Place = [ch * cp, sh * cp, sp];
    const [a, b]: [Place, Place] = [
      [-sh, ch, 0],
      [-ch * sp, -sh * sp, cp],
    ];
    const mix = (c: number, s: number): Place => [
      c * a[0] + s * b[0],
      c * a[1] + s * b[1],
      c * a[2] + s * b[2],
    ];
    return [mix(cr, sr), mix(-sr, cr), normal];
  });
