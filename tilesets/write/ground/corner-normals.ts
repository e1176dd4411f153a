import { SURFACES } from "../../../shared/surface.ts";
import { LATTICE_METRES } from "../mesh/city-frame.ts";
import type { GroundTriangles } from "./ground-triangles.ts";
import { Welded } from "./welded.ts";

/** Triangles that meet at a greater angle have an edge between them: cosine. */
const CREASE = Math.cos((40 * Math.PI) / 180);

/**
 * x, y, z for each of a triangle's corners, nine a triangle: the mean over the triangles of the same
 * surface that meet there, by area, without those beyond an edge.
 */
export function cornerNormals(triangles: GroundTriangles): Float32Array {
  const flat = flatNormals(triangles);
  const places = placesOf(triangles);
  const [first, around] = grouped(places);
  const normals = new Float32Array(9 * triangles.count);
  for (let corner = 0; corner < places.length; corner++) {
    const own = 4 * Math.floor(corner / 3);
    const place = places[corner] ?? 0;
    let [x, y, z] = [0, 0, 0];
    for (let i = first[place] ?? 0; i < (first[place + 1] ?? 0); i++) {
      const other = 4 * (around[i] ?? 0);
      const [ox = 0, oy = 0, oz = 0, area = 0] = flat.subarray(other, other + 4);
      const along = ox * (flat[own] ?? 0) + oy * (flat[own + 1] ?? 0) + oz * (flat[own + 2] ?? 0);
      if (along < CREASE && other !== own) continue;
      x += ox * area;
      y += oy * area;
      z += oz * area;
    }
    const length = Math.hypot(x, y, z);
    normals.set(length > 0 ? [x / length, y / length, z / length] : [0, 0, 1], 3 * corner);
  }
  return normals;
}

/** Unit normal and area of each triangle. */
function flatNormals(triangles: GroundTriangles): Float32Array {
  const flat = new Float32Array(4 * triangles.count);
  for (let i = 0; i < triangles.count; i++) {
    const [a, b, c] = triangles.corners(i);
    const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
    const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const length = Math.hypot(x, y, z);
    flat.set(length > 0 ? [x / length, y / length, z / length, length / 2] : [0, 0, 1, 0], 4 * i);
  }
  return flat;
}

/** For each corner the number of its place among those of its surface. */
function placesOf(triangles: GroundTriangles): Uint32Array {
  const places = new Uint32Array(3 * triangles.count);
  const welded = new Welded(triangles.vertexCount, LATTICE_METRES);
  for (let i = 0; i < triangles.count; i++) {
    const kind = SURFACES.indexOf(triangles.patch(i).surface);
    triangles.corners(i).forEach(([x, y, z], corner) => {
      places[3 * i + corner] = welded.number(x, y, z, kind);
    });
  }
  return places;
}

/** For each place where its triangles begin in the list, and the list. */
function grouped(places: Uint32Array): [first: Uint32Array, triangles: Uint32Array] {
  const count = places.reduce((most, place) => Math.max(most, place + 1), 0);
  const first = new Uint32Array(count + 1);
  for (const place of places) first[place + 1] = (first[place + 1] ?? 0) + 1;
  for (let i = 0; i < count; i++) first[i + 1] = (first[i + 1] ?? 0) + (first[i] ?? 0);
  const filled = first.slice();
  const list = new Uint32Array(places.length);
  places.forEach((place, corner) => {
    const at = filled[place] ?? 0;
    list[at] = Math.floor(corner / 3);
    filled[place] = at + 1;
  });
  return [first, list];
}
