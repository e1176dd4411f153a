import type { FeaturePatch } from "../../model/city-feature.ts";

/**
 * The normal of each vertex, x, y, z of length 1: that of its polygon, as no two polygons share a vertex;
 * straight up where a polygon has no area.
 */
export function patchNormals({ positions, indices, faces }: FeaturePatch): Float64Array {
  let count = 0;
  for (const face of faces) count = Math.max(count, face + 1);
  const sums = new Float64Array(3 * count);
  // Not made unit before they are summed: larger triangles count for more, and slivers for nothing.
  for (let i = 0; i < indices.length; i += 3)
    addNormal(positions, indices, i, sums, 3 * at(faces, i / 3));
  makeUnit(sums);
  const normals = new Float64Array(positions.length);
  for (let i = 0; i < indices.length; i++) {
    const [vertex, face] = [3 * at(indices, i), 3 * at(faces, Math.floor(i / 3))];
    for (let k = 0; k < 3; k++) normals[vertex + k] = at(sums, face + k);
  }
  return normals;
}

/** The normal of each vertex, mixed of the triangles around it: of what lies on a hill. */
export function smoothNormals(positions: Float64Array, indices: Uint32Array): Float64Array {
  const normals = new Float64Array(positions.length);
  for (let i = 0; i < indices.length; i += 3)
    for (let k = 0; k < 3; k++) addNormal(positions, indices, i, normals, 3 * at(indices, i + k));
  makeUnit(normals);
  return normals;
}

/** Adds the normal of the triangle that begins at `i`, as long as twice its area. */
function addNormal(
  positions: Float64Array,
  indices: Uint32Array,
  i: number,
  into: Float64Array,
  place: number,
): void {
  const [a, b, c] = [3 * at(indices, i), 3 * at(indices, i + 1), 3 * at(indices, i + 2)];
  const ux = at(positions, b) - at(positions, a);
  const uy = at(positions, b + 1) - at(positions, a + 1);
  const uz = at(positions, b + 2) - at(positions, a + 2);
  const vx = at(positions, c) - at(positions, a);
  const vy = at(positions, c + 1) - at(positions, a + 1);
  const vz = at(positions, c + 2) - at(positions, a + 2);
  into[place] = at(into, place) + uy * vz - uz * vy;
  into[place + 1] = at(into, place + 1) + uz * vx - ux * vz;
  into[place + 2] = at(into, place + 2) + ux * vy - uy * vx;
}

function makeUnit(normals: Float64Array): void {
  for (let i = 0; i < normals.length; i += 3) {
    const length = Math.hypot(at(normals, i), at(normals, i + 1), at(normals, i + 2));
    if (length > 0) for (let k = 0; k < 3; k++) normals[i + k] = at(normals, i + k) / length;
    else normals[i + 2] = 1;
  }
}

function at(values: { readonly [place: number]: number }, place: number): number {
  return values[place] as number;
}
