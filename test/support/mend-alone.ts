import { expect } from "vitest";
import { mendFeature } from "../../tilesets/mend/mend-feature.ts";
import type { ReadFeature, ReadPolygon } from "../../tilesets/model/read-feature.ts";
import { Tally } from "../../tilesets/read/tally.ts";
import { PLANE, type Place, readFeature, readGeometry, trianglesOf } from "./read-shapes.ts";
import { surfaceArea } from "./solid-volume.ts";

/** What becomes of one polygon. */
export function mendPolygonAlone(polygon: ReadPolygon) {
  const tally = new Tally();
  tally.read("features");
  tally.read("polygons");
  const feature = mendFeature(readFeature([readGeometry([polygon])]), PLANE, tally, "f.gml, b1");
  const { read, written, leftOut, repaired } = tally.ledger("polygons");
  const left = Object.values(leftOut).reduce((sum, { count }) => sum + count, 0);
  expect(written + left).toBe(read);
  const [level] = feature?.levels ?? [];
  return {
    level,
    area: level === undefined ? 0 : surfaceArea(level),
    triangles: trianglesOf(level?.patches ?? []),
    leftOut: Object.keys(leftOut),
    repaired: Object.keys(repaired),
  };
}

/** Corners at one height. */
export const flatRing = (points: readonly (readonly [number, number])[], z = 3): Place[] =>
  points.map(([x, y]): Place => [x, y, z]);

export const SQUARE = flatRing([
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
]);

/** What becomes of a feature, and what the tally tells of it. */
export function mendAndTell(feature: ReadFeature) {
  const tally = new Tally();
  const mended = mendFeature(feature, PLANE, tally, "f.gml, b1");
  const sum = (counts: Readonly<Record<string, { count: number }>>) =>
    Object.entries(counts).map(([reason, { count }]) => [reason, count]);
  const { written, superseded, leftOut, repaired } = tally.ledger("polygons");
  return {
    feature: mended,
    written,
    superseded,
    leftOut: sum(leftOut),
    repaired: sum(repaired),
    features: tally.ledger("features"),
    classes: tally.classes,
  };
}
