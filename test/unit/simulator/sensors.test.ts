import { beforeAll, describe, expect, it } from "vitest";
import type { Step, Telling } from "../../../server/simulator/part.ts";
import type { RoadLife } from "../../../server/simulator/road-life.ts";
import type { CityState } from "../../../server/simulator/sensors/city-state.ts";
import { FaultPlan } from "../../../server/simulator/sensors/fault-plan.ts";
import { placeSensors } from "../../../server/simulator/sensors/sensor.ts";
import { Sensors } from "../../../server/simulator/sensors/sensors.ts";
import { solarElevation } from "../../../server/simulator/sky/solar-elevation.ts";
import type { World } from "../../../server/simulator/world.ts";
import { smallWorld } from "../../support/small-world.ts";
import { stepsOf } from "./step-at.ts";

const HOUR = 3_600_000;
const midnight = Date.parse("2026-11-23T00:00:00+09:00");
const SITES = 17;
let world: World;

beforeAll(async () => {
  world = await smallWorld();
});

/** A town whose traffic, river and station are as the test says. */
interface Town {
  vehicles: number;
  parked: number;
  level: number;
  leaving: number;
}

function sensorsOf(seed: string, town: Town, count = SITES): Sensors {
  const traffic: RoadLife = {
    vehiclesOn: () => town.vehicles,
    speedRatioOn: () => 1,
    parkedIn: () => ({ occupied: town.parked, capacity: 40 }),
  };
  const look = (step: Step): CityState => ({
    step,
    traffic,
    riverLevel: (upstream) => town.level + upstream,
    stationFlow: (station) => {
      return { leaving: station === "station-1" ? town.leaving : 0, coming: 0 };
    },
    sunElevation: solarElevation(step.time, 139.9, 35.6),
  });
  return new Sensors({ world, sensors: count, seed, look });
}

/** All values told within some time, by sensor id. */
function readings(
  sensors: Sensors,
  from: number,
  seconds: number,
  at: (time: number) => Step,
): Map<string, { time: number; telling: Telling }[]> {
  const all = new Map<string, { time: number; telling: Telling }[]>();
  for (let time = from; time < from + seconds * 1000; time += 500) {
    const step = at(time);
    sensors.step(step);
    sensors.report(step, (telling) => {
      all.set(telling.id, [...(all.get(telling.id) ?? []), { time, telling }]);
    });
  }
  return all;
}

function values(all: Map<string, { telling: Telling }[]>, prefix: string, name: string): number[] {
  return [...all]
    .filter(([id]) => id.startsWith(`sensor:${prefix}`))
    .flatMap(([, list]) => list.map(({ telling }) => telling.values?.[name] ?? Number.NaN));
}

const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length;

describe("placeSensors", () => {
  it("uses each site once, leaves sites out evenly, and puts further ones near", () => {
    const sites = new Map(world.sensorSites.map((site) => [site.id, site]));
    for (const count of [5, 17, 100]) {
      const placed = placeSensors(world, count, "1");
      expect(new Set(placed.map(({ id }) => id)).size).toBe(count);
      for (const { site, point } of placed) {
        const home = sites.get(site.id)?.point ?? [0, 0, 0];
        expect(Math.hypot(point[0] - home[0], point[1] - home[1])).toBeLessThan(41);
      }
      if (count >= 17) expect(new Set(placed.map(({ site }) => site.id)).size).toBe(17);
    }
  });

  it("shares a station and a district out among their sensors", () => {
    const placed = placeSensors(world, 17, "1");
    const share = (of: string) =>
      placed.filter(({ site }) => site.of === of).reduce((sum, sensor) => sum + sensor.share, 0);
    expect(share("station-1")).toBeCloseTo(1, 9);
    expect(share("west")).toBeCloseTo(1, 9);
  });
});

describe("the sensors", () => {
  it("each tell at least once a minute, staggered", () => {
    const { at } = stepsOf("7");
    const town = { vehicles: 4, parked: 10, level: 0.5, leaving: 30 };
    const all = readings(sensorsOf("7", town, 170), midnight + 9 * HOUR, 120, at);
    const faulty = 170 - all.size;
    // Those of a silent one, if any.
    expect(faulty).toBeLessThan(6);
    const perSecond = new Map<number, number>();
    for (const list of all.values()) {
      for (const { time } of list) perSecond.set(time, (perSecond.get(time) ?? 0) + 1);
      for (let i = 1; i < list.length; i++) {
        expect((list[i]?.time ?? 0) - (list[i - 1]?.time ?? 0)).toBeLessThanOrEqual(60_000);
      }
    }
    expect(Math.max(...perSecond.values())).toBeLessThan(40);
  });

  it("stay within their ranges for a week", () => {
    const ranges: Record<string, [number, number]> = {
      pm25MicrogramsPerCubicMetre: [1, 60],
      no2MicrogramsPerCubicMetre: [1, 120],
      o3MicrogramsPerCubicMetre: [2, 140],
      noiseDecibels: [30, 90],
      temperatureCelsius: [-10, 42],
      rainMillimetresPerHour: [0, 30],
      riverLevel: [0.4, 1.7],
      peoplePerMinute: [0, 140],
      occupied: [0, 40],
      free: [0, 40],
      on: [0, 1],
      powerKilowatts: [0, 12_000],
    };
    const { at } = stepsOf("4");
    const plan = new FaultPlan("4");
    const town = { vehicles: 5, parked: 17, level: 0.5, leaving: 40 };
    const sensors = sensorsOf("4", town);
    const index = new Map(
      placeSensors(world, SITES, "4").map((sensor) => [sensor.id, sensor.index]),
    );
    const seen = new Set<string>();
    // Each minute of the hour's first ten, around the clock.
    for (let hour = 0; hour < 168; hour += 2) {
      const all = readings(sensors, midnight + hour * HOUR, 120, at);
      for (const [id, list] of all) {
        for (const { time, telling } of list) {
          const fault = plan.at(index.get(id) ?? -1, time);
          if (fault === "spike" || fault === "stuck") continue;
          for (const [name, value] of Object.entries(telling.values ?? {})) {
            seen.add(name);
            const [low, high] = ranges[name] ?? [Number.NaN, Number.NaN];
            expect(value, `${id} ${name}`).toBeGreaterThanOrEqual(low);
            expect(value, `${id} ${name}`).toBeLessThanOrEqual(high);
          }
        }
      }
    }
    expect([...seen].sort()).toEqual(Object.keys(ranges).sort());
  });

  it("hear and smell the traffic and the rain", () => {
    const { at } = stepsOf("1");
    const rain = stepsOf("1", [{ from: midnight + 8 * HOUR, to: midnight + 11 * HOUR, rain: 40 }]);
    const quiet = { vehicles: 0, parked: 0, level: 0, leaving: 0 };
    const busy = { ...quiet, vehicles: 12 };
    const ten = midnight + 9.5 * HOUR;
    const still = readings(sensorsOf("1", quiet), ten, 300, at);
    const loud = readings(sensorsOf("1", busy), ten, 300, at);
    const wet = readings(sensorsOf("1", quiet), ten, 300, rain.at);
    const noise = (all: typeof still) => mean(values(all, "noise", "noiseDecibels"));
    const no2 = (all: typeof still) => {
      return mean(values(all, "air-0", "no2MicrogramsPerCubicMetre").slice(-2));
    };
    expect(noise(loud) - noise(still)).toBeGreaterThan(4);
    expect(noise(wet) - noise(still)).toBeGreaterThan(4);
    expect(no2(loud)).toBeGreaterThan(1.3 * no2(still));
    expect(mean(values(wet, "rain", "rainMillimetresPerHour"))).toBeGreaterThan(25);
    expect(mean(values(still, "rain", "rainMillimetresPerHour"))).toBeLessThan(10);
  });

  it("count what is there: parked vehicles to the last, the river, the people of a train", () => {
    const { at } = stepsOf("1");
    const town = { vehicles: 0, parked: 23, level: 0.8, leaving: 0 };
    const sensors = sensorsOf("1", town);
    const nine = midnight + 9 * HOUR;
    const before = readings(sensors, nine, 60, at);
    expect(values(before, "parking", "occupied").every((count) => count === 23)).toBe(true);
    expect(values(before, "parking", "free").every((count) => count === 17)).toBe(true);
    expect(mean(values(before, "river-5", "riverLevel"))).toBeCloseTo(0.8, 1);
    expect(mean(values(before, "river-6", "riverLevel"))).toBeCloseTo(1.8, 1);
    town.parked = 24;
    town.leaving = 90;
    const after = readings(sensors, nine + 60_000, 60, at);
    expect(values(after, "parking", "occupied").every((count) => count === 24)).toBe(true);
    const counted = (all: typeof before) => {
      return (
        mean(values(all, "people-7", "peoplePerMinute")) +
        mean(values(all, "people-8", "peoplePerMinute"))
      );
    };
    expect(counted(after)).toBeGreaterThan(60);
    expect(counted(after)).toBeLessThan(130);
    expect(counted(after) - counted(before)).toBeGreaterThan(30);
  });

  it("light the streets by night and not by day, and draw more in the evening", () => {
    const { at } = stepsOf("1");
    const town = { vehicles: 0, parked: 0, level: 0, leaving: 0 };
    const hour = (of: number) => readings(sensorsOf("1", town), midnight + of * HOUR, 60, at);
    expect(mean(values(hour(12), "light", "on"))).toBe(0);
    expect(mean(values(hour(21), "light", "on"))).toBe(1);
    expect(mean(values(hour(12), "light", "powerKilowatts"))).toBe(0);
    const power = (of: number) => mean(values(hour(of), "power", "powerKilowatts"));
    expect(power(19)).toBeGreaterThan(1.5 * power(3));
    // 20,000 people: from a quarter to one and a half kilowatts each.
    const total = 3 * power(19);
    expect(total).toBeGreaterThan(20_000 * 0.25);
    expect(total).toBeLessThan(20_000 * 1.5);
  });

  it("fall silent by the programme, and speak again", () => {
    const { at } = stepsOf("1");
    const town = { vehicles: 0, parked: 0, level: 0, leaving: 0 };
    const sensors = sensorsOf("1", town);
    expect(sensors.silence("noise-2", true)).toBe("sensor:noise-2");
    const nine = midnight + 9 * HOUR;
    expect(readings(sensors, nine, 60, at).has("sensor:noise-2")).toBe(false);
    sensors.silence("noise-2", false);
    expect(readings(sensors, nine + 60_000, 60, at).has("sensor:noise-2")).toBe(true);
  });
});

describe("FaultPlan", () => {
  it("breaks a few sensors now and then, each fault for its time, and all heal", () => {
    const plan = new FaultPlan("1");
    const minutes: Record<string, number> = { stuck: 0, spike: 0, silent: 0 };
    const ever = new Set<number>();
    for (let minute = 0; minute < 7 * 1440; minute++) {
      for (let sensor = 0; sensor < 100; sensor++) {
        const fault = plan.at(sensor, midnight + minute * 60_000);
        if (fault === undefined) continue;
        ever.add(sensor);
        minutes[fault] = (minutes[fault] ?? 0) + 1;
      }
    }
    const all = 7 * 1440 * 100;
    const sum = Object.values(minutes).reduce((total, each) => total + each, 0);
    expect(sum / all).toBeGreaterThan(0.0003);
    expect(sum / all).toBeLessThan(0.004);
    for (const each of Object.values(minutes)) expect(each).toBeGreaterThan(0);
    expect(ever.size).toBeGreaterThan(20);
  });

  it("sticks to a value, and spikes far from it", () => {
    const { at } = stepsOf("9");
    const plan = new FaultPlan("9");
    const town = { vehicles: 3, parked: 5, level: 0.5, leaving: 20 };
    const count = 1_700;
    const find = (kind: string) => {
      for (let minute = 0; minute < 5_000; minute++) {
        const time = midnight + minute * 60_000;
        for (let sensor = 0; sensor < count; sensor++) {
          const held = plan.at(sensor, time + 240_000) === kind || kind === "spike";
          const { senses } = world.sensorSites[sensor % SITES] ?? {};
          if (plan.at(sensor, time) === kind && held && senses === "noise") return { sensor, time };
        }
      }
      throw new Error(`No ${kind}`);
    };
    const sensors = sensorsOf("9", town, count);
    const placed = placeSensors(world, count, "9");
    const noise = (from: number, seconds: number, sensor: number) => {
      const list = readings(sensors, from, seconds, at).get(placed[sensor]?.id ?? "") ?? [];
      return list.map(({ telling }) => telling.values?.noiseDecibels ?? 0);
    };
    const stuck = find("stuck");
    expect(new Set(noise(stuck.time, 120, stuck.sensor)).size).toBe(1);
    const spike = find("spike");
    expect(Math.max(...noise(spike.time, 15, spike.sensor))).toBeGreaterThan(200);
  });
});
