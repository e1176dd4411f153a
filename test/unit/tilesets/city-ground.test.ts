import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CityGround, GroundGrid } from "../../../shared/city-ground.ts";
import type { Surface } from "../../../shared/surface.ts";
import type { CityModel, GroundPatch } from "../../../tilesets/model/city-model.ts";
import { cityGround } from "../../../tilesets/write/city-ground.ts";
import { modelCity } from "../../support/model-city.ts";

type Height = (east: number, north: number) => number;

/** A rectangle of two triangles that face up, or down. */
function sheet(
  surface: Surface,
  [west, south, east, north]: readonly [number, number, number, number],
  height: Height,
  indices = [0, 1, 2, 0, 2, 3],
): GroundPatch {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ] as const;
  return {
    id: surface,
    surface,
    positions: Float64Array.from(corners.flatMap(([x, y]) => [x, y, height(x, y)])),
    indices: Uint32Array.from(indices),
  };
}

function groundOf(...surfaces: GroundPatch[]): GroundGrid {
  const model: CityModel = { ...modelCity(), bounds: [-100, -100, 300, 300], surfaces };
  const grid = GroundGrid.read(JSON.parse(JSON.stringify(cityGround(model))));
  if (grid === undefined) throw new Error("what is written cannot be read");
  return grid;
}

describe("cityGround", () => {
  it("comes back within half a decimetre, between the corners of its grid too", () => {
    const slope: Height = (east, north) => 12.34 + east / 20 - north / 50;
    const grid = groundOf(sheet("earth", [-100, -100, 300, 300], slope));
    const metres = fc.double({ min: -100, max: 300, noNaN: true });
    fc.assert(
      fc.property(metres, metres, (east, north) => {
        expect(Math.abs(grid.at(east, north) - slope(east, north))).toBeLessThanOrEqual(0.0501);
      }),
    );
  });

  it("has the deck of a bridge, not its underside, girders or the river beneath", () => {
    const all = [-100, -100, 300, 300] as const;
    const deck = [80, -100, 120, 300] as const;
    const grid = groundOf(
      sheet("water", all, () => 0),
      sheet("road", deck, () => 9),
      sheet("concrete", deck, () => 20, [0, 2, 1, 0, 3, 2]),
      sheet("steel", deck, () => 15),
    );
    expect(grid.at(100, 40)).toBeCloseTo(9);
    expect(grid.at(0, 40)).toBeCloseTo(0);
  });

  it("is not known where nothing is drawn, nor beyond its border", () => {
    const grid = groundOf(sheet("earth", [0, 0, 100, 100], () => 3));
    expect(grid.at(50, 50)).toBeCloseTo(3);
    expect(grid.at(250, 250)).toBeNaN();
    expect(grid.at(301, 0)).toBeNaN();
    // Beside an edge, by what is known around.
    expect(grid.at(110, 50)).toBeCloseTo(3);
  });
});

describe("GroundGrid", () => {
  it("refuses what is no grid", () => {
    const good: CityGround = {
      origin: [0, 0],
      step: 10,
      columns: 2,
      rows: 2,
      heights: [
        [1, 0],
        [2, null],
      ],
    };
    expect(GroundGrid.read(good)?.at(0, 0)).toBeCloseTo(0.1);
    const bad = [
      { columns: 3 },
      { rows: 1 },
      { rows: 1e9 },
      { step: -1 },
      { step: Number.NaN },
      { origin: [0] },
      { heights: [[1, 0], [2]] },
      {
        heights: [
          [1, "2"],
          [2, 3],
        ],
      },
      {
        heights: [
          [1, 0.5],
          [2, 3],
        ],
      },
    ];
    for (const part of bad) expect(GroundGrid.read({ ...good, ...part })).toBeUndefined();
    for (const value of [null, undefined, 7, "", []])
      expect(GroundGrid.read(value)).toBeUndefined();
  });
});
