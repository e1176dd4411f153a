import { describe, expect, it } from "vitest";
import { readPlaceMarks } from "../../../client/control/scene/looks/place-marks.ts";

const feature = (properties: object, geometry: object) => ({
  type: "Feature",
  properties,
  geometry,
});
const station = { id: "s", type: "station", name: "Asahi", nameJa: "旭" };
const POINT = { type: "Point", coordinates: [137.6, 34.55, 44] };

describe("readPlaceMarks", () => {
  it("puts a point where it is, in both languages", () => {
    const [mark] = readPlaceMarks({ features: [feature(station, POINT)] });
    expect(mark).toEqual({
      ...{ id: "s", type: "station", name: { en: "Asahi", ja: "旭" } },
      ...{ longitude: 137.6, latitude: 34.55, height: 44 },
    });
  });

  it("puts an area's name in its middle, whichever way round it is drawn", () => {
    const ring = [
      [0, 0, 10],
      [4, 0, 10],
      [4, 2, 10],
      [0, 2, 10],
      [0, 0, 10],
    ];
    for (const coordinates of [[ring], [ring.toReversed()]]) {
      const area = { type: "Polygon", coordinates };
      const [mark] = readPlaceMarks({ features: [feature({ ...station, type: "park" }, area)] });
      expect(mark?.longitude).toBeCloseTo(2, 9);
      expect(mark?.latitude).toBeCloseTo(1, 9);
      expect(mark?.height).toBeCloseTo(10, 9);
    }
  });

  it("does not label what has no name of its own", () => {
    expect(readPlaceMarks({ features: [feature({ ...station, unnamed: true }, POINT)] })).toEqual(
      [],
    );
  });

  it("has the one name for both languages where there is but one, and leaves out what has none", () => {
    const marks = readPlaceMarks({
      features: [
        feature({ ...station, nameJa: undefined }, POINT),
        feature({ ...station, name: "" }, POINT),
        feature({ ...station, type: "use-zone" }, POINT),
        feature(station, { type: "Point", coordinates: ["a", 3] }),
        feature(station, { type: "Polygon", coordinates: [[[0, 0]]] }),
        undefined,
      ],
    });
    expect(marks.map(({ name }) => name)).toEqual([{ en: "Asahi", ja: "Asahi" }]);
    expect(readPlaceMarks({})).toEqual([]);
  });
});
