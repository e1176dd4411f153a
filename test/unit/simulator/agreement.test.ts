import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { Programme } from "../../../server/simulator/incidents/programme.ts";
import { Rail } from "../../../server/simulator/rail/rail.ts";
import type { CityState } from "../../../server/simulator/sensors/city-state.ts";
import { FaultPlan } from "../../../server/simulator/sensors/fault-plan.ts";
import { placeSensors } from "../../../server/simulator/sensors/sensor.ts";
import { Sensors } from "../../../server/simulator/sensors/sensors.ts";
import { Simulation } from "../../../server/simulator/simulation.ts";
import { CityClock } from "../../../server/simulator/sky/city-clock.ts";
import { RiverGauge } from "../../../server/simulator/sky/river-gauge.ts";
import { solarElevation } from "../../../server/simulator/sky/solar-elevation.ts";
import type { World } from "../../../server/simulator/world.ts";
import { smallWorld } from "../../support/small-world.ts";
import { stepsOf } from "./step-at.ts";

const MINUTE = 60_000;
const begin = Date.parse("2026-11-23T07:00:00+09:00");
let world: World;

beforeAll(async () => {
  world = await smallWorld();
});

const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length;

describe("the whole city", () => {
  it("counts more people at a station after a train came than before", () => {
    const simulation = new Simulation({ world, seed: "1", scale: 0.05, begin });
    const clock = new CityClock(world.timeZone);
    const { timetables } = new Rail({ world, clock, seed: "1" });
    const calls = [...timetables.values()].flatMap((timetable) => {
      return timetable.legs.flatMap(({ calls }) => {
        return calls.flatMap((call) => {
          return call.platform.station === "station-1" ? [{ timetable, call }] : [];
        });
      });
    });
    expect(calls).toHaveLength(2);
    const after: number[] = [];
    const later: number[] = [];
    for (let i = 0; i < 3_600; i++) {
      simulation.step();
      const { time } = simulation;
      const agos = calls.map(
        ({ timetable, call }) => timetable.arrivalBefore(call, time / 1000).ago,
      );
      simulation.report(({ id, values }) => {
        if (!id.startsWith("sensor:people") || values?.peoplePerMinute === undefined) return;
        const { site } =
          placeSensors(world, 30, "1").find((each) => each.id === id) ?? expect.fail();
        if (site.of !== "station-1") return;
        // Both trains have come, the second one 42 s after the first; the first have gone by 75 s.
        if (agos.every((ago) => ago > 10 && ago < 100)) after.push(values.peoplePerMinute);
        else if (agos.every((ago) => ago > 75)) later.push(values.peoplePerMinute);
      });
    }
    expect(after.length).toBeGreaterThan(20);
    expect(later.length).toBeGreaterThan(5);
    expect(mean(after)).toBeGreaterThan(1.3 * mean(later));
  });

  it("lets a cloudburst raise the river an hour later, and not where it was switched off", () => {
    const clock = new CityClock(world.timeZone);
    const programme = new Programme({ seed: "1", clock, world });
    const from = begin + 30 * MINUTE;
    const rain = programme
      .between(from, from + 30 * 24 * 60 * MINUTE)
      .find(({ type }) => type === "heavy-rain");
    const { id, from: starts, to } = rain ?? expect.fail();
    const middle = (starts + to) / 2;
    const levels = (enabled: boolean) => {
      const simulation = new Simulation({ world, seed: "1", scale: 0.01, begin: starts - MINUTE });
      simulation.setIncident(id, enabled);
      // Other rain of the programme would be seen in both, but not this one.
      const found = new Map<number, number>();
      while (simulation.time < middle + 150 * MINUTE) {
        simulation.step();
        simulation.report(({ values }) => {
          if (values?.riverLevel === undefined) return;
          found.set(Math.floor(simulation.time / MINUTE), values.riverLevel);
        });
      }
      return found;
    };
    const [wet, dry] = [levels(true), levels(false)];
    const rise = [...wet].map(([minute, level]) => [minute, level - (dry.get(minute) ?? level)]);
    const highest = rise.reduce((a, b) => ((b[1] ?? 0) > (a[1] ?? 0) ? b : a), [0, 0]);
    expect(highest[1]).toBeGreaterThan(0.2);
    const lag = (highest[0] ?? 0) - middle / MINUTE;
    expect(lag).toBeGreaterThan(40);
    expect(lag).toBeLessThan(80);
    const early = rise.filter(([minute = 0]) => minute * MINUTE < starts + 5 * MINUTE);
    for (const [, level = 0] of early) expect(level).toBeLessThan(0.02);
  });

  it("is the same in two processes", async () => {
    const script = `
      import { Simulation } from "./server/simulator/simulation.ts";
      import { smallWorld } from "./test/support/small-world.ts";
      const world = await smallWorld();
      const simulation = new Simulation({ world, seed: "7", scale: 0.05, begin: ${begin} });
      for (let i = 0; i < 600; i++) simulation.step();
      process.stdout.write(simulation.hash());`;
    const run = () => {
      const args = ["--input-type=module-typescript", "--eval", script];
      return promisify(execFile)(process.execPath, args, { cwd: process.cwd() });
    };
    const [one, other] = await Promise.all([run(), run()]);
    expect(one.stdout).toMatch(/^[0-9a-f]{8}$/);
    expect(other.stdout).toBe(one.stdout);
  });
});

describe("a simulated week", () => {
  it("stays within the ranges that docs/simulation.md states, cloudbursts and all", async () => {
    const ranges = await statedRanges();
    const { clock, weather } = stepsOf("1");
    const programme = new Programme({ seed: "1", clock, world });
    const bursts = programme
      .between(begin, begin + 7 * 24 * 60 * MINUTE)
      .flatMap(({ type, from, to, rain = 0 }) =>
        type === "heavy-rain" ? [{ from, to, rain }] : [],
      );
    expect(bursts.length).toBeGreaterThan(3);
    const { at } = stepsOf("1", bursts);
    const river = new RiverGauge(begin, (time) => weather.at(time, []).rain);
    const rail = new Rail({ world, clock, seed: "1" });
    const sensors = new Sensors({
      world,
      sensors: 17,
      seed: "1",
      look: (step): CityState => ({
        step,
        traffic: {
          vehiclesOn: () => Math.round(8 * step.bustle),
          speedRatioOn: () => 1,
          parkedIn: () => ({ occupied: Math.round(40 * (1 - step.bustle)), capacity: 40 }),
        },
        riverLevel: (upstream) => river.level(step.time, upstream),
        stationFlow: (station) => rail.flowAt(station),
        sunElevation: solarElevation(step.time, 137.6, 34.55),
      }),
    });
    const plan = new FaultPlan("1");
    const index = new Map(placeSensors(world, 17, "1").map((each) => [each.id, each.index]));
    const seen = new Map<string, [number, number]>();
    // Steps of 30.5 s come to every sensor's turn.
    for (let time = begin; time < begin + 7 * 24 * 60 * MINUTE; time += 30_500) {
      const step = at(time);
      river.step(time, step.weather.rain);
      rail.step(step);
      sensors.step(step);
      sensors.report(step, ({ id, values = {} }) => {
        if (plan.at(index.get(id) ?? -1, time) !== undefined) return;
        for (const [name, value] of Object.entries(values)) {
          const [low, high] = seen.get(name) ?? [value, value];
          seen.set(name, [Math.min(low, value), Math.max(high, value)]);
        }
      });
    }
    expect([...seen.keys()].sort()).toEqual([...ranges.keys()].sort());
    for (const [name, [low, high]] of seen) {
      const [least, most] = ranges.get(name) ?? [Number.NaN, Number.NaN];
      expect(low, name).toBeGreaterThanOrEqual(least);
      expect(high, name).toBeLessThanOrEqual(most);
    }
  });
});

/** The table "Ranges" of the page: by value, the least and the most. */
async function statedRanges(): Promise<Map<string, readonly [number, number]>> {
  const page = await readFile(join(process.cwd(), "docs", "simulation.md"), "utf8");
  const rows = page.matchAll(/^\| `(\w+)` \| (-?[\d,.]+) \| (-?[\d,.]+) \|$/gm);
  const number = (text = "") => Number(text.replaceAll(",", ""));
  return new Map([...rows].map(([, name = "", low, high]) => [name, [number(low), number(high)]]));
}
