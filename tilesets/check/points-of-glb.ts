import { isProblem, type Problem } from "../../shared/problem.ts";
import { type Glb, type GltfNode, numbersOf } from "./read-glb.ts";
import { IDENTITY, type Matrix, multiplied, placed } from "./tile-box.ts";

/** What a stored whole number stands for where its accessor is normalized: its greatest is one. */
const ONES: Readonly<Record<number, number>> = { 5120: 127, 5121: 255, 5122: 32_767, 5123: 65_535 };
/** Nodes within nodes; deeper is a circle. */
const DEPTH = 64;

/** x east, y north, z up of each vertex of a glb in its tile's frame, metres. */
export function pointsOfGlb(glb: Glb): Float64Array | Problem {
  const { scenes, scene = 0, nodes = [], meshes = [] } = glb.gltf;
  const parts: Float64Array[] = [];
  const roots = scenes?.[scene]?.nodes ?? nodes.keys();
  const walk = (index: number, above: Matrix, depth: number): Problem | undefined => {
    const node = nodes[index];
    if (node === undefined || depth > DEPTH) return undefined;
    const matrix = multiplied(above, matrixOf(node));
    for (const { attributes } of meshes[node.mesh ?? -1]?.primitives ?? []) {
      const points = placedPoints(glb, attributes?.POSITION ?? -1, matrix);
      if (isProblem(points)) return points;
      parts.push(points);
    }
    for (const child of node.children ?? []) {
      const fault = walk(child, matrix, depth + 1);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
  for (const root of roots) {
    const fault = walk(root, IDENTITY, 0);
    if (fault !== undefined) return fault;
  }
  const points = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    points.set(part, at);
    at += part.length;
  }
  return points;
}

/** From glTF's axes to those of 3D Tiles. */
function placedPoints(glb: Glb, index: number, matrix: Matrix): Float64Array | Problem {
  const stored = numbersOf(glb, index);
  if (isProblem(stored)) return stored;
  const { normalized = false, componentType = 0 } = glb.gltf.accessors?.[index] ?? {};
  const one = normalized ? (ONES[componentType] ?? 1) : 1;
  const points = new Float64Array(stored.length);
  for (let i = 0; i < stored.length; i += 3) {
    const own = [0, 1, 2].map((axis) => (stored[i + axis] ?? 0) / one);
    const [x = 0, y = 0, z = 0] = placed(matrix, own);
    points.set([x, -z, y], i);
  }
  return points;
}

function matrixOf({ matrix, translation = [], rotation = [], scale = [] }: GltfNode): Matrix {
  if (matrix?.length === 16) return matrix;
  const [x = 0, y = 0, z = 0, w = 1] = rotation;
  const [sx = 1, sy = 1, sz = 1] = scale;
  const [tx = 0, ty = 0, tz = 0] = translation;
  return [
    ...[sx * (1 - 2 * (y * y + z * z)), sx * 2 * (x * y + z * w), sx * 2 * (x * z - y * w), 0],
    ...[sy * 2 * (x * y - z * w), sy * (1 - 2 * (x * x + z * z)), sy * 2 * (y * z + x * w), 0],
    ...[sz * 2 * (x * z + y * w), sz * 2 * (y * z - x * w), sz * (1 - 2 * (x * x + y * y)), 0],
    ...[tx, ty, tz, 1],
  ];
}
