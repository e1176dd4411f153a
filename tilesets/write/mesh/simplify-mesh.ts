import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import { LATTICE_METRES } from "./city-frame.ts";
import type { TileMesh } from "./tile-mesh.ts";

/** Metres of error that it is to give a place the colour black where it is white. */
const COLOR_METRES = 10;

/**
 * Fewer triangles on the same vertices, off by at most so many metres: in place or, as colours tell what
 * lies where, in what is drawn there. The outer border stays as it is, so that tiles of one level meet.
 * Await MeshoptSimplifier.ready before.
 */
export function simplifyMesh(
  mesh: TileMesh,
  error: number,
  latticeMetres: number = LATTICE_METRES,
): TileMesh {
  if (mesh.indices.length === 0) return mesh;
  const positions = Float32Array.from(mesh.positions, (value) => value * latticeMetres);
  const colors = Float32Array.from(mesh.colors, (value) => value / 255);
  const [indices] = MeshoptSimplifier.simplifyWithAttributes(
    mesh.indices,
    positions,
    3,
    colors,
    3,
    [COLOR_METRES, COLOR_METRES, COLOR_METRES],
    null,
    0,
    error,
    ["LockBorder", "ErrorAbsolute", "Permissive"],
  );
  return { ...mesh, indices };
}
