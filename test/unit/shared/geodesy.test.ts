import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distance, ecefFrom, LocalFrame, SEMI_MAJOR_AXIS } from "../../../shared/geodesy.ts";

describe("geodesy", () => {
  it("knows the axes of WGS84", () => {
    expect(ecefFrom(0, 0, 0)).toEqual([SEMI_MAJOR_AXIS, 0, 0]);
    const [x, y, z] = ecefFrom(0, 90, 0);
    expect(x).toBeCloseTo(0, 6);
    expect(y).toBeCloseTo(0, 6);
    expect(z).toBeCloseTo(6_356_752.3142, 3);
  });

  it("agrees with Bowring's closed form, which goes the other way", () => {
    const latitude = 52 + 39 / 60 + 27.2531 / 3600;
    const longitude = 1 + 43 / 60 + 4.5177 / 3600;
    const [x, y, z] = ecefFrom(longitude, latitude, 24.7);
    const back = Math.hypot(x, y, z);
    expect(back).toBeGreaterThan(6_356_752);
    expect(back).toBeLessThan(SEMI_MAJOR_AXIS + 25);
    expect((Math.atan2(y, x) * 180) / Math.PI).toBeCloseTo(longitude, 9);
    // Bowring's closed form gives the latitude back.
    const e2 = 0.006_694_379_990_14;
    const ring = Math.hypot(x, y);
    const b = SEMI_MAJOR_AXIS * Math.sqrt(1 - e2);
    const theta = Math.atan2(z * SEMI_MAJOR_AXIS, ring * b);
    const second = (SEMI_MAJOR_AXIS ** 2 - b ** 2) / b ** 2;
    const phi = Math.atan2(
      z + second * b * Math.sin(theta) ** 3,
      ring - e2 * SEMI_MAJOR_AXIS * Math.cos(theta) ** 3,
    );
    expect((phi * 180) / Math.PI).toBeCloseTo(latitude, 8);
  });

  it("measures a degree and a quarter of the mean sphere, over the antimeridian and to the pole", () => {
    const quarter = (Math.PI / 2) * 6_371_008.8;
    expect(distance(0, 0, 1, 0)).toBeCloseTo(quarter / 90, 6);
    expect(distance(179.5, 0, -179.5, 0)).toBeCloseTo(quarter / 90, 6);
    expect(distance(12, 0, 77, 90)).toBeCloseTo(quarter, 6);
    expect(distance(140, 35, 140, 35)).toBe(0);
  });

  it("sees east, north and up from a place in the city, in metres", () => {
    const frame = new LocalFrame(140.1, 35.6, 40);
    const out = new Float64Array(3);
    frame.write(140.1, 35.6, 40, out, 0);
    expect(Math.hypot(...out)).toBeLessThan(1e-8);
    frame.write(140.1, 35.6, 140, out, 0);
    expect(out[2]).toBeCloseTo(100, 6);
    fc.assert(
      fc.property(
        fc.double({ min: -0.05, max: 0.05, noNaN: true }),
        fc.double({ min: -0.05, max: 0.05, noNaN: true }),
        (dx, dy) => {
          frame.write(140.1 + dx, 35.6 + dy, 40, out, 0);
          const [x, y, z] = ecefFrom(140.1 + dx, 35.6 + dy, 40);
          const [x0, y0, z0] = ecefFrom(140.1, 35.6, 40);
          // A turn keeps lengths, and signs tell the quarter.
          expect(Math.hypot(...out)).toBeCloseTo(Math.hypot(x - x0, y - y0, z - z0), 5);
          if (Math.abs(dx) > 1e-3) expect(Math.sign(out[0] as number)).toBe(Math.sign(dx));
          if (Math.abs(dy) > 1e-3) expect(Math.sign(out[1] as number)).toBe(Math.sign(dy));
        },
      ),
    );
  });
});
