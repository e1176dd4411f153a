import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CELLS_X,
  CELLS_Y,
  cellAt,
  cellKey,
  cellRange,
  cellX,
  cellY,
  latitudeOf,
  longitudeOf,
  rangeHas,
  rangeSize,
  stepX,
  stepY,
} from "../../../shared/cell.ts";

const HALF_STEP = 180 / 2 ** 32;
const CELL = 360 / CELLS_X;
const longitude = fc.double({ min: -180, max: 180, noNaN: true, maxExcluded: true });
const latitude = fc.double({ min: -90, max: 90, noNaN: true, maxExcluded: true });

describe("the grid", () => {
  it("[G1] counts steps from 180 W and 90 S, wraps longitude and clamps latitude", () => {
    expect([stepX(-180), stepY(-90)]).toEqual([0, 0]);
    expect(stepX(0)).toBe(2 ** 31);
    expect(stepX(180)).toBe(stepX(-180));
    expect(stepX(190)).toBe(stepX(-170));
    expect(stepX(-190)).toBe(stepX(170));
    expect(stepY(90)).toBe(2 ** 31 - 1);
    expect(stepY(91)).toBe(2 ** 31 - 1);
    expect(stepY(-91)).toBe(0);
  });

  it("[G2] gives a position back within half a step", () => {
    fc.assert(
      fc.property(longitude, latitude, (lon, lat) => {
        // A hair west of 180 E is 180 W.
        const away = Math.abs(longitudeOf(stepX(lon)) - lon);
        expect(Math.min(away, 360 - away)).toBeLessThan(HALF_STEP * 1.01);
        expect(Math.abs(latitudeOf(stepY(lat)) - lat)).toBeLessThan(HALF_STEP * 1.01);
      }),
    );
  });

  it("[G3] names cells by the upper bits, one key for each", () => {
    expect([CELLS_X, CELLS_Y]).toEqual([131_072, 65_536]);
    fc.assert(
      fc.property(longitude, latitude, (lon, lat) => {
        const key = cellAt(lon, lat);
        expect([cellX(key), cellY(key)]).toEqual([
          Math.floor(stepX(lon) / 32_768),
          Math.floor(stepY(lat) / 32_768),
        ]);
        expect(cellKey(cellX(key), cellY(key))).toBe(key);
      }),
    );
  });

  it("[G3] puts neighbours beside one another, over the antimeridian too", () => {
    const key = cellAt(140.1, 35.6);
    expect(cellX(cellAt(140.1 + CELL, 35.6))).toBe(cellX(key) + 1);
    expect(cellY(cellAt(140.1, 35.6 + CELL))).toBe(cellY(key) + 1);
    expect(cellX(cellAt(179.9999, 0))).toBe(CELLS_X - 1);
    expect(cellX(cellAt(-179.9999, 0))).toBe(0);
    expect(cellY(cellAt(0, 90))).toBe(CELLS_Y - 1);
    expect(cellY(cellAt(0, -90))).toBe(0);
  });

  it("[G4] touches the cell of every position inside a bbox, and its size is the number it has", () => {
    const inside = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        longitude,
        latitude,
        inside,
        inside,
        inside,
        inside,
        (west, south, w, h, u, v) => {
          const width = w * 360;
          const height = h * (90 - south);
          const east = west + width > 180 ? west + width - 360 : west + width;
          const range = cellRange([west, south, east, south + height]);
          const lon = west + u * width;
          const key = cellAt(lon > 180 ? lon - 360 : lon, south + v * height);
          expect(rangeHas(range, key)).toBe(true);
        },
      ),
    );
  });

  it("[G4] crosses the antimeridian where east is less than west, and leaves the rest out", () => {
    const range = cellRange([179, -1, -179, 1]);
    expect(rangeHas(range, cellAt(179.5, 0))).toBe(true);
    expect(rangeHas(range, cellAt(-179.5, 0))).toBe(true);
    expect(rangeHas(range, cellAt(0, 0))).toBe(false);
    expect(rangeHas(range, cellAt(179.5, 2))).toBe(false);
    expect(rangeSize(cellRange([179.999, 0, -179.999, 0]))).toBe(2);
  });

  it("[G4] takes the whole world, and a bbox that comes around to where it began", () => {
    const world = cellRange([-180, -90, 180, 90]);
    expect(rangeSize(world)).toBe(CELLS_X * CELLS_Y);
    const around = cellRange([10.0001, -1, 10.00005, 1]);
    expect(rangeHas(around, cellAt(-170, 0))).toBe(true);
    expect(rangeSize(cellRange([10, 0, 10, 0]))).toBe(1);
  });
});
