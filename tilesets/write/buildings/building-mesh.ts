import earcut from "earcut";
import { chanceOf } from "../../../shared/random.ts";
import type { Building, BuildingPart, Point2, Point3 } from "../../model/city-model.ts";
import { linearColor } from "../mesh/linear-color.ts";
import type { MeshBuilder } from "../mesh/mesh-builder.ts";
import { areaOf, at, isConvex, normalOf, unit } from "../mesh/vectors.ts";
import { type BuildingDetail, roofOf } from "./roof.ts";
import type { Roof, RoofFace } from "./roof-form.ts";

/** Parts that are smaller than this are left out from farther away: square metres, metres. */
const SMALL = {
  near: { area: 0, height: 0 },
  middle: { area: 30, height: 4.5 },
  far: { area: 120, height: 10 },
} as const satisfies Record<BuildingDetail, object>;

/** The level walls of parts lower than this share their corners, metres. */
const LOW = { near: 0, middle: 9, far: 16 } as const satisfies Record<BuildingDetail, number>;

/** Adds a building's walls and roofs to a tile as one feature. */
export function addBuilding(
  builder: MeshBuilder,
  building: Building,
  feature: number,
  detail: BuildingDetail,
): void {
  const foot = footOf(building);
  // No two houses are painted quite alike.
  const brightness = 0.94 + 0.12 * chanceOf(building.id);
  for (const part of partsAt(building, detail)) {
    const roof = roofOf(part, detail);
    const wall = linearColor(part.wallColor, brightness);
    builder.paint(part.wall, wall, feature);
    if (part.top - part.base < LOW[detail] && isLevel(roof))
      addRoundedWalls(builder, part, roof, foot);
    else addWalls(builder, part, roof, foot);
    const roofing = linearColor(part.roofColor, brightness);
    builder.paint(part.roofing, wall, feature);
    addShared(
      builder,
      roof.faces.filter(({ walling }) => walling),
    );
    for (const face of roof.faces) {
      if (face.walling) continue;
      builder.paint(face.surface ?? part.roofing, roofing, feature);
      addFace(builder, face);
    }
  }
}

/** Lowest point of its walls, metres of the plane. */
export function footOf({ parts }: Building): number {
  return parts.reduce((least, { base }) => Math.min(least, base), Infinity);
}

export function topOf({ parts }: Building): number {
  return parts.reduce((most, { top }) => Math.max(most, top), -Infinity);
}

/** All parts but the small ones; the largest in any case. */
function partsAt({ parts }: Building, detail: BuildingDetail): readonly BuildingPart[] {
  if (detail === "near") return parts;
  const { area, height } = SMALL[detail];
  const bulk = (part: BuildingPart) => areaOf(part.footprint) * (part.top - part.base);
  const largest = parts.reduce((most, part) => Math.max(most, bulk(part)), 0);
  return parts.filter(
    (part) =>
      bulk(part) === largest ||
      (areaOf(part.footprint) >= area && part.top - part.base >= height) ||
      part.top - part.base >= 4 * height,
  );
}

function addWalls(builder: MeshBuilder, { base }: BuildingPart, roof: Roof, foot: number): void {
  let run = 0;
  roof.tops.forEach((tops, i) => {
    const [a, b] = [at(roof.ring, i), at(roof.ring, i + 1)];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const normal = unit([b[1] - a[1], a[0] - b[0], 0]);
    // Up and down in turn, and on from the last wall's end: next to like, numbers compress best.
    const [first, ...others] = tops as [Point3, ...Point3[]];
    const feet: Point3[] = [
      [a[0], a[1], base],
      [b[0], b[1], base],
    ];
    const outline = [first, ...feet, ...others.toReversed()];
    const flat = outline.map(
      ([east, north, height]): Point2 => [Math.hypot(east - a[0], north - a[1]), height - base],
    );
    const vertices = outline.map((point, k) =>
      builder.vertex(point, normal, run + (flat[k]?.[0] ?? 0), point[2] - foot),
    );
    addTriangles(builder, vertices, isConvex(flat) ? undefined : earcut(flat.flat()));
    run += length;
  });
}

/** Whether all walls end at one height. */
function isLevel({ tops }: Roof): boolean {
  const height = tops[0]?.[0]?.[2];
  return tops.every((top) => top.every((point) => point[2] === height));
}

/** Walls of one height whose corners are shaded between their sides: two thirds of the vertices. */
function addRoundedWalls(
  builder: MeshBuilder,
  { base }: BuildingPart,
  { ring, tops }: Roof,
  foot: number,
): void {
  const top = tops[0]?.[0]?.[2] ?? base;
  let run = 0;
  let last: [number, number] | undefined;
  for (let i = 0; i <= ring.length; i++) {
    const [before, here, after] = [at(ring, i + ring.length - 1), at(ring, i), at(ring, i + 1)];
    const normal = unit([after[1] - before[1], before[0] - after[0], 0]);
    const upright = [base, top].map((height) =>
      builder.vertex([here[0], here[1], height], normal, run, height - foot),
    ) as [number, number];
    if (last !== undefined) {
      builder.triangle(last[1], last[0], upright[0]);
      builder.triangle(last[1], upright[0], upright[1]);
    }
    last = upright;
    run += Math.hypot(after[0] - here[0], after[1] - here[1]);
  }
}

/** Faces with normals of their own, each point with the same normal once. */
function addShared(builder: MeshBuilder, faces: readonly RoofFace[]): void {
  const known = new Map<string, number>();
  for (const { points, normals } of faces) {
    const vertices = points.map((point, i) => {
      const normal = normals?.[i] ?? [0, 0, 1];
      const key = `${point.join()} ${normal.join()}`;
      const vertex = known.get(key) ?? builder.vertex(point, normal);
      known.set(key, vertex);
      return vertex;
    });
    addTriangles(builder, vertices);
  }
}

function addFace(builder: MeshBuilder, { points, normals }: RoofFace): void {
  const [first, second, third] = points as [Point3, Point3, Point3];
  const level = points.every((point) => point[2] === first[2]);
  const flat: Point3 = level ? [0, 0, 1] : normalOf(first, second, third);
  const along = unit([second[0] - first[0], second[1] - first[1], 0]);
  const least = points.reduce((low, point) => Math.min(low, dot(point, first, along)), 0);
  const vertices = points.map((point, i) => {
    const u = dot(point, first, along);
    const v = Math.sqrt(Math.max(0, squared(point, first) - u * u));
    return builder.vertex(point, normals?.[i] ?? flat, u - least, v);
  });
  const ring = points.map(([east, north]): Point2 => [east, north]);
  const cut = !level || isConvex(ring) ? undefined : earcut(ring.flat());
  addTriangles(builder, vertices, cut);
}

/** A fan where there is no cut; earcut keeps the way that the outline runs. */
function addTriangles(builder: MeshBuilder, vertices: readonly number[], cut?: number[]): void {
  const vertex = (i: number) => vertices[i] ?? 0;
  if (cut !== undefined) {
    for (let i = 0; i + 2 < cut.length; i += 3)
      builder.triangle(vertex(cut[i] ?? 0), vertex(cut[i + 1] ?? 0), vertex(cut[i + 2] ?? 0));
    return;
  }
  for (let i = 1; i + 1 < vertices.length; i++)
    builder.triangle(vertex(0), vertex(i), vertex(i + 1));
}

function dot(point: Point3, from: Point3, along: Point3): number {
  return (point[0] - from[0]) * along[0] + (point[1] - from[1]) * along[1];
}

function squared(point: Point3, from: Point3): number {
  return (point[0] - from[0]) ** 2 + (point[1] - from[1]) ** 2 + (point[2] - from[2]) ** 2;
}
