import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import type { TileMesh } from "../mesh/tile-mesh.ts";

/** Metres of error that it is to give a place the colour black where it is white. */
const COLOR_METRES = 10;

/**
 * Fewer triangles on the same vertices, off by at most so many metres. What features have in common stays,
 * so that none runs into another. Await MeshoptSimplifier.ready before.
 */
export function simplifyFeatures(mesh: TileMesh, within: number, latticeMetres: number): TileMesh {
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
    meetings(mesh, positions),
    0,
    within,
    ["ErrorAbsolute", "Permissive", "Prune"],
  );
  return { ...mesh, indices };
}

/** 1 for each vertex at whose place there is one of another feature. */
function meetings({ features }: TileMesh, positions: Float32Array): Uint8Array {
  const first = MeshoptSimplifier.generatePositionRemap(positions, 3);
  const isShared = new Uint8Array(features.length);
  for (let i = 0; i < first.length; i++) {
    const same = first[i] as number;
    if (features[i] !== features[same]) isShared[same] = 1;
  }
  for (let i = 0; i < first.length; i++) isShared[i] = isShared[first[i] as number] as number;
  return isShared;
}
