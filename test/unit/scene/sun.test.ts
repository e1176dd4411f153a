import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sunPosition } from "../../../client/control/scene/sun.ts";

/** Highest and lowest elevation within a day, looked at every five minutes. */
function extremes(day: string, longitude: number, latitude: number): [number, number] {
  const from = Date.parse(day);
  const all = Array.from(
    { length: 288 },
    (_, i) => sunPosition(from + i * 300_000, longitude, latitude).elevationDegrees,
  );
  return [Math.min(...all), Math.max(...all)];
}

describe("sunPosition", () => {
  it("agrees with J. Meeus, Astronomical Algorithms, example 25.a, seen from below the sun", () => {
    // 1992-10-13T00:00 TD (58 s after UT): right ascension 198.38083, declination -7.78507 degrees;
    // the sidereal time at Greenwich is 21.559 degrees, the sun overhead where it is the right ascension.
    const time = Date.parse("1992-10-12T23:59:02Z");
    const overhead = sunPosition(time, 176.822, -7.78507);
    expect(overhead.elevationDegrees).toBeGreaterThan(89.98);
  });

  it("stands highest in the south at the middle of a day in Japan, as high as the season says", () => {
    const [, summer] = extremes("2026-06-21T00:00+09:00", 137.6, 34.55);
    const [, winter] = extremes("2026-12-22T00:00+09:00", 137.6, 34.55);
    expect(summer).toBeCloseTo(90 - 34.55 + 23.44, 1);
    expect(winter).toBeCloseTo(90 - 34.55 - 23.44, 1);
    const noon = sunPosition(Date.parse("2026-12-22T11:48+09:00"), 137.6, 34.55);
    expect(Math.abs(noon.azimuthDegrees - 180)).toBeLessThan(1);
  });

  it("sets in Tokyo when the almanac says so", () => {
    // National Astronomical Observatory of Japan: 2026-11-23, sunset 16:30 (upper limb, refraction).
    const { elevationDegrees, azimuthDegrees } = sunPosition(
      Date.parse("2026-11-23T16:30+09:00"),
      139.7414,
      35.6581,
    );
    expect(elevationDegrees).toBeCloseTo(-0.83, 0);
    expect(azimuthDegrees).toBeGreaterThan(240);
    expect(azimuthDegrees).toBeLessThan(248);
  });

  it("rises in the east, sets in the west, and moves without a jump, anywhere and at any time", () => {
    const time = fc.integer({ min: Date.parse("1990-01-01"), max: Date.parse("2049-01-01") });
    const longitude = fc.double({ min: -180, max: 180, noNaN: true });
    const latitude = fc.double({ min: -60, max: 60, noNaN: true });
    fc.assert(
      fc.property(time, longitude, latitude, (at, east, north) => {
        const now = sunPosition(at, east, north);
        const soon = sunPosition(at + 60_000, east, north);
        const rises = soon.elevationDegrees - now.elevationDegrees;
        expect(Math.abs(rises)).toBeLessThan(0.26);
        // Near its highest and lowest it is neither rising nor setting to speak of.
        if (Math.abs(rises) > 0.05) expect(now.azimuthDegrees < 180).toBe(rises > 0);
      }),
    );
  });
});
