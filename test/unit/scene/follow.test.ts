import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Chase } from "../../../client/control/scene/camera/chase.ts";
import { Cockpit, seatOf } from "../../../client/control/scene/camera/cockpit.ts";
import { angleTo, easeAngle } from "../../../client/control/scene/camera/ease-angle.ts";
import { MODEL_TYPES } from "../../../client/control/scene/model-types.ts";

const angle = fc.double({ min: -20, max: 20, noNaN: true });
const FAR = { heading: 0.2, pitch: -0.5, range: 3_000 };
const NEAR = { heading: 0.2, pitch: -0.5, range: 180 };

describe("turning from one direction to another", () => {
  it("goes the short way, and arrives", () => {
    fc.assert(
      fc.property(angle, angle, (from, to) => {
        const turn = angleTo(from, to);
        expect(Math.abs(turn)).toBeLessThanOrEqual(Math.PI + 1e-9);
        expect(Math.cos(from + turn)).toBeCloseTo(Math.cos(to), 6);
        expect(Math.sin(from + turn)).toBeCloseTo(Math.sin(to), 6);
      }),
    );
  });

  it("comes as far in many small frames as in a long one", () => {
    fc.assert(
      fc.property(angle, fc.double({ min: -3, max: 3, noNaN: true }), (from, turn) => {
        const to = from + turn;
        let stepped = from;
        for (let i = 0; i < 30; i++) stepped = easeAngle(stepped, to, 1 / 60, 0.4);
        expect(stepped).toBeCloseTo(easeAngle(from, to, 0.5, 0.4), 6);
      }),
    );
  });
});

describe("Chase", () => {
  it("comes to the entity without a jump, and stays with it", () => {
    const chase = new Chase(FAR, NEAR, 1);
    const parts = [10, 10.25, 10.5, 10.75, 11, 15].map((now) => chase.part(now));
    expect(parts[0]).toBe(0);
    expect(parts.slice(4)).toEqual([1, 1]);
    expect(parts.toSorted((a, b) => a - b)).toEqual(parts);
    expect(chase.view(0)).toEqual(FAR);
    expect(chase.view(1).range).toBeCloseTo(180, 6);
  });

  it("is there at once where the person wants no motion", () => {
    expect(new Chase(FAR, NEAR, 0).part(10)).toBe(1);
  });

  it("turns, tilts and zooms as it is told, never under the ground or into the entity", () => {
    fc.assert(
      fc.property(angle, angle, fc.double({ min: 0.001, max: 1000, noNaN: true }), (a, b, c) => {
        const chase = new Chase(FAR, NEAR, 0);
        chase.steer(a, b, c);
        const { heading, pitch, range } = chase.view(1);
        expect(Math.cos(heading)).toBeCloseTo(Math.cos(0.2 + a), 6);
        expect(pitch).toBeLessThan(0);
        expect(pitch).toBeGreaterThan(-Math.PI / 2);
        expect(range).toBeGreaterThanOrEqual(12);
      }),
    );
  });
});

describe("Cockpit", () => {
  const seat = seatOf("car");

  it("looks along the way at once when it gets in, and then turns with it, not with a jerk", () => {
    const cockpit = new Cockpit(3);
    expect(cockpit.look(0, 1, seat).heading).toBeCloseTo(1, 6);
    const soon = cockpit.look(0.016, 2, seat).heading;
    expect(soon).toBeGreaterThan(1);
    expect(soon).toBeLessThan(1.2);
    for (let now = 0.1; now < 5; now += 0.1) cockpit.look(now, 2, seat);
    expect(cockpit.look(5, 2, seat).heading).toBeCloseTo(2, 3);
  });

  it("keeps its direction where the way is not known", () => {
    const cockpit = new Cockpit(3);
    expect(cockpit.look(0, Number.NaN, seat).heading).toBe(3);
    cockpit.look(1, 1, seat);
    const before = cockpit.look(20, 1, seat).heading;
    expect(cockpit.look(21, Number.NaN, seat).heading).toBeCloseTo(before, 9);
  });

  it("looks aside as it is told, while the seat goes on as the thing does", () => {
    const cockpit = new Cockpit(0);
    cockpit.look(0, 1, seat);
    cockpit.steer(0.5, 0.2);
    const { heading, course, pitch } = cockpit.look(1, 1, seat);
    expect(course).toBeCloseTo(1, 6);
    expect(heading).toBeCloseTo(1.5, 6);
    expect(pitch).toBeCloseTo(0.2 - seat.down, 6);
  });

  it("has a seat in every model, and a drone's looks down", () => {
    for (const type of MODEL_TYPES) expect(seatOf(type).ahead).toBeGreaterThan(0);
    expect(seatOf("drone").down).toBeGreaterThan(seatOf("car").down);
  });
});
