import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { courseText } from "../../../server/state/history/questions/course-text.ts";
import { WayWriter } from "../../../server/state/history/questions/way-writer.ts";
import type { EntityCourse } from "../../../shared/history.ts";

const START = Date.UTC(2026, 10, 22, 3);
const MINUTE = 60_000;

const COURSE: EntityCourse = {
  id: "bus:1",
  kind: "transit",
  from: "2026-11-22T03:00:00.000Z",
  to: "2026-11-22T04:00:00.000Z",
  every: 60,
  at: [0, 1, 2, 12].map((minute) => START + minute * MINUTE),
  count: [6, 5, 1, 2],
  positions: [[140, 35, 12.5], [140.1, 35, null], null, [140.2, 35.1, null]],
  speed: [[1, 2, 3], null, null, [0, 0.5, 1]],
  values: { "=load, all": [[-1, 0, 1], [2, 2, 2], null, null] },
};

function text(format: "json" | "csv" | "geojson" | "track"): string {
  return new TextDecoder().decode(courseText(COURSE, format));
}

describe("the course of an entity", () => {
  it("is itself as JSON", () => {
    expect(JSON.parse(text("json"))).toEqual(COURSE);
  });

  it("is a row a bucket as CSV, where nothing was said nothing stands, and no name is a formula", () => {
    const rows: Record<string, string>[] = parse(text("csv"), { columns: true });
    expect(rows).toHaveLength(4);
    expect(rows[0]).toEqual({
      ...{ at: "2026-11-22T03:00:00.000Z", count: "6", longitude: "140", latitude: "35" },
      ...{ height: "12.5", speed_min: "1", speed_mean: "2", speed_max: "3" },
      ...{ "'=load, all_min": "-1", "'=load, all_mean": "0", "'=load, all_max": "1" },
    });
    expect(rows[2]).toMatchObject({ count: "1", longitude: "", speed_mean: "" });
    expect(rows[1]).toMatchObject({ height: "", speed_min: "", "'=load, all_max": "2" });
  });

  it("is its ways as GeoJSON, broken where it was silent", () => {
    const { features } = JSON.parse(text("track"));
    expect(features.map((feature: { geometry: object }) => feature.geometry)).toEqual([
      {
        type: "LineString",
        coordinates: [
          [140, 35, 12.5],
          [140.1, 35],
        ],
      },
      { type: "Point", coordinates: [140.2, 35.1] },
    ]);
    expect(features[0].properties).toEqual({
      id: "bus:1",
      times: ["2026-11-22T03:00:00.000Z", "2026-11-22T03:01:00.000Z"],
    });
    expect(text("geojson")).toBe(text("track"));
  });
});

describe("ways", () => {
  const written = (ways: WayWriter, next?: string) =>
    JSON.parse(new TextDecoder().decode(ways.finish(next)));

  it("keep entities apart, and say what follows", () => {
    const ways = new WayWriter();
    for (const [at, id] of ["a", "b", "a", "b"].entries())
      ways.add(id, START + at, 140 + at, 35, Number.NaN);
    const { features, next } = written(ways, 'x"y');
    expect(next).toBe('x"y');
    expect(features).toMatchObject([
      {
        properties: { id: "a" },
        geometry: {
          coordinates: [
            [140, 35],
            [142, 35],
          ],
        },
      },
      {
        properties: { id: "b" },
        geometry: {
          coordinates: [
            [141, 35],
            [143, 35],
          ],
        },
      },
    ]);
  });

  it("are cut at 180 degrees", () => {
    const ways = new WayWriter();
    for (const [i, longitude] of [179.8, 179.9, -179.9, -179.8].entries())
      ways.add("ship", START + i, longitude, 0, Number.NaN);
    const { features } = written(ways);
    expect(features).toHaveLength(2);
    expect(features[1].geometry.coordinates[0]).toEqual([-179.9, 0]);
  });

  it("are none where nobody was anywhere", () => {
    expect(written(new WayWriter())).toEqual({ type: "FeatureCollection", features: [] });
  });
});
