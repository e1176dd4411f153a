import fc from "fast-check";
import proj4 from "proj4";
import { describe, expect, it } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import { findFrame } from "../../../tilesets/crs/find-frame.ts";
import { findSystem, knownSystems } from "../../../tilesets/crs/find-system.ts";
import type { HeightModel } from "../../../tilesets/crs/height-model.ts";
import type { SourceFrame } from "../../../tilesets/crs/source-frame.ts";

/** A geoid 40 m above the ellipsoid everywhere. */
const GEOID: HeightModel = {
  undulation: (longitude) => (Number.isNaN(longitude) ? Number.NaN : 40),
  describe: () => "40 m",
};
const METRES_PER_DEGREE = 111_320;

function frame(name: string, axes?: "east-first"): SourceFrame {
  const found = findFrame(name, GEOID, axes);
  if (isProblem(found)) throw new Error(found.message);
  return found;
}

function turned(name: string, place: readonly number[], axes?: "east-first"): number[] {
  const places = Float64Array.from(place);
  frame(name, axes).toGeodetic(places);
  return [...places];
}

function metresApart(a: readonly number[], b: readonly number[]): number {
  const east = ((a[0] as number) - (b[0] as number)) * Math.cos(((a[1] as number) * Math.PI) / 180);
  return Math.hypot(east, (a[1] as number) - (b[1] as number)) * METRES_PER_DEGREE;
}

/** EPSG code, longitude, latitude, first and second number by the authority's axes: by PROJ 9.5.1. */
const BY_PROJ: readonly (readonly [number, number, number, number, number])[] = [
  [6677, 139.7454, 35.6586, -37872.9744, -7961.6295],
  [2451, 139.7454, 35.6586, -37872.9744, -7961.6295],
  [6691, 139.7454, 35.6586, 386437.6028, 3946808.1551],
  [6683, 127.6809, 26.2124, 23541.9675, 18076.8119],
  [25832, 8.6821, 50.1109, 477269.5084, 5551009.5748],
  [2056, 7.43863, 46.95108, 2599999.8163, 1199999.693],
  [3067, 24.9384, 60.1699, 385611.3167, 6672118.3802],
  [2154, 2.2945, 48.8584, 648237.3015, 6862271.6816],
  [3812, 4.3525, 50.8467, 648855.0356, 670699.9451],
  [2180, 21.0122, 52.2297, 486757.2095, 637382.2044],
  [3301, 24.7536, 59.437, 6589036.2754, 542763.3691],
  [2263, -73.9857, 40.7484, 988212.2372, 211939.2786],
  [3857, 139.7454, 35.6586, 15556386.7687, 4253746.3727],
  [3035, 16.3738, 48.2082, 2808739.4164, 4794280.597],
  [3006, 18.0686, 59.3293, 6580743.0083, 674571.8664],
];

describe("findFrame", () => {
  it.each(BY_PROJ)("turns EPSG:%i as PROJ does, within 2 mm", (code, longitude, latitude, a, b) => {
    const place = turned(`urn:ogc:def:crs:EPSG::${code}`, [a, b, 0]);
    expect(metresApart([longitude, latitude], place)).toBeLessThan(0.002);
  });

  // Coordinates that the surveys of these countries publish in both systems.
  it.each([
    ["Amersfoort", "EPSG:28992", [155_000, 463_000], [5.38720621, 52.1551744], 0.5],
    ["Bern, old observatory", "EPSG:2056", [2_600_000, 1_200_000], [7.438632495, 46.951082877], 1],
    ["CN Tower", "EPSG:32617", [630_084, 4_833_438], [-79.387139, 43.642567], 1],
    ["origin of zone IX", "EPSG:6677", [0, 0], [139 + 5 / 6, 36], 0.001],
    ["Caister", "EPSG:27700", [651_409.903, 313_177.27], [1.7160519, 52.6579786], 5],
  ] as const)("finds %s", (_, name, place, degrees, metres) => {
    expect(metresApart(degrees, turned(name, [...place, 0]))).toBeLessThan(metres);
  });

  it("gives every system that it knows back within 1 mm, within 2 cm where its datum is another", () => {
    const codes = knownSystems().filter((code) => findSystem(code)?.horizontal !== undefined);
    expect(codes.length).toBeGreaterThan(500);
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        (code, u, v) => {
          const { proj, area, axes } = findSystem(code)?.horizontal ?? expect.fail();
          const [west, south, east, north] = area;
          const degrees = [west + (east - west) * u, south + (north - south) * v];
          // Transverse Mercator is made for a zone, not for half of the world.
          fc.pre(east - west < 40 || !/tmerc|utm/.test(proj));
          const definition = `+proj=${proj.replaceAll(" ", " +")} +no_defs`;
          const [x, y] = proj4(definition).forward(degrees) as [number, number];
          const place = axes === "east-north" ? [x, y, 0] : [y, x, 0];
          const back = turned(`http://www.opengis.net/def/crs/EPSG/0/${code}`, place);
          expect(metresApart(degrees, back)).toBeLessThan(proj.includes("towgs84") ? 0.02 : 0.001);
        },
      ),
    );
  });

  it.each([
    ["http://www.opengis.net/def/crs/EPSG/0/6697", [35.6, 139.7, 3]],
    ["urn:ogc:def:crs:EPSG::6697", [35.6, 139.7, 3]],
    ["urn:ogc:def:crs,crs:EPSG::6668,crs:EPSG::6695", [35.6, 139.7, 3]],
    [
      "http://www.opengis.net/def/crs-compound?1=http://www.opengis.net/def/crs/EPSG/0/6668&2=http://www.opengis.net/def/crs/EPSG/0/6695",
      [35.6, 139.7, 3],
    ],
    ["EPSG:6668+6695", [139.7, 35.6, 3]],
    ["EPSG:6697", [139.7, 35.6, 3]],
    ["6697", [139.7, 35.6, 3]],
    ["http://www.opengis.net/gml/srs/epsg.xml#4612", [139.7, 35.6, 3]],
    ["urn:ogc:def:crs:OGC:1.3:CRS84", [139.7, 35.6, 3]],
  ])("reads %s, its axes by the form of the name", (name, place) => {
    expect(turned(name, place)).toEqual([139.7, 35.6, 43]);
  });

  it("puts the east first where the format says so", () => {
    const name = "https://www.opengis.net/def/crs/EPSG/0/31467";
    expect(turned(name, [3_500_000, 5_500_000, 0], "east-first")[0]).toBeCloseTo(9, 2);
    expect(turned(name, [5_500_000, 3_500_000, 0])[0]).toBeCloseTo(9, 2);
  });

  it("turns places round that only then lie where their system is for, and no single one of them", () => {
    expect(turned("EPSG:6697", [35.6, 139.7, 0]).slice(0, 2)).toEqual([139.7, 35.6]);
    expect(turned("urn:ogc:def:crs:EPSG::4258", [5.1, 52.1, 0]).slice(0, 2)).toEqual([5.1, 52.1]);
    const stray = turned("EPSG:4326", [10, 50, 0, 10, 95, 0]);
    expect(stray.slice(0, 2)).toEqual([10, 50]);
    expect(stray.slice(3)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    const utm = turned("urn:ogc:def:crs:EPSG::25832", [5_551_009.5748, 477_269.5084, 0]);
    expect(metresApart([8.6821, 50.1109], utm)).toBeLessThan(0.001);
  });

  it("knows which heights are above the sea", () => {
    expect(frame("EPSG:6697").heights).toBe("orthometric");
    expect(frame("EPSG:7415").heights).toBe("orthometric");
    expect(frame("EPSG:25832").heights).toBe("none");
    expect(frame("EPSG:4979").heights).toBe("ellipsoidal");
    expect(turned("urn:ogc:def:crs:EPSG::4979", [35.6, 139.7, 3])).toEqual([139.7, 35.6, 3]);
    expect(turned("urn:ogc:def:crs:OGC:1.3:CRS84h", [139.7, 35.6, 3])).toEqual([139.7, 35.6, 3]);
    // 100 feet of the United States' survey.
    expect(turned("EPSG:8767", [988_212, 211_939, 100])[2]).toBeCloseTo(
      40 + (100 * 1200) / 3937,
      9,
    );
  });

  it("reads the names of the German survey", () => {
    const place = turned(
      "urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH",
      [477_269.5084, 5_551_009.5748, 1],
    );
    expect(metresApart([8.6821, 50.1109], place)).toBeLessThan(0.001);
    expect(place[2]).toBe(41);
    expect(frame("urn:adv:crs:DE_DHDN_3GK3*DE_DHHN92_NH").name).toContain("DHHN92");
  });

  it("says which system it does not know, and what to do", () => {
    for (const name of [
      "EPSG:99999",
      "urn:ogc:def:crs:EPSG::1",
      "Local",
      "",
      "EPSG:5773",
      "EPSG:25832+25833",
    ]) {
      const found = findFrame(name, GEOID);
      if (!isProblem(found)) throw new Error(`${name} is ${found.name}`);
      expect(found.tip).toContain("--crs");
    }
    expect(findFrame("EPSG:99999", GEOID)).toMatchObject({
      message: expect.stringContaining("99999"),
    });
  });

  it("makes NaN of what is no place, and never throws", () => {
    const numbers = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, 1e300, -1e9, 0));
    const codes = fc.constantFrom(...knownSystems().filter((code) => findSystem(code)?.horizontal));
    fc.assert(
      fc.property(codes, fc.array(numbers, { minLength: 3, maxLength: 3 }), (code, place) => {
        const [longitude, latitude] = turned(`EPSG:${code}`, place) as [number, number];
        expect(Number.isNaN(longitude)).toBe(Number.isNaN(latitude));
        expect(Math.abs(longitude)).not.toBeGreaterThan(180);
        expect(Math.abs(latitude)).not.toBeGreaterThan(90);
      }),
    );
  });

  it("takes any text for a name", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^(urn:|EPSG|http:\/\/|[:/\d+*])+$/)),
        (name) => {
          const found = findFrame(name, GEOID);
          expect(isProblem(found) ? found.code : "").toBe(
            isProblem(found) ? "tiles/coordinate-system" : "",
          );
        },
      ),
    );
  });
});
