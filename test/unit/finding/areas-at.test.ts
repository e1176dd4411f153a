import { booleanPointInPolygon } from "@turf/turf";
import fc from "fast-check";
import type { MultiPolygon, Polygon } from "geojson";
import { expect, it } from "vitest";
import { areasAt } from "../../../client/control/finding/areas-at.ts";

const SQUARE: Polygon = {
  type: "Polygon",
  coordinates: [
    [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
      [0, 0],
    ],
    [
      [4, 4],
      [6, 4],
      [6, 6],
      [4, 6],
      [4, 4],
    ],
  ],
};
const TWO: MultiPolygon = {
  type: "MultiPolygon",
  coordinates: [
    SQUARE.coordinates,
    [
      [
        [20, 0],
        [30, 0],
        [25, 10],
        [20, 0],
      ],
    ],
  ],
};

it("says in which areas a position lies, as Turf does", () => {
  const areas = [
    { id: "square", geometry: SQUARE },
    { id: "two", geometry: TWO },
  ];
  // Not on a corner or an edge, where every rule is as good as another.
  const off = fc.integer({ min: -3, max: 32 }).map((whole) => whole + 0.37);
  fc.assert(
    fc.property(off, off, (longitude, latitude) => {
      const expected = areas.filter(({ geometry }) =>
        booleanPointInPolygon([longitude, latitude], geometry),
      );
      expect(areasAt(areas, { longitude, latitude })).toEqual(expected);
    }),
  );
});
