import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EntityInstances, type Fix } from "../../../client/control/scene/entity-instances.ts";

const DEGREE = Math.PI / 180;
const SLOT = 3;

/** Drives along a way of points in metres, a fix a second, and gives the instances. */
function drive(way: readonly (readonly [number, number, number])[], onTrack = false) {
  const instances = new EntityInstances();
  way.forEach(([east, north, up], now) => {
    const fix = {
      east,
      north,
      up,
      heading: 0,
      now,
      staleAt: 60,
      duration: now === 0 ? 0 : 1,
      onTrack,
    };
    instances.move(SLOT, fix satisfies Fix);
  });
  return instances;
}

function headings(instances: EntityInstances): [number, number] {
  const at = SLOT * 14 + 9;
  return [instances.floats[at] as number, instances.floats[at + 1] as number];
}

function apart(a: number, b: number): number {
  return Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));
}

describe("the slope of what drives", () => {
  it("comes to that of the road, uphill and downhill", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.15, max: 0.15, noNaN: true }),
        fc.double({ min: 3, max: 15, noNaN: true }),
        (grade, speed) => {
          const way = Array.from(
            { length: 15 },
            (_, i) => [0, i * speed, i * speed * grade] as const,
          );
          const [, slope] = drive(way).poses.slopes(SLOT);
          expect(slope).toBeCloseTo(Math.atan(grade), 2);
        },
      ),
    );
  });

  it("is kept by one that stands", () => {
    const uphill = Array.from({ length: 12 }, (_, i) => [0, i * 8, i * 0.8] as const);
    const top = uphill.at(-1) as readonly [number, number, number];
    const instances = drive([...uphill, top, top, top]);
    expect(instances.poses.slopes(SLOT)[1]).toBeCloseTo(Math.atan(0.1), 2);
  });

  it("is never steeper than a street can be, whatever heights are told", () => {
    const way = fc.array(fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer(), fc.integer()), {
      minLength: 2,
      maxLength: 20,
    });
    fc.assert(
      fc.property(way, (points) => {
        const { poses } = drive(points.map(([e, n, u]) => [e, n % 50, u % 500] as const));
        for (const slope of poses.slopes(SLOT)) expect(Math.abs(slope)).toBeLessThanOrEqual(0.3001);
        for (const bend of poses.bends(SLOT)) expect(Math.abs(bend)).toBeLessThanOrEqual(1 / 59);
      }),
    );
  });

  it("is flat again for one that has jumped", () => {
    const instances = drive([
      [0, 0, 0],
      [0, 10, 2],
      [0, 20, 4],
    ]);
    const fix = { east: 900, north: 0, up: 0, heading: 0, now: 3, staleAt: 60, duration: 0 };
    instances.move(SLOT, fix);
    expect(instances.poses.slopes(SLOT)).toEqual([0, 0]);
  });
});

describe("what runs on rails", () => {
  it("takes its heading and its bend from the track, in any circle and direction", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 120, max: 2_000, noNaN: true }),
        fc.double({ min: 8, max: 25, noNaN: true }),
        fc.boolean(),
        (radius, speed, right) => {
          const side = right ? 1 : -1;
          const way = Array.from({ length: 25 }, (_, i) => {
            const angle = (i * speed) / radius;
            return [side * radius * (1 - Math.cos(angle)), radius * Math.sin(angle), 0] as const;
          });
          const instances = drive(way, true);
          expect(instances.poses.bends(SLOT)[1] * radius * side).toBeCloseTo(1, 1);
          const tangent = side * ((24 * speed) / radius);
          expect(apart(headings(instances)[1], tangent)).toBeLessThan(0.5 * DEGREE);
        },
      ),
    );
  });

  it("keeps the fine heading that it has while it stands, against the coarse one that is told", () => {
    const way = Array.from({ length: 6 }, (_, i) => [i * 0.3, i * 15, 0] as const);
    const stop = way.at(-1) as readonly [number, number, number];
    const instances = drive([...way, [stop[0] + 0.02, stop[1] + 1, 0]], true);
    expect(headings(instances)[1]).toBeCloseTo(Math.atan2(0.3, 15), 3);
  });

  it("goes back without turning round", () => {
    const instances = drive(
      [
        [0, 0, 0],
        [0, 15, 0],
        [0, 30, 0],
        [0, 15, 0],
      ],
      true,
    );
    const [from, to] = headings(instances);
    expect(apart(from, to)).toBeLessThan(0.2);
    expect(apart(to, Math.PI)).toBeLessThan(0.2);
  });
});
