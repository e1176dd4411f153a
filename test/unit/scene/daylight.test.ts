import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Daylight, daylightAt } from "../../../client/control/scene/daylight.ts";
import { LIGHT_KEYS } from "../../../client/control/scene/daylight-palette.ts";

const at = (elevationDegrees: number) => daylightAt({ elevationDegrees, azimuthDegrees: 250 });
const sum = (light: readonly number[]) => light.reduce((all, each) => all + each, 0);
const elevation = fc.double({ min: -90, max: 90, noNaN: true });

/** All that shaders get of it, as one list. */
function numbers(light: Daylight): number[] {
  const { sun, key, keyLight, sideLight, skyLight, groundLight, zenith, horizon, glow } = light;
  const { lamps, windows, stars, brightness } = light;
  return [
    ...[sun, key, keyLight, sideLight, skyLight, groundLight, zenith, horizon, glow].flat(),
    ...[lamps, windows, stars, brightness],
  ];
}

describe("daylightAt", () => {
  it("is bright at noon without lamps, dark at night with them", () => {
    const noon = at(50);
    const night = at(-40);
    expect(noon.brightness).toBeGreaterThan(0.6);
    expect(night.brightness).toBeLessThan(0.35);
    expect(sum(noon.keyLight)).toBeGreaterThan(20 * sum(night.keyLight));
    expect([noon.lamps, night.lamps, noon.stars, night.stars]).toEqual([0, 1, 0, 1]);
  });

  it("grows darker all the way from noon to night, and its lamps come on", () => {
    fc.assert(
      fc.property(elevation, elevation, (one, other) => {
        const higher = at(Math.max(one, other));
        const lower = at(Math.min(one, other));
        expect(higher.brightness).toBeGreaterThanOrEqual(lower.brightness);
        expect(sum(higher.skyLight)).toBeGreaterThanOrEqual(sum(lower.skyLight));
        expect(higher.lamps).toBeLessThanOrEqual(lower.lamps);
        expect(higher.windows).toBeLessThanOrEqual(lower.windows);
        expect(higher.stars).toBeLessThanOrEqual(lower.stars);
      }),
    );
  });

  it("never jumps, but for where light that does not shine comes from", () => {
    fc.assert(
      fc.property(elevation, (from) => {
        const one = at(from);
        const other = at(from + 0.02);
        const changesHands = one.key !== one.sun && other.key === other.sun;
        const before = numbers(one);
        const after = numbers(other);
        if (changesHands) {
          expect(sum(one.keyLight)).toBeLessThan(0.01);
          expect(sum(other.keyLight)).toBeLessThan(0.01);
        }
        for (const [i, number] of before.entries()) {
          const isKeyDirection = i >= 3 && i < 6;
          if (!(changesHands && isKeyDirection))
            expect(Math.abs((after[i] as number) - number)).toBeLessThan(0.04);
        }
      }),
    );
  });

  it("lights from above ground only, with directions of length 1 and finite numbers", () => {
    fc.assert(
      fc.property(elevation, fc.double({ min: 0, max: 360, noNaN: true }), (up, azimuth) => {
        const light = daylightAt({ elevationDegrees: up, azimuthDegrees: azimuth });
        expect(numbers(light).every(Number.isFinite)).toBe(true);
        for (const direction of [light.sun, light.key])
          expect(Math.hypot(...direction)).toBeCloseTo(1, 9);
        if (sum(light.keyLight) > 0.3) expect(light.key[2]).toBeGreaterThan(-0.06);
      }),
    );
  });

  it("has its palette in order of the sun's height", () => {
    const elevations = LIGHT_KEYS.map((key) => key.elevation);
    expect(elevations).toEqual([...elevations].sort((a, b) => a - b));
  });
});
