import { CityPlane } from "../../shared/city-plane.ts";
import type { FeaturePatch } from "../../tilesets/model/city-feature.ts";
import type { ReadFeature, ReadGeometry, ReadPolygon } from "../../tilesets/model/read-feature.ts";

export type Place = readonly [x: number, y: number, z: number];

/** Where the shapes of tests stand. */
export const PLANE = new CityPlane({ longitude: 139.7, latitude: 35.6, height: 36 });

/** A ring as readers give it: of corners in metres of the plane; closed where asked for. */
export function readRing(corners: readonly Place[], closed = true): Float64Array {
  const [first] = corners;
  const all = closed && first !== undefined ? [...corners, first] : corners;
  return new Float64Array(all.flatMap(([x, y, z]) => PLANE.geodetic(x, y, z)));
}

export function readPolygon(
  rings: readonly (readonly Place[])[],
  more: Partial<ReadPolygon> = {},
): ReadPolygon {
  return { id: "", semantic: "other", rings: rings.map((ring) => readRing(ring)), ...more };
}

export function readGeometry(
  polygons: readonly ReadPolygon[],
  more: Partial<ReadGeometry> = {},
): ReadGeometry {
  return { lod: 2, kind: "surface", polygons, ...more };
}

export function readFeature(
  geometries: readonly ReadGeometry[],
  more: Partial<ReadFeature> = {},
): ReadFeature {
  return {
    id: "b1",
    class: "building",
    type: "bldg:Building",
    attributes: [],
    geometries,
    ...more,
  };
}

/** The six sides of a box, all facing outwards. */
export function boxSides([x, y, z]: Place, [w, d, h]: Place): ReadPolygon[] {
  const at = (a: number, b: number, c: number): Place => [x + a * w, y + b * d, z + c * h];
  const side = (semantic: ReadPolygon["semantic"], ring: readonly Place[]) =>
    readPolygon([ring], { semantic });
  return [
    side("ground", [at(0, 0, 0), at(0, 1, 0), at(1, 1, 0), at(1, 0, 0)]),
    side("roof", [at(0, 0, 1), at(1, 0, 1), at(1, 1, 1), at(0, 1, 1)]),
    side("wall", [at(0, 0, 0), at(1, 0, 0), at(1, 0, 1), at(0, 0, 1)]),
    side("wall", [at(1, 0, 0), at(1, 1, 0), at(1, 1, 1), at(1, 0, 1)]),
    side("wall", [at(1, 1, 0), at(0, 1, 0), at(0, 1, 1), at(1, 1, 1)]),
    side("wall", [at(0, 1, 0), at(0, 0, 0), at(0, 0, 1), at(0, 1, 1)]),
  ];
}

/** Normals of all triangles, as long as twice their areas. */
export function trianglesOf(patches: readonly FeaturePatch[]): Place[] {
  return patches.flatMap(({ positions, indices }) => {
    const at = (corner: number, axis: number) =>
      positions[3 * (indices[corner] ?? 0) + axis] ?? Number.NaN;
    return Array.from({ length: indices.length / 3 }, (_, t): Place => {
      const u = [0, 1, 2].map((axis) => at(3 * t + 1, axis) - at(3 * t, axis)) as [
        number,
        number,
        number,
      ];
      const v = [0, 1, 2].map((axis) => at(3 * t + 2, axis) - at(3 * t, axis)) as [
        number,
        number,
        number,
      ];
      return [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    });
  });
}
