import { expect, it } from "vitest";
import { districtValues } from "../../../client/control/areas/district-values.ts";
import type { DistrictCollection } from "../../../client/twin/answers.ts";
import type { SpatialNews } from "../../../shared/spatial.ts";

const answer = { at: 0, took: 1, method: "by hand" };
const square = {
  type: "Polygon" as const,
  coordinates: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
  ],
};
const districts: DistrictCollection = {
  type: "FeatureCollection",
  answer,
  features: ["a", "b"].map((id) => ({
    type: "Feature",
    id,
    geometry: square,
    properties: { name: id, nameJa: `${id}町`, people: 100, area: 500_000 },
  })),
};
const news: SpatialNews = {
  answer,
  number: 1,
  census: [],
  regions: [],
  lastCrossing: 0,
  districts: [
    { id: "b", total: 10, byKind: [4, 6, 0, 0, 0, 0], trend: -2 },
    { id: "a", total: 3, byKind: [3, 0, 0, 0, 0, 0] },
  ],
};

function valuesBy(shading: "none" | "all" | "vehicle", measure: "count" | "density") {
  return districtValues(districts, news, { shading, measure }).map(({ id, value }) => [id, value]);
}

it("counts everyone or one kind, as numbers or for a square kilometre", () => {
  expect(valuesBy("all", "count")).toEqual([
    ["a", 3],
    ["b", 10],
  ]);
  expect(valuesBy("vehicle", "count")).toEqual([
    ["a", 0],
    ["b", 6],
  ]);
  expect(valuesBy("vehicle", "density")).toEqual([
    ["a", 0],
    ["b", 12],
  ]);
  expect(valuesBy("none", "density")).toEqual([
    ["a", 6],
    ["b", 20],
  ]);
});

it("has nothing to tell before the first counts, and of districts that were not counted", () => {
  const settings = { shading: "all", measure: "count" } as const;
  expect(districtValues(districts, undefined, settings)).toEqual([]);
  const [one] = news.districts;
  const partly = { ...news, districts: one === undefined ? [] : [one] };
  expect(districtValues(districts, partly, settings).map(({ id }) => id)).toEqual(["b"]);
});
