import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  EntityInstances,
  type Fix,
  INSTANCE_BYTES,
} from "../../../client/control/scene/entity-instances.ts";

const STILL: Fix = {
  east: 0,
  north: 0,
  up: 0,
  heading: Number.NaN,
  now: 0,
  staleAt: 60,
  duration: 0,
};

function shown(instances: EntityInstances, slot: number, now: number): number[] {
  const out = new Float64Array(3);
  instances.shownAt(slot, now, out);
  return Array.from(out);
}

/** The headings as the shader gets them, radians. */
function headings(instances: EntityInstances, slot: number): [number, number] {
  const floats = new Float32Array(instances.bytes.buffer);
  const at = (slot * INSTANCE_BYTES) / 4 + 9;
  return [floats[at] as number, floats[at + 1] as number];
}

describe("EntityInstances", () => {
  it("glides from where it is seen to the new fix, and stays there", () => {
    const instances = new EntityInstances();
    instances.move(3, STILL);
    instances.move(3, { ...STILL, east: 100, now: 10, duration: 10 });
    expect(shown(instances, 3, 10)).toEqual([0, 0, 0]);
    expect(shown(instances, 3, 15)).toEqual([50, 0, 0]);
    expect(shown(instances, 3, 99)).toEqual([100, 0, 0]);
  });

  it("never jumps when a fix comes in the middle of a glide", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            wait: fc.double({ min: 0.01, max: 20, noNaN: true }),
            east: fc.double({ min: -500, max: 500, noNaN: true }),
            duration: fc.double({ min: 0.2, max: 30, noNaN: true }),
          }),
          { minLength: 1, maxLength: 20 },
        ),
        (fixes) => {
          const instances = new EntityInstances();
          instances.move(0, STILL);
          let now = 0;
          for (const { wait, east, duration } of fixes) {
            now += wait;
            const [before = 0] = shown(instances, 0, now);
            instances.move(0, { ...STILL, east, now: Math.fround(now), duration });
            const [after = 0] = shown(instances, 0, Math.fround(now));
            expect(Math.abs(after - before)).toBeLessThan(0.01);
          }
        },
      ),
    );
  });

  it("jumps where it is told to", () => {
    const instances = new EntityInstances();
    instances.move(0, STILL);
    instances.move(0, { ...STILL, north: 5_000, now: 10 });
    expect(shown(instances, 0, 10)).toEqual([0, 5_000, 0]);
  });

  it("turns the short way, through north too", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 6.28, noNaN: true }),
        fc.double({ min: 0, max: 6.28, noNaN: true }),
        (from, to) => {
          const instances = new EntityInstances();
          instances.move(0, { ...STILL, heading: from });
          instances.move(0, { ...STILL, east: 10, heading: to, now: 1, duration: 1 });
          const [a, b] = headings(instances, 0);
          expect(Math.abs(b - a)).toBeLessThanOrEqual(Math.PI + 1e-5);
          expect(Math.cos(b - to)).toBeCloseTo(1, 5);
        },
      ),
    );
  });

  it("hands over what changed, in whole runs, once", () => {
    const instances = new EntityInstances(4_096);
    for (const slot of [5, 6, 3_000]) instances.move(slot, STILL);
    const runs: { offset: number; length: number }[] = [];
    const flush = () =>
      instances.flush(4_096, (bytes, offset) => runs.push({ offset, length: bytes.length }));
    flush();
    const covers = (slot: number) =>
      runs.some(
        ({ offset, length }) =>
          slot * INSTANCE_BYTES >= offset && (slot + 1) * INSTANCE_BYTES <= offset + length,
      );
    expect([5, 6, 3_000].map(covers)).toEqual([true, true, true]);
    expect(covers(1_500)).toBe(false);
    expect(runs).toHaveLength(2);
    flush();
    expect(runs).toHaveLength(2);
  });

  it("keeps what it has when it grows", () => {
    const instances = new EntityInstances(4);
    instances.move(2, { ...STILL, east: 7 });
    instances.style(2, 3, 1);
    instances.reserve(10_000);
    expect(shown(instances, 2, 0)).toEqual([7, 0, 0]);
    expect([instances.kindOf(2), instances.isShown(2)]).toEqual([3, true]);
  });

  it("shows the same when the clock's zero is moved", () => {
    const instances = new EntityInstances();
    instances.move(0, STILL);
    instances.move(0, { ...STILL, east: 100, now: 4_000, duration: 10 });
    const before = shown(instances, 0, 4_003);
    instances.shiftTimes(-4_000);
    expect(shown(instances, 0, 3)).toEqual(before);
  });
});
