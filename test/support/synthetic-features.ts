import type { FeatureClass } from "../../shared/feature-class.ts";
import { chanceOf } from "../../shared/random.ts";
import type { Attribute } from "../../tilesets/model/attribute.ts";
import type { CityFeature, FeatureLevel, FeaturePatch } from "../../tilesets/model/city-feature.ts";
import type { Point2, Ring } from "../../tilesets/model/city-model.ts";
import type { ImageRef, SurfaceSemantic } from "../../tilesets/model/read-feature.ts";

type Point = readonly [number, number, number];
type Options = Partial<
  Pick<CityFeature, "name" | "layer" | "type" | "attributes" | "footprint" | "building">
>;

/** Polygons as one patch: each with corners of its own, cut into a fan. */
function patchOf(
  semantic: SurfaceSemantic,
  polygons: readonly (readonly Point[])[],
  image?: ImageRef,
): FeaturePatch {
  const positions: number[] = [];
  const uvs: number[] = [];
  const indices: number[] = [];
  const faces: number[] = [];
  polygons.forEach((corners, face) => {
    const first = positions.length / 3;
    corners.forEach((corner, i) => {
      positions.push(...corner);
      uvs.push(i === 1 || i === 2 ? 1 : 0, i > 1 ? 1 : 0);
    });
    for (let i = 1; i + 1 < corners.length; i++) {
      indices.push(first, first + i, first + i + 1);
      faces.push(face);
    }
  });
  return {
    semantic,
    positions: Float64Array.from(positions),
    indices: Uint32Array.from(indices),
    faces: Uint32Array.from(faces),
    ...(image === undefined ? {} : { image, uvs: Float32Array.from(uvs) }),
  };
}

function featureOf(
  id: string,
  of: FeatureClass,
  levels: readonly FeatureLevel[],
  more: Options = {},
): CityFeature {
  const raised = levels.filter(({ flat }) => flat !== true);
  const all = (raised.length > 0 ? raised : levels).flatMap(({ patches }) =>
    patches.map(({ positions }) => positions),
  );
  const side = (axis: number, best: (...values: number[]) => number, start: number) =>
    all.reduce(
      (sum, positions) =>
        positions.reduce((value, next, i) => (i % 3 === axis ? best(value, next) : value), sum),
      start,
    );
  const low = [0, 1, 2].map((axis) => side(axis, Math.min, Infinity));
  const high = [0, 1, 2].map((axis) => side(axis, Math.max, -Infinity));
  return {
    ...{ id, class: of, type: `test:${of}`, attributes: [], footprint: [] },
    box: [...low, ...high] as unknown as CityFeature["box"],
    levels,
    ...more,
  };
}

/** A block of a building: LOD0 and LOD1, and LOD2 with a gabled roof. */
export function houseOf(
  id: string,
  [west, south]: Point2,
  { height = 8, foot = 3, image }: { height?: number; foot?: number; image?: ImageRef } = {},
  more: Options = {},
): CityFeature {
  const [east, north] = [west + 10, south + 8];
  const ring: Ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
  const eaves = foot + height - 2;
  const at = (z: number) => ring.map(([x, y]): Point => [x, y, z]);
  const wall = (i: number, top: number): Point[] => {
    const [a, b] = [ring[i] as Point2, ring[(i + 1) % 4] as Point2];
    return [
      [...a, foot],
      [...b, foot],
      [...b, top],
      [...a, top],
    ];
  };
  const walls = (top: number) => [0, 1, 2, 3].map((i) => wall(i, top));
  const middle = (south + north) / 2;
  const [first, second]: [Point, Point] = [
    [west, middle, foot + height],
    [east, middle, foot + height],
  ];
  const [a, b, c, d] = at(eaves) as [Point, Point, Point, Point];
  const level = (lod: number, patches: FeaturePatch[]): FeatureLevel => ({
    ...{ lod, solid: lod > 0, patches, polygons: 6 },
    ...(lod === 0 ? { flat: true as const } : {}),
  });
  return featureOf(
    id,
    "building",
    [
      level(0, [patchOf("ground", [at(0)])]),
      level(1, [patchOf("other", [at(foot).toReversed(), ...walls(eaves + 1), at(eaves + 1)])]),
      level(2, [
        patchOf("ground", [at(foot).toReversed()]),
        patchOf("wall", [...walls(eaves), [b, c, second], [d, a, first]], image),
        patchOf(
          "roof",
          [
            [a, b, second, first],
            [c, d, first, second],
          ],
          image,
        ),
      ]),
    ],
    { footprint: [[ring]], attributes: attributesOf(id, height), ...more },
  );
}

/** As many as a source tells of a building, of each kind. */
function attributesOf(id: string, height: number): Attribute[] {
  const chance = chanceOf(id);
  const usage = USAGES[Math.floor(chance * USAGES.length)] as (typeof USAGES)[number];
  return [
    { path: "usage", value: usage.value, code: usage.code, kind: "category" },
    { path: "measuredHeight", value: height, kind: "number", unit: "m" },
    { path: "storeysAboveGround", value: Math.ceil(height / 3), kind: "number" },
    { path: "buildingDetailAttribute/surveyYear", value: 2020, kind: "number" },
    { path: "buildingIDAttribute/buildingID", value: `13111-bldg-${id}`, kind: "text" },
    {
      path: "riverFloodingRiskAttribute[都川]/depth",
      value: 3 * chance,
      kind: "number",
      unit: "m",
    },
    ...(chance < 0.3 ? [{ path: "fireproof", value: chance < 0.1, kind: "boolean" } as const] : []),
  ];
}

const USAGES = [
  { value: "住宅", code: "411" },
  { value: "共同住宅", code: "412" },
  { value: "業務施設", code: "401" },
] as const;

/** A level sheet cut into squares; @param flat whether it has no height of its own */
export function sheetOf(
  id: string,
  of: FeatureClass,
  [west, south, east, north]: readonly [number, number, number, number],
  {
    height = 0,
    flat = false,
    pieces = 1,
  }: { height?: number; flat?: boolean; pieces?: number } = {},
  more: Options = {},
): CityFeature {
  const [across, up] = [(east - west) / pieces, (north - south) / pieces];
  const polygons = Array.from({ length: pieces * pieces }, (_, i): Point[] => {
    const [x, y] = [west + across * (i % pieces), south + up * Math.floor(i / pieces)];
    return [
      [x, y, height],
      [x + across, y, height],
      [x + across, y + up, height],
      [x, y + up, height],
    ];
  });
  const level: FeatureLevel = {
    ...{ lod: 1, solid: false, patches: [patchOf("other", polygons)], polygons: polygons.length },
    ...(flat ? { flat: true as const } : {}),
  };
  return featureOf(id, of, [level], more);
}

/** Relief in triangles, `pieces` by `pieces` squares, high as a function tells. */
export function reliefOf(
  id: string,
  [west, south, east, north]: readonly [number, number, number, number],
  pieces: number,
  heightAt: (east: number, north: number) => number,
): CityFeature {
  const [across, up] = [(east - west) / pieces, (north - south) / pieces];
  const at = (i: number, j: number): Point => {
    const [x, y] = [west + i * across, south + j * up];
    return [x, y, heightAt(x, y)];
  };
  const triangles = Array.from({ length: pieces * pieces }, (_, k): Point[][] => {
    const [i, j] = [k % pieces, Math.floor(k / pieces)];
    const [a, b, c, d] = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)];
    return [
      [a, b, c],
      [a, c, d],
    ];
  });
  const patches = [patchOf("other", triangles.flat())];
  return featureOf(id, "relief", [{ lod: 1, solid: false, patches, polygons: 0 }]);
}
