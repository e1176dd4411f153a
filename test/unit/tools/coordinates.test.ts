import fc from "fast-check";
import proj4 from "proj4";
import { describe, expect, it } from "vitest";
import {
  degreesFromMgrs,
  degreesFromPlane,
  mgrsFrom,
  planeFrom,
} from "../../../client/control/tools/coordinate-systems.ts";
import { formatDecimal, formatSexagesimal } from "../../../client/control/tools/format-degrees.ts";
import {
  epsgOf,
  PLANE_ZONES,
  type PlaneZone,
  planeZoneAt,
  romanOf,
} from "../../../client/control/tools/plane-zones.ts";
import { geodesicDistance } from "../../../shared/geodesic.ts";

const zone = fc.constantFrom(...PLANE_ZONES);
const offset = fc.double({ min: -1.5, max: 1.5, noNaN: true });

describe("plane rectangular coordinates", () => {
  it("are nothing at the origin of each zone; that of IX is 36° north, 139°50′ east", () => {
    for (const each of PLANE_ZONES) {
      const { x, y } = planeFrom(each.longitude, each.latitude, each);
      expect(Math.hypot(x, y)).toBeLessThan(1e-6);
    }
    expect(planeFrom(139 + 50 / 60, 36, numbered(9)).x).toBeCloseTo(0, 6);
  });

  it("go north by the meridian's length, and east, shortened by a ten-thousandth", () => {
    for (const each of PLANE_ZONES) {
      const { longitude, latitude } = each;
      const north = planeFrom(longitude, latitude + 1, each);
      const length = geodesicDistance(longitude, latitude, longitude, latitude + 1);
      expect(north.x).toBeCloseTo(0.9999 * length, 3);
      expect(north.y).toBeCloseTo(0, 6);
      const east = planeFrom(longitude + 0.01, latitude, each);
      const aside = geodesicDistance(longitude, latitude, longitude + 0.01, latitude);
      expect(east.y).toBeCloseTo(0.9999 * aside, 2);
      expect(east.x).toBeGreaterThan(0);
      expect(east.x).toBeLessThan(1);
    }
  });

  it("lead back to where they came from", () => {
    fc.assert(
      fc.property(zone, offset, offset, (each, east, north) => {
        const [lon, lat] = [each.longitude + east, each.latitude + north];
        const back = degreesFromPlane(planeFrom(lon, lat, each), each);
        expect(geodesicDistance(lon, lat, ...back)).toBeLessThan(0.001);
      }),
    );
  });

  it.each([
    ["Tokyo", 139.767, 35.681, "IX", 6677],
    ["Osaka", 135.495, 34.702, "VI", 6674],
    ["Nagoya", 136.882, 35.171, "VII", 6675],
    ["Hamamatsu", 137.727, 34.711, "VIII", 6676],
    ["Sapporo", 141.354, 43.062, "XII", 6680],
    ["Hakodate", 140.729, 41.769, "XI", 6679],
    ["Sendai", 140.882, 38.26, "X", 6678],
    ["Kobe", 135.183, 34.691, "V", 6673],
    ["Kochi", 133.531, 33.559, "IV", 6672],
    ["Hiroshima", 132.455, 34.396, "III", 6671],
    ["Kumamoto", 130.708, 32.803, "II", 6670],
    ["Nagasaki", 129.877, 32.744, "I", 6669],
    ["Naha", 127.681, 26.212, "XV", 6683],
    ["Ishigaki", 124.156, 24.345, "XVI", 6684],
    ["Chichijima", 142.192, 27.094, "XIV", 6682],
    ["Minamitorishima", 153.98, 24.29, "XIX", 6687],
  ])("%s lies in a zone of its own", (_name, lon, lat, roman, epsg) => {
    const found = planeZoneAt(lon, lat);
    expect(found && romanOf(found)).toBe(roman);
    expect(found && epsgOf(found)).toBe(epsg);
  });

  it.each([
    ["Busan", 129.04, 35.12],
    ["Seoul", 126.98, 37.57],
    ["Vladivostok", 131.9, 43.12],
    ["Taipei", 121.56, 25.03],
    ["Yuzhno-Sakhalinsk", 142.74, 46.96],
    ["London", -0.13, 51.5],
    ["the antimeridian", 180, 35],
  ])("%s is outside Japan", (_name, lon, lat) => {
    expect(planeZoneAt(lon, lat)).toBeUndefined();
  });
});

describe("MGRS", () => {
  it("names the place in Honolulu of the standard's example, 4QFJ12345678", () => {
    expect(mgrsFrom(-157.916_867, 21.309_433)).toMatch(/^4Q FJ 123(39|4\d) 567(79|8\d)$/);
    const [lon, lat] = degreesFromMgrs("4QFJ12345678");
    expect(geodesicDistance(lon, lat, -157.916_867, 21.309_433)).toBeLessThan(10);
  });

  it("has the metres of its UTM zone", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 126.001, max: 149.999, noNaN: true }),
        fc.double({ min: 20, max: 46, noNaN: true }),
        (lon, lat) => {
          const number = Math.floor((lon + 180) / 6) + 1;
          const utm = proj4(`+proj=utm +zone=${number} +datum=WGS84`);
          const [easting, northing] = utm.forward([lon, lat]) as [number, number];
          const groups = /^(\d+)[C-X] [A-Z]{2} (\d{5}) (\d{5})$/.exec(mgrsFrom(lon, lat) ?? "");
          expect(Number(groups?.[1])).toBe(number);
          expect(apart(Number(groups?.[2]), easting % 100_000)).toBeLessThan(1.01);
          expect(apart(Number(groups?.[3]), northing % 100_000)).toBeLessThan(1.01);
        },
      ),
    );
  });

  it("leads back to within its metre", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -179.9, max: 179.9, noNaN: true }),
        fc.double({ min: -79, max: 83, noNaN: true }),
        (lon, lat) => {
          const back = degreesFromMgrs(mgrsFrom(lon, lat) ?? "");
          expect(geodesicDistance(lon, lat, ...back)).toBeLessThan(1.5);
        },
      ),
    );
  });

  it("has no word for the poles", () => {
    expect(mgrsFrom(0, 85)).toBeUndefined();
    expect(mgrsFrom(0, -81)).toBeUndefined();
  });
});

describe("degrees", () => {
  it.each([
    [137.600_122_2, 34.55, "137.600122, 34.550000", "137°36′00.44″E 34°33′00.00″N"],
    [-0.000_000_1, -33.9, "0.000000, -33.900000", "0°00′00.00″W 33°54′00.00″S"],
    [139.999_999_9, 35.999_999_9, "140.000000, 36.000000", "140°00′00.00″E 36°00′00.00″N"],
  ])("%d, %d", (longitude, latitude, decimal, sexagesimal) => {
    expect(formatDecimal({ longitude, latitude })).toBe(decimal);
    expect(formatSexagesimal({ longitude, latitude })).toBe(sexagesimal);
  });

  it("in minutes and seconds are the same degrees, and never sixty of either", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: -90, max: 90, noNaN: true }),
        (longitude, latitude) => {
          const text = formatSexagesimal({ longitude, latitude });
          const parts = [...text.matchAll(/(\d+)°(\d\d)′(\d\d\.\d\d)″([EWNS])/g)];
          const [lon = 0, lat = 0] = parts.map(([, d, m, s, side]) => {
            expect(Number(m)).toBeLessThan(60);
            expect(Number(s)).toBeLessThan(60);
            const value = Number(d) + Number(m) / 60 + Number(s) / 3_600;
            return side === "W" || side === "S" ? -value : value;
          });
          expect(Math.abs(lon - longitude)).toBeLessThan(1.5e-6);
          expect(Math.abs(lat - latitude)).toBeLessThan(1.5e-6);
        },
      ),
    );
  });
});

function numbered(number: number): PlaneZone {
  return PLANE_ZONES[number - 1] as PlaneZone;
}

/** Of numbers that begin anew at a hundred thousand. */
function apart(a: number, b: number): number {
  const off = Math.abs(a - b);
  return Math.min(off, 100_000 - off);
}
