import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import { Welded } from "../ground/welded.ts";
import { TRIANGLE_NUMBERS } from "./relief-cells.ts";

/** A piece of relief: lattice points (x east, y up, z south), the feature of each, triangles. */
export interface ReliefMesh {
  readonly positions: Int32Array;
  readonly features: Uint32Array;
  readonly indices: Uint32Array;
}

/** The triangles of a cell, their corners put together; those that the lattice has made lines left out. */
export function weldedCell(numbers: Int32Array): ReliefMesh {
  const count = numbers.length / TRIANGLE_NUMBERS;
  const corners = function* () {
    for (let i = 0; i < numbers.length; i += TRIANGLE_NUMBERS)
      for (let k = 0; k < 9; k += 3)
        yield [numbers[i + k], numbers[i + k + 1], numbers[i + k + 2], numbers[i + 9]] as Corner;
  };
  return welded(corners(), 3 * count);
}

/** Pieces side by side as one: what they share of their borders lies within it. */
export function joinedRelief(pieces: readonly ReliefMesh[]): ReliefMesh {
  const corners = function* () {
    for (const { positions, features, indices } of pieces)
      for (const vertex of indices) {
        const place = 3 * vertex;
        yield [
          positions[place],
          positions[place + 1],
          positions[place + 2],
          features[vertex],
        ] as Corner;
      }
  };
  return welded(
    corners(),
    pieces.reduce((sum, { indices }) => sum + indices.length, 0),
  );
}

/**
 * Fewer triangles, off by at most so many metres. The border stays as it is, so that neighbours of any
 * level meet without cracks. Await MeshoptSimplifier.ready before.
 */
export function simplifiedRelief(
  mesh: ReliefMesh,
  within: number,
  latticeMetres: number,
): ReliefMesh {
  if (mesh.indices.length === 0) return mesh;
  const positions = Float32Array.from(mesh.positions, (value) => value * latticeMetres);
  const [indices] = MeshoptSimplifier.simplify(mesh.indices, positions, 3, 0, within, [
    "LockBorder",
    "ErrorAbsolute",
  ]);
  return joinedRelief([{ ...mesh, indices }]);
}

/** x, y, z, feature. */
type Corner = readonly [number, number, number, number];

/** @param most corners that come */
function welded(corners: Iterable<Corner>, most: number): ReliefMesh {
  const places = new Welded(most, 1);
  const positions: number[] = [];
  const features: number[] = [];
  const indices: number[] = [];
  for (const [x, y, z, feature] of corners) {
    const vertex = places.number(x, y, z, feature);
    if (vertex === features.length) {
      positions.push(x, y, z);
      features.push(feature);
    }
    indices.push(vertex);
  }
  return {
    positions: Int32Array.from(positions),
    features: Uint32Array.from(features),
    indices: withoutLines(indices),
  };
}

function withoutLines(indices: readonly number[]): Uint32Array {
  const kept: number[] = [];
  for (let i = 0; i < indices.length; i += 3) {
    const [a = 0, b = 0, c = 0] = [indices[i], indices[i + 1], indices[i + 2]];
    if (a !== b && b !== c && c !== a) kept.push(a, b, c);
  }
  return Uint32Array.from(kept);
}
