import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bustleAt } from "../../../server/simulator/sky/bustle.ts";
import { CityClock } from "../../../server/simulator/sky/city-clock.ts";
import { RiverGauge } from "../../../server/simulator/sky/river-gauge.ts";
import { solarElevation } from "../../../server/simulator/sky/solar-elevation.ts";
import { WeatherModel } from "../../../server/simulator/sky/weather-model.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const clock = new CityClock("Asia/Tokyo");
const start = Date.parse("2026-11-23T00:00:00+09:00");

describe("CityClock", () => {
  it("tells the hour, the day and the weekend of a zone with and without summer time", () => {
    expect(clock.hour(Date.parse("2026-11-23T08:30:00+09:00"))).toBeCloseTo(8.5, 9);
    expect(clock.weekend(Date.parse("2026-11-21T23:59:00+09:00"))).toBe(true);
    expect(clock.weekend(Date.parse("2026-11-23T00:00:00+09:00"))).toBe(false);
    const berlin = new CityClock("Europe/Berlin");
    expect(berlin.hour(Date.parse("2026-03-29T00:59:59Z"))).toBeCloseTo(2, 3);
    expect(berlin.hour(Date.parse("2026-03-29T01:00:00Z"))).toBe(3);
    const longDay = berlin.day(Date.parse("2026-10-25T12:00:00Z"));
    expect(berlin.startOf(longDay)).toBe(Date.parse("2026-10-25T00:00:00+02:00"));
    expect(berlin.startOf(longDay + 1)).toBe(Date.parse("2026-10-26T00:00:00+01:00"));
  });

  it("agrees with Intl at any time", () => {
    const berlin = new CityClock("Europe/Berlin");
    const said = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Berlin",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000_000, max: 2_000_000_000 }), (seconds) => {
        const [hour = 0, minute = 0, second = 0] = said
          .format(seconds * 1000)
          .split(":")
          .map(Number);
        const expected = (hour % 24) + minute / 60 + second / 3600;
        return Math.abs(berlin.hour(seconds * 1000) - expected) < 1e-6;
      }),
    );
  });
});

describe("bustleAt", () => {
  it("stays within 0 and 1, without jumps, busiest at eight on weekdays", () => {
    for (const weekend of [false, true]) {
      for (let minute = 0; minute < 1440; minute++) {
        const now = bustleAt(minute / 60, weekend);
        expect(now).toBeGreaterThan(0);
        expect(now).toBeLessThanOrEqual(1);
        const next = bustleAt(((minute + 1) / 60) % 24, weekend);
        expect(Math.abs(next - now)).toBeLessThan(0.01);
      }
    }
    expect(bustleAt(8, false)).toBe(1);
    expect(bustleAt(3, false)).toBeLessThan(0.1);
  });
});

describe("solarElevation", () => {
  it("is what almanacs say of Tokyo, within half a degree", () => {
    const tokyo = (iso: string) => solarElevation(Date.parse(iso), 139.7, 35.68);
    // Culminations: 90 - latitude + declination. Rising and setting: 0.83 degrees below.
    expect(tokyo("2026-06-21T11:43:00+09:00")).toBeCloseTo(77.8, 0);
    expect(tokyo("2026-12-22T11:39:00+09:00")).toBeCloseTo(30.9, 0);
    expect(Math.abs(tokyo("2026-03-20T05:45:00+09:00") + 0.83)).toBeLessThan(0.5);
    expect(Math.abs(tokyo("2026-11-23T16:30:00+09:00") + 0.83)).toBeLessThan(0.5);
  });
});

describe("WeatherModel", () => {
  it("keeps its ranges for a week of any seed and season, without jumps", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 51 }), (seed, week) => {
        const model = new WeatherModel({ seed, clock, latitude: 34.55 });
        let before = model.at(start + week * 168 * HOUR, []);
        for (let minute = 5; minute < 7 * 1440; minute += 5) {
          const now = model.at(start + week * 168 * HOUR + minute * MINUTE, []);
          expect(now.temperatureCelsius).toBeGreaterThan(-10);
          expect(now.temperatureCelsius).toBeLessThan(42);
          expect(now.rain).toBeGreaterThanOrEqual(0);
          expect(now.rain).toBeLessThan(25);
          expect(now.windSpeed).toBeGreaterThan(0);
          expect(now.windSpeed).toBeLessThan(16);
          expect(now.windFromDegrees).toBeGreaterThanOrEqual(0);
          expect(now.windFromDegrees).toBeLessThan(360);
          expect(now.cloud).toBeGreaterThanOrEqual(0);
          expect(now.cloud).toBeLessThanOrEqual(1);
          if (now.rain > 0) expect(now.cloud).toBeGreaterThan(0.4);
          expect(Math.abs(now.temperatureCelsius - before.temperatureCelsius)).toBeLessThan(1.5);
          before = now;
        }
      }),
      { numRuns: 12 },
    );
  });

  it("rains in some of the weeks and not all the time", () => {
    const model = new WeatherModel({ seed: "1", clock, latitude: 34.55 });
    let wet = 0;
    let fallen = 0;
    const minutes = 26 * 7 * 1440;
    for (let minute = 0; minute < minutes; minute += 10) {
      const { rain } = model.at(start + minute * MINUTE, []);
      if (rain > 0) wet += 10;
      fallen += rain / 6;
    }
    expect(wet / minutes).toBeGreaterThan(0.05);
    expect(wet / minutes).toBeLessThan(0.35);
    // Millimetres in half a year: of the order of a rainy coast.
    expect(fallen).toBeGreaterThan(500);
    expect(fallen).toBeLessThan(4_000);
  });

  it("is warmer in August than in February, and at two than at five in the morning", () => {
    const model = new WeatherModel({ seed: "1", clock, latitude: 34.55 });
    const mean = (month: string, hour: string) => {
      const days = Array.from({ length: 28 }, (_, day) => {
        const date = `2026-${month}-${String(day + 1).padStart(2, "0")}T${hour}:00:00+09:00`;
        return model.at(Date.parse(date), []).temperatureCelsius;
      });
      return days.reduce((sum, each) => sum + each, 0) / days.length;
    };
    expect(mean("08", "14") - mean("02", "14")).toBeGreaterThan(14);
    expect(mean("08", "14") - mean("08", "05")).toBeGreaterThan(2);
  });
});

describe("RiverGauge", () => {
  it("rises with the rain about an hour later, and falls again", () => {
    const river = new RiverGauge(start, () => 0);
    const levels: number[] = [];
    for (let minute = 1; minute <= 420; minute++) {
      // Half an hour of heavy rain.
      river.step(start + minute * MINUTE, minute >= 60 && minute < 90 ? 30 : 0);
      levels.push(river.fallen);
    }
    const peak = levels.indexOf(Math.max(...levels)) + 1;
    // From the middle of the rain to the highest water.
    expect(peak - 75).toBeGreaterThan(45);
    expect(peak - 75).toBeLessThan(75);
    expect(levels[peak - 1]).toBeGreaterThan(0.3);
    expect(levels[58]).toBe(0);
    expect(levels[419]).toBeLessThan(0.1 * (levels[peak - 1] ?? 0));
  });

  it("knows the rain from before its beginning", () => {
    const wet = new RiverGauge(start, (time) => (time > start - HOUR ? 10 : 0));
    const dry = new RiverGauge(start, () => 0);
    expect(wet.fallen).toBeGreaterThan(0.05);
    expect(dry.fallen).toBe(0);
    expect(wet.level(start, 1) - dry.level(start, 1)).toBeCloseTo(wet.fallen, 9);
  });

  it("follows the tide most at its mouth", () => {
    const river = new RiverGauge(start, () => 0);
    const range = (upstream: number) => {
      const levels = Array.from({ length: 150 }, (_, i) => {
        return river.level(start + i * 5 * MINUTE, upstream);
      });
      return Math.max(...levels) - Math.min(...levels);
    };
    expect(range(0)).toBeGreaterThan(1);
    expect(range(1)).toBeLessThan(0.3);
  });
});
