import { MeshoptEncoder } from "meshoptimizer/encoder";
import { vertexCount } from "../mesh/tile-mesh.ts";
import type { GlbMesh } from "./glb-mesh.ts";

/** The same triangles in an order that compresses well; vertices of no triangle are left out. */
export function reorderMesh(mesh: GlbMesh): GlbMesh {
  const indices = mesh.indices.slice();
  const [remap, count] = MeshoptEncoder.reorderMesh(indices, true, true);
  if (remap.length > vertexCount(mesh)) throw new Error("reorderMesh: an index leads nowhere");
  const moved = <Kind extends GlbMesh[keyof GlbMesh] & object>(
    from: Kind,
    into: Kind,
    size: number,
  ) => {
    const stride = size * from.BYTES_PER_ELEMENT;
    moveBytes(bytesOf(from), bytesOf(into), { remap, count, stride });
    return into;
  };
  const { positions, normals, features, colors, coordinates, surfaces, uvs } = mesh;
  return {
    positions: moved(positions, new Int32Array(3 * count), 3),
    normals: moved(normals, new Int8Array(3 * count), 3),
    ...(colors && { colors: moved(colors, new Uint8Array(3 * count), 3) }),
    ...(coordinates && { coordinates: moved(coordinates, new Uint16Array(2 * count), 2) }),
    ...(surfaces && { surfaces: moved(surfaces, new Uint8Array(count), 1) }),
    ...(uvs && { uvs: moved(uvs, new Float32Array(2 * count), 2) }),
    features: moved(features, new Uint32Array(count), 1),
    indices,
  };
}

interface Move {
  /** Of each vertex its new place; none where that is not below `count`. */
  readonly remap: Uint32Array;
  readonly count: number;
  readonly stride: number;
}

/** Bytes, whatever they stand for: a loop over arrays of all kinds is several times as slow. */
function moveBytes(from: Uint8Array, into: Uint8Array, { remap, count, stride }: Move): void {
  for (let old = 0; old < remap.length; old++) {
    const place = remap[old] as number;
    if (place >= count) continue;
    const [start, end] = [stride * old, stride * place];
    for (let k = 0; k < stride; k++) into[end + k] = from[start + k] as number;
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
