import { afterEach, describe, expect, it } from "vitest";
import type { SurfacePoint } from "../../../client/control/scene/tools/map-tools.ts";
import {
  formatArea,
  formatLength,
  formatRise,
  formatSlope,
} from "../../../client/control/tools/format-measure.ts";
import { formatScale } from "../../../client/control/tools/format-scale.ts";
import { measure } from "../../../client/control/tools/measure.ts";
import { niceLength } from "../../../client/control/tools/nice-length.ts";
import { resultText } from "../../../client/control/tools/result-text.ts";
import { sayReading } from "../../../client/control/tools/say-reading.ts";
import { language } from "../../../client/ui/words/language.ts";

/** A hundredth of a degree to the north here, and to the east: metres on the ellipsoid. */
const NORTH = 1_109.31;
const EAST = 918.4;

afterEach(() => {
  language.value = "en";
});

describe("measure", () => {
  it("tells a distance on the ellipsoid, through the air, and its slope", () => {
    const reading = measure("distance", [at(0, 0, 10), at(0, 1, 10), at(1, 1, 110)]);
    if (reading?.of !== "distance") throw new Error("no distance");
    expect(reading.horizontal).toBeCloseTo(NORTH + EAST, 0);
    expect(reading.along).toBeCloseTo(NORTH + Math.hypot(EAST, 100), 0);
    expect(reading.rise).toBe(100);
    expect(reading.slopeDegrees).toBeCloseTo(2.82, 2);
  });

  it("tells a distance straight up", () => {
    const reading = measure("distance", [at(0, 0, 0), at(0, 0, 50)]);
    expect(reading).toMatchObject({ horizontal: 0, rise: 50, slopeDegrees: 90 });
    expect(reading?.of === "distance" && reading.along).toBeCloseTo(50, 6);
  });

  it("tells a height, down too, and a building's own", () => {
    expect(measure("height", [at(0, 0, 80), at(1, 0, 30)])).toMatchObject({ difference: -50 });
    const building = { name: undefined, height: 42 };
    const one = measure("height", [{ ...at(0, 0, 80), building }]);
    expect(one).toMatchObject({ difference: undefined, building: 42 });
    expect(one && sayReading(one)).toBe("42.0\u00a0m");
  });

  it("tells an area and its perimeter", () => {
    const reading = measure("area", [at(0, 0), at(1, 0), at(1, 1), at(0, 1)]);
    if (reading?.of !== "area") throw new Error("no area");
    expect(reading.area / (NORTH * EAST)).toBeCloseTo(1, 3);
    expect(reading.perimeter).toBeCloseTo(2 * (NORTH + EAST), -1);
  });

  it("says nothing of nothing", () => {
    for (const tool of ["distance", "height", "area", "region"] as const)
      expect(measure(tool, [])).toBeUndefined();
    expect(measure("area", [at(0, 0)])).toBeUndefined();
  });
});

describe("lengths and areas in words", () => {
  it.each([
    [0, "0.0 m"],
    [84.24, "84.2 m"],
    [999.94, "999.9 m"],
    [999.96, "1.000 km"],
    [1_204.4, "1.204 km"],
    [123_456, "123.5 km"],
  ])("%d m is %s", (metres, text) => expect(plain(formatLength(metres))).toBe(text));

  it.each([
    [12.34, "12.3 m²"],
    [1_882, "1,882 m²"],
    [9_999, "9,999 m²"],
    [10_000, "1.00 ha"],
    [999_994, "100.00 ha"],
    [1_000_000, "1.000 km²"],
    [12_345_678, "12.346 km²"],
  ])("%d m² is %s", (metres, text) => expect(plain(formatArea(metres))).toBe(text));

  it.each([
    [12.34, "+12.3 m"],
    [-12.34, "−12.3 m"],
    [-0.01, "0.0 m"],
  ])("a rise of %d m is %s", (metres, text) => expect(plain(formatRise(metres))).toBe(text));

  it("a slope has degrees and percent, but for a wall", () => {
    expect(plain(formatSlope(45))).toBe("45.0° (100.0 %)");
    expect(plain(formatSlope(-5.71))).toBe("−5.7° (−10.0 %)");
    expect(formatSlope(90)).toBe("90.0°");
  });
});

describe("the scale", () => {
  it("is a round length that fits", () => {
    for (const most of [0.031, 0.4, 1, 7.3, 99, 100, 431, 5_000, 77_777]) {
      const length = niceLength(most);
      expect(length).toBeLessThanOrEqual(most);
      expect(length).toBeGreaterThan(most / 2.51);
      expect([1, 2, 5]).toContain(
        Number((length / 10 ** Math.floor(Math.log10(length) + 1e-9)).toFixed(6)),
      );
    }
    expect(niceLength(0)).toBe(0);
    expect(niceLength(Number.NaN)).toBe(0);
  });

  it.each([
    [0.2, "20 cm"],
    [50, "50 m"],
    [2_000, "2 km"],
  ])("%d m is written %s", (metres, text) => expect(plain(formatScale(metres))).toBe(text));
});

it("copies a measurement with every point", () => {
  language.value = "ja";
  const points = [at(0, 0, 10), at(0, 1, 12.5)];
  const reading = measure("distance", points);
  const text = reading && plain(resultText("距離1", reading, points));
  expect(text?.split("\n")).toEqual([
    "距離1: 1.109 km",
    "水平距離: 1.109 km",
    "始点からの高低差: +2.5 m",
    "勾配: 0.1° (0.2 %)",
    "経度, 緯度, 楕円体高（m）",
    "137.500000, 34.500000, 10.0",
    "137.500000, 34.510000, 12.5",
  ]);
});

function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

/** Hundredths of a degree east and north of a corner. */
function at(east: number, north: number, height = 0): SurfacePoint {
  return {
    ...{ longitude: 137.5 + east / 100, latitude: 34.5 + north / 100 },
    ...{ height, found: "surface" },
  };
}
