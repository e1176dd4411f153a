import { MeshoptEncoder } from "meshoptimizer/encoder";
import { type TileMesh, vertexCount } from "../mesh/tile-mesh.ts";

/** The same triangles in an order that compresses well; vertices of no triangle are left out. */
export function reorderMesh(mesh: TileMesh): TileMesh {
  const indices = mesh.indices.slice();
  const [remap, count] = MeshoptEncoder.reorderMesh(indices, true, true);
  const moved = <Kind extends TileMesh[keyof TileMesh]>(from: Kind, into: Kind, size: number) => {
    for (let old = 0; old < remap.length; old++) {
      const place = remap[old] ?? 0;
      if (place >= count) continue;
      for (let k = 0; k < size; k++) into[size * place + k] = from[size * old + k] ?? 0;
    }
    return into;
  };
  if (remap.length > vertexCount(mesh)) throw new Error("reorderMesh: an index leads nowhere");
  return {
    positions: moved(mesh.positions, new Int32Array(3 * count), 3),
    normals: moved(mesh.normals, new Int8Array(3 * count), 3),
    colors: moved(mesh.colors, new Uint8Array(3 * count), 3),
    coordinates: moved(mesh.coordinates, new Uint16Array(2 * count), 2),
    surfaces: moved(mesh.surfaces, new Uint8Array(count), 1),
    features: moved(mesh.features, new Uint16Array(count), 1),
    indices,
  };
}
