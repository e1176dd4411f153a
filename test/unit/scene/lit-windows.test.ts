import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lightMoment } from "../../../client/control/scene/light-setting.ts";
import { litWindows, WINDOW_USES } from "../../../client/control/scene/lit-windows.ts";

describe("litWindows", () => {
  it("lights homes in the evening, offices by day, and few of either in the small hours", () => {
    const evening = litWindows(20.5);
    const morning = litWindows(10);
    const small = litWindows(3);
    expect(evening.home).toBeGreaterThan(morning.home);
    expect(morning.office).toBeGreaterThan(evening.office);
    for (const use of ["home", "apartment", "office"] as const)
      expect(small[use]).toBeLessThan(0.12);
  });

  it("is a share at every hour, and changes slowly, over midnight too", () => {
    fc.assert(
      fc.property(fc.double({ min: -48, max: 48, noNaN: true }), (hour) => {
        const now = litWindows(hour);
        const soon = litWindows(hour + 1 / 60);
        for (const use of WINDOW_USES) {
          expect(now[use]).toBeGreaterThanOrEqual(0);
          expect(now[use]).toBeLessThanOrEqual(1);
          expect(Math.abs(soon[use] - now[use])).toBeLessThan(0.01);
        }
      }),
    );
  });
});

describe("lightMoment", () => {
  const noon = Date.parse("2026-11-23T12:00+09:00");

  it("follows the clock where it is to, by the sun's own hours", () => {
    const moment = lightMoment("clock", noon, 137.6, 34.55);
    expect(moment.hour).toBeCloseTo(12.17, 1);
    expect(moment.sun.elevationDegrees).toBeGreaterThan(30);
    expect(lightMoment("clock", noon + 43_200_000, 137.6, 34.55).sun.elevationDegrees).toBeLessThan(
      -40,
    );
  });

  it("gives the same light at any time where one is chosen", () => {
    for (const setting of ["day", "dusk", "night"] as const)
      expect(lightMoment(setting, noon, 137.6, 34.55)).toEqual(lightMoment(setting, 0, 0, 0));
  });

  it("knows an hour for times before 1970 and west of Greenwich", () => {
    const { hour } = lightMoment("clock", -1, -170, 10);
    expect(hour).toBeGreaterThanOrEqual(0);
    expect(hour).toBeLessThan(24);
  });
});
