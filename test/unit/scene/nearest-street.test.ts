import { describe, expect, it } from "vitest";
import { nearestStreet, readStreets } from "../../../client/control/scene/camera/nearest-street.ts";

const LATITUDE = 34.55;
const [EAST, NORTH] = [1 / (111_320 * Math.cos((LATITUDE * Math.PI) / 180)), 1 / 111_320];

/** A road through points in metres east and north of 137.6, 34.55. */
function road(kind: string, ...points: readonly (readonly [number, number])[]) {
  const coordinates = points.map(([x, y]) => [137.6 + x * EAST, LATITUDE + y * NORTH, 44]);
  return {
    type: "Feature",
    properties: { type: "road", class: kind },
    geometry: { type: "LineString", coordinates },
  };
}

function streets(...features: unknown[]) {
  return readStreets({ type: "FeatureCollection", features });
}

/** Found from a place so many metres east and north. */
function found(roads: ReturnType<typeof streets>, x: number, y: number, heading = 0) {
  const place = nearestStreet(roads, 137.6 + x * EAST, LATITUDE + y * NORTH, heading);
  if (place === undefined) return undefined;
  const [east, north] = [(place.longitude - 137.6) / EAST, (place.latitude - LATITUDE) / NORTH];
  return { ...place, east, north };
}

describe("nearestStreet", () => {
  it("stands on the street's line, at its height, and looks along it", () => {
    const place = found(streets(road("street", [-200, 0], [200, 0])), 30, 80);
    expect(place?.east).toBeCloseTo(30, 1);
    expect(place?.north).toBeCloseTo(0, 1);
    expect(place?.height).toBe(44);
    expect(Math.abs(Math.sin(place?.heading ?? 0))).toBeCloseTo(1, 3);
  });

  it("looks in whichever direction one looked before", () => {
    const roads = streets(road("street", [-200, 0], [200, 0]));
    expect(found(roads, 0, 9, 1.2)?.heading).toBeCloseTo(Math.PI / 2, 3);
    expect(found(roads, 0, 9, -1.2)?.heading).toBeCloseTo(-Math.PI / 2, 3);
  });

  it("chooses a wide street before a lane that is a little nearer, not before one much nearer", () => {
    const roads = streets(
      road("lane", [-200, 0], [200, 0]),
      road("arterial", [-200, 90], [200, 90]),
    );
    expect(found(roads, 0, 5)?.north).toBeCloseTo(90, 1);
    expect(
      found(streets(road("lane", [0, 0], [9, 0]), road("street", [0, 400], [9, 400])), 0, 5)?.north,
    ).toBeCloseTo(0, 1);
  });

  it("looks along the street where it stands at the end of it, or on a piece of no length", () => {
    const end = found(streets(road("street", [0, 0], [0, 100])), 0, 300);
    expect(end?.north).toBeCloseTo(100, 1);
    expect(Math.cos(end?.heading ?? 0)).toBeCloseTo(1, 3);
    expect(found(streets(road("street", [0, 0], [0, 0])), 5, 5, 0.7)?.heading).toBeCloseTo(0.7, 6);
  });

  it("finds nothing where there are no streets, and reads nothing from what is no road", () => {
    expect(found(streets(), 0, 0)).toBeUndefined();
    expect(streets({ type: "Feature" }, road("lane", [0, 0]), 7, null)).toEqual([]);
    expect(readStreets("roads")).toEqual([]);
  });
});
