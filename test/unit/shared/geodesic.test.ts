import { area, length, lineString, polygon } from "@turf/turf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { geodesicDistance } from "../../../shared/geodesic.ts";
import { geodesicArea } from "../../../shared/geodesic-area.ts";
import { LocalFrame } from "../../../shared/geodesy.ts";

type Place = { longitude: number; latitude: number };

const longitude = fc.double({ min: -180, max: 180, noNaN: true });
const latitude = fc.double({ min: -85, max: 85, noNaN: true });

describe("geodesicDistance", () => {
  it.each([
    // New York to London: the example of GeographicLib's GeodSolve.
    [-73.8, 40.6, -0.5, 51.6, 5_551_759.4003],
    [0, 0, 1, 0, 111_319.4908],
    [0, 0, 0, 90, 10_001_965.7293],
    [179.5, 0, -179.5, 0, 111_319.4908],
    [139.7, 35.6, 139.7, 35.6, 0],
  ])("from %d %d to %d %d is %d m", (lon1, lat1, lon2, lat2, metres) => {
    expect(geodesicDistance(lon1, lat1, lon2, lat2)).toBeCloseTo(metres, 3);
  });

  it("is near the sphere's for places nearly opposite, where Vincenty's rounds do not settle", () => {
    const across = geodesicDistance(0, 0, 179.7, 0.3);
    expect(across).toBeGreaterThan(19_800_000);
    expect(across).toBeLessThan(20_040_000);
  });

  it("is the same both ways, and Turf's length to what a sphere is off", () => {
    fc.assert(
      fc.property(longitude, latitude, longitude, latitude, (lon1, lat1, lon2, lat2) => {
        const ours = geodesicDistance(lon1, lat1, lon2, lat2);
        expect(geodesicDistance(lon2, lat2, lon1, lat1)).toBeCloseTo(ours, 2);
        const line = lineString([
          [lon1, lat1],
          [lon2, lat2],
        ]);
        const theirs = length(line, { units: "meters" });
        expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(theirs * 0.0057 + 0.01);
      }),
    );
  });
});

describe("geodesicArea", () => {
  it("of an eighth of the earth is an eighth of the ellipsoid's", () => {
    const eighth = [at(0, 0), at(90, 0), at(0, 90)];
    expect(geodesicArea(eighth) / (510_065_621_724_088 / 8)).toBeCloseTo(1, 12);
  });

  it("of a city's blocks is that of the plane, to a part in a hundred thousand", () => {
    fc.assert(
      fc.property(star({ reach: 0.02 }), ({ centre, ring }) => {
        expect(geodesicArea(ring) / planeArea(centre, ring)).toBeCloseTo(1, 4);
      }),
    );
  });

  it("is Turf's to what a sphere is off, whichever way round and wherever it begins", () => {
    fc.assert(
      fc.property(star({ reach: 0.5 }), fc.nat(20), ({ ring }, turn) => {
        const ours = geodesicArea(ring);
        const from = turn % ring.length;
        const turned = [...ring.slice(from), ...ring.slice(0, from)].reverse();
        expect(geodesicArea(turned) / ours).toBeCloseTo(1, 6);
        const coordinates = [...ring, ring[0] as Place].map((each) => [
          each.longitude,
          each.latitude,
        ]);
        // A degree of latitude is up to 1 % longer than a sphere's, one of longitude up to 0.4 % shorter.
        expect(Math.abs(ours / area(polygon([coordinates])) - 1)).toBeLessThan(0.015);
      }),
    );
  });

  it("minds neither the antimeridian nor a ring that is closed", () => {
    const here = [at(10, 35), at(10.01, 35), at(10.01, 35.01), at(10, 35.01)];
    const there = here.map(({ longitude: lon, latitude: lat }) => at(wrap(lon + 169.995), lat));
    expect(geodesicArea(there) / geodesicArea(here)).toBeCloseTo(1, 9);
    expect(geodesicArea([...here, here[0] as Place])).toBeCloseTo(geodesicArea(here), 3);
  });

  it("of nothing is nothing", () => {
    expect(geodesicArea([])).toBe(0);
    expect(geodesicArea([at(139, 35), at(139.1, 35.1)])).toBeCloseTo(0, 3);
  });
});

function at(lon: number, lat: number): Place {
  return { longitude: lon, latitude: lat };
}

function wrap(lon: number): number {
  return lon > 180 ? lon - 360 : lon;
}

/** Rings that every corner of is seen from the middle: they never cross themselves. */
function star({ reach }: { reach: number }) {
  const corner = fc.double({ min: 0.2, max: 1, noNaN: true });
  return fc
    .record({
      lon: fc.double({ min: -170, max: 170, noNaN: true }),
      lat: fc.double({ min: -70, max: 70, noNaN: true }),
      corners: fc.array(corner, { minLength: 3, maxLength: 20 }),
    })
    .map(({ lon, lat, corners }) => ({
      centre: at(lon, lat),
      ring: corners.map((size, place) => {
        const turn = (2 * Math.PI * place) / corners.length;
        const narrow = Math.cos((lat * Math.PI) / 180);
        return at(
          lon + (reach * size * Math.cos(turn)) / narrow,
          lat + reach * size * Math.sin(turn),
        );
      }),
    }));
}

/** Square metres on the plane that touches the earth in the middle. */
function planeArea(centre: Place, ring: readonly Place[]): number {
  const frame = new LocalFrame(centre.longitude, centre.latitude, 0);
  const out = new Float64Array(3 * ring.length);
  for (const [place, each] of ring.entries())
    frame.write(each.longitude, each.latitude, 0, out, 3 * place);
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const j = (i + 1) % ring.length;
    sum += (out[3 * i] ?? 0) * (out[3 * j + 1] ?? 0) - (out[3 * j] ?? 0) * (out[3 * i + 1] ?? 0);
  }
  return Math.abs(sum) / 2;
}
