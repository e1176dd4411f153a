import { vertexCount } from "../mesh/tile-mesh.ts";
import type { GlbBuffers } from "./glb-buffers.ts";
import type { GlbMesh } from "./glb-mesh.ts";
import type { Placing } from "./lattice-placing.ts";

const BYTE = 5120;
const UNSIGNED_BYTE = 5121;
const UNSIGNED_SHORT = 5123;
const UNSIGNED_INT = 5125;
const FLOAT = 5126;
const LARGEST_SHORT = 65_535;

type Values = Int8Array | Uint8Array | Uint16Array | Float32Array;

/** Places of one mesh's accessors in the glTF's list. */
export interface MeshAccessors {
  readonly attributes: Readonly<Record<string, number>>;
  readonly indices: number;
}

/**
 * Adds a mesh to a glTF as accessors on compressed views. Each view has one attribute: like next to like
 * compresses best.
 *
 * @param accessors of the glTF; those of the mesh are added
 * @param features how many there are in the tile; none: vertices are not numbered
 */
export function meshAccessors(
  mesh: GlbMesh,
  buffers: GlbBuffers,
  accessors: object[],
  { features, placing }: { features: number; placing: Placing },
): MeshAccessors {
  const count = vertexCount(mesh);
  const attributes: Record<string, number> = {};
  const add = (name: string, values: Values, size: number, accessor: object) => {
    const padded = widened(values, size);
    const stride = (padded.length / count) * padded.BYTES_PER_ELEMENT;
    const bufferView = buffers.addVertices({ values: padded, stride });
    attributes[name] = accessors.push({ bufferView, count, ...accessor }) - 1;
  };
  const { colors, coordinates, surfaces, uvs } = mesh;
  const { values, accessor } = placing.store(mesh.positions);
  add("POSITION", values, 3, accessor);
  add("NORMAL", mesh.normals, 3, { componentType: BYTE, normalized: true, type: "VEC3" });
  if (colors)
    add("COLOR_0", colors, 3, { componentType: UNSIGNED_BYTE, normalized: true, type: "VEC3" });
  if (coordinates)
    add("TEXCOORD_0", coordinates, 2, { componentType: UNSIGNED_SHORT, type: "VEC2" });
  if (uvs) add("TEXCOORD_0", ...storedUvs(uvs));
  if (surfaces) add("_SURFACE", surfaces, 1, { componentType: UNSIGNED_BYTE, type: "SCALAR" });
  if (features > 0) add("_FEATURE_ID_0", ...storedNumbers(mesh.features, features));
  return { attributes, indices: addIndices(mesh.indices, count, buffers, accessors) };
}

/** 16 bits are a sixteenth of a texel of 4,096; outside 0 to 1, where a picture repeats, floats. */
function storedUvs(uvs: Float32Array): [Values, 2, object] {
  const within = uvs.every((value) => value >= 0 && value <= 1);
  if (!within) return [uvs, 2, { componentType: FLOAT, type: "VEC2" }];
  const values = Uint16Array.from(uvs, (value) => Math.round(value * LARGEST_SHORT));
  return [values, 2, { componentType: UNSIGNED_SHORT, normalized: true, type: "VEC2" }];
}

/** glTF allows no 32-bit whole numbers in vertices: floats are exact up to 16 million. */
function storedNumbers(numbers: Uint32Array, features: number): [Values, 1, object] {
  return features <= LARGEST_SHORT
    ? [new Uint16Array(numbers), 1, { componentType: UNSIGNED_SHORT, type: "SCALAR" }]
    : [new Float32Array(numbers), 1, { componentType: FLOAT, type: "SCALAR" }];
}

function addIndices(
  indices: Uint32Array,
  vertices: number,
  buffers: GlbBuffers,
  accessors: object[],
): number {
  const wide = vertices > LARGEST_SHORT;
  const bufferView = wide
    ? buffers.addTriangles({ values: indices, stride: 4 })
    : buffers.addTriangles({ values: new Uint16Array(indices), stride: 2 });
  const componentType = wide ? UNSIGNED_INT : UNSIGNED_SHORT;
  return accessors.push({ bufferView, componentType, type: "SCALAR", count: indices.length }) - 1;
}

/** With zeros after each vertex's numbers until they fill a multiple of 4 bytes, as glTF asks. */
function widened<Kind extends Values>(values: Kind, size: number): Kind {
  const width = (Math.ceil((size * values.BYTES_PER_ELEMENT) / 4) * 4) / values.BYTES_PER_ELEMENT;
  if (width === size) return values;
  const count = values.length / size;
  const wide = new (values.constructor as new (length: number) => Kind)(count * width);
  // As bytes: a loop over arrays of all kinds is several times as slow.
  const from = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const into = new Uint8Array(wide.buffer);
  const [short, long] = [from.length / count, into.length / count];
  for (let i = 0; i < count; i++)
    for (let k = 0; k < short; k++) into[i * long + k] = from[i * short + k] as number;
  return wide;
}
