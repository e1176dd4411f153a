import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Telling } from "../../../server/simulator/part.ts";
import { Rail } from "../../../server/simulator/rail/rail.ts";
import { Ridership } from "../../../server/simulator/rail/ridership.ts";
import { runAt, runProfile } from "../../../server/simulator/rail/run-profile.ts";
import type { Timetable } from "../../../server/simulator/rail/timetable.ts";
import type { World } from "../../../server/simulator/world.ts";
import { smallWorld } from "../../support/small-world.ts";
import { stepsOf } from "./step-at.ts";

const morning = Date.parse("2026-11-23T08:00:00+09:00");
let world: World;
let rail: Rail;
let timetable: Timetable;
const steps = stepsOf("1");

beforeAll(async () => {
  world = await smallWorld();
  rail = new Rail({ world, clock: steps.clock, seed: "1" });
  timetable = rail.timetables.get("coast") as Timetable;
});

function told(time: number): Telling[] {
  const step = steps.at(time);
  rail.step(step);
  const tellings: Telling[] = [];
  rail.report(step, (telling) => tellings.push(telling));
  return tellings;
}

describe("runProfile", () => {
  it("takes whole seconds, keeps the limit and ends where it should, whatever the distance", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 30, max: 8_000, noNaN: true }),
        fc.double({ min: 5, max: 40, noNaN: true }),
        (distance, limit) => {
          const run = runProfile(distance, limit);
          expect(Number.isInteger(run.duration)).toBe(true);
          expect(runAt(run, 0).metres).toBe(0);
          expect(runAt(run, run.duration).metres).toBeCloseTo(distance, 6);
          let before = { metres: 0, speed: 0 };
          for (let second = 0.25; second <= run.duration; second += 0.25) {
            const now = runAt(run, second);
            expect(now.speed).toBeLessThanOrEqual(limit + 1e-9);
            expect(Math.abs(now.speed - before.speed)).toBeLessThanOrEqual(0.25 * 0.9 + 1e-9);
            // The way is the speed summed up.
            const way = ((now.speed + before.speed) / 2) * 0.25;
            expect(Math.abs(now.metres - before.metres - way)).toBeLessThan(0.06);
            before = now;
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("the trains", () => {
  it("stand at each platform in the very seconds of the timetable", () => {
    for (let train = 0; train < timetable.trains; train++) {
      for (const leg of timetable.legs) {
        for (const { platform, arrive, depart } of leg.calls) {
          const start = Math.floor(morning / 1000 / timetable.headway) * timetable.headway;
          const run = start / timetable.headway;
          if (((run % timetable.trains) + timetable.trains) % timetable.trains !== train) continue;
          const at = (seconds: number) => timetable.stateOf(train, start + seconds);
          expect(at(arrive)).toMatchObject({ along: platform.at, speed: 0, run });
          expect(at(arrive + 10)).toMatchObject({ along: platform.at, doorsOpen: true });
          expect(at(depart - 1)).toMatchObject({ along: platform.at, speed: 0 });
          if (arrive > 0 && leg.calls[0]?.platform !== platform) {
            expect(at(arrive - 1).speed).toBeGreaterThan(0.5);
          }
          if (leg.calls.at(-1)?.platform !== platform) {
            expect(at(depart + 2).along).toBeGreaterThan(platform.at + 1);
          }
        }
      }
    }
  });

  it("come to a platform at the same seconds in every hour, on the whole second", () => {
    const times: number[][] = [[], []];
    for (const [hour, list] of times.entries()) {
      const speeds = new Map<number, number>();
      for (let second = 0; second < 3600; second++) {
        const seconds = morning / 1000 + hour * 3600 + second;
        for (let train = 0; train < timetable.trains; train++) {
          const { leg, along, speed } = timetable.stateOf(train, seconds);
          const stands = leg === timetable.legs[0] && along === leg.calls[2]?.platform.at;
          if (stands && speed === 0 && (speeds.get(train) ?? 0) > 0) list.push(second);
          speeds.set(train, speed);
        }
      }
    }
    expect(times[0]).toHaveLength(3600 / timetable.headway);
    expect(times[1]).toEqual(times[0]);
  });

  it("never come near one another, and move no faster than they may", () => {
    const before = new Map<string, Telling>();
    for (let half = 0; half < 2 * timetable.headway * timetable.trains; half++) {
      const tellings = told(morning + half * 500);
      expect(tellings).toHaveLength(timetable.trains);
      for (const [index, one] of tellings.entries()) {
        for (const other of tellings.slice(index + 1)) {
          const sameTrack =
            Math.abs((one.headingDegrees ?? 0) - (other.headingDegrees ?? 0)) < 90 &&
            Math.abs(one.north - other.north) < 3;
          const apart = Math.hypot(one.east - other.east, one.north - other.north);
          if (sameTrack) expect(apart).toBeGreaterThan(150);
        }
        const last = before.get(one.id);
        if (last !== undefined) {
          expect(Math.hypot(one.east - last.east, one.north - last.north)).toBeLessThan(11.2);
        }
        before.set(one.id, one);
      }
    }
  });

  it("carry people without losing any, and never more than they hold", () => {
    for (let minute = 0; minute < 24 * 60; minute += 7) {
      for (const { values } of told(morning + minute * 60_000)) {
        expect(values?.passengers).toBeGreaterThanOrEqual(0);
        expect(values?.occupancy).toBeLessThanOrEqual(1);
        expect(values?.delay).toBe(0);
      }
    }
  });

  it("bring people to a station when they arrive, and more by day than by night", () => {
    const leg = timetable.legs[0];
    const call = leg?.calls[2];
    if (call === undefined) throw new Error("no call");
    const flow = (seconds: number) => {
      rail.step(steps.at(seconds * 1000));
      return rail.flowAt(call.platform.station).leaving;
    };
    // Just when a train stops, and half a minute later.
    const stop = morning / 1000 + call.arrive;
    expect(timetable.arrivalBefore(call, stop).ago).toBe(0);
    expect(flow(stop + 30)).toBeGreaterThan(1.3 * flow(stop));
    const night = stop - 5 * 3600;
    expect(flow(stop + 30)).toBeGreaterThan(5 * flow(night + 30));
  });

  it("let off as many people as pass the gates", () => {
    const station = "station-2";
    const weights = new Map([[station, 2]]);
    const ridership = new Ridership({ timetable, clock: steps.clock, weights, seed: "1" });
    const hours = 4;
    const first = morning / 1000;
    let passed = 0;
    for (let second = 0; second < hours * 3600; second++) {
      passed += ridership.flowAt(station, first + second).leaving / 60;
    }
    let alighted = 0;
    for (const leg of timetable.legs) {
      const index = leg.calls.findIndex(({ platform }) => platform.station === station);
      const { arrive = 0 } = leg.calls[index] ?? {};
      const from = Math.ceil((first - arrive) / timetable.headway);
      const to = Math.ceil((first + hours * 3600 - arrive) / timetable.headway);
      for (let run = from; run < to; run++)
        alighted += ridership.exchange(leg, run, index).alighted;
    }
    expect(alighted).toBeGreaterThan(1_000);
    expect(Math.abs(passed / alighted - 1)).toBeLessThan(0.03);
  });

  it("carry on board who got on and not yet off", () => {
    const ridership = new Ridership({
      timetable,
      clock: steps.clock,
      weights: new Map(),
      seed: "2",
    });
    for (const leg of timetable.legs) {
      for (let run = 0; run < 500; run += 7) {
        let aboard = 0;
        for (const [index] of leg.calls.entries()) {
          const now = ridership.exchange(leg, 9_000_000 + run, index);
          aboard += now.boarded - now.alighted;
          expect(now.aboard).toBe(aboard);
          expect(now.alighted).toBeGreaterThanOrEqual(0);
          expect(aboard).toBeLessThanOrEqual(420);
        }
        expect(aboard).toBe(0);
      }
    }
  });
});
