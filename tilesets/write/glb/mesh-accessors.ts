import { LATTICE_METRES } from "../mesh/city-frame.ts";
import { type TileMesh, vertexCount } from "../mesh/tile-mesh.ts";
import type { GlbBuffers } from "./glb-buffers.ts";

const BYTE = 5120;
const UNSIGNED_BYTE = 5121;
const UNSIGNED_SHORT = 5123;
const UNSIGNED_INT = 5125;
const FLOAT = 5126;
const SHORTS = 65_536;
/** Lattice steps: a quarter of a metre, with which 16 bits reach 16 km. */
const COARSEST = 16;

export interface MeshAccessors {
  readonly accessors: readonly object[];
  /** Places in `accessors`. */
  readonly attributes: Readonly<Record<string, number>>;
  readonly indices: number;
  /** Of the node: from what is stored to metres of the tile's frame. */
  readonly placing: { readonly translation?: number[]; readonly scale?: number[] };
}

/**
 * A mesh as glTF accessors on compressed views. Positions are 16-bit lattice points from the mesh's
 * least corner (KHR_mesh_quantization), or where it is too large for that, 32-bit floats, still on the
 * lattice. Each view has one attribute: like next to like compresses best.
 *
 * @param features whether to number the vertices' features
 * @param step lattice steps that a stored one stands for, a power of two; more where 16 bits are too few
 */
export function meshAccessors(
  mesh: TileMesh,
  buffers: GlbBuffers,
  { features, step }: { features: boolean; step: number },
): MeshAccessors {
  const count = vertexCount(mesh);
  const accessors: object[] = [];
  const attributes: Record<string, number> = {};
  const add = (
    name: string,
    values: Int8Array | Uint8Array | Uint16Array | Float32Array,
    size: number,
    accessor: object,
  ) => {
    const padded = widened(values, size);
    const stride = (padded.length / count) * padded.BYTES_PER_ELEMENT;
    const bufferView = buffers.addVertices({ values: padded, stride });
    attributes[name] = accessors.push({ bufferView, count, ...accessor }) - 1;
  };
  const { values, accessor, placing } = positionsOf(mesh, step);
  add("POSITION", values, 3, accessor);
  add("NORMAL", mesh.normals, 3, { componentType: BYTE, normalized: true, type: "VEC3" });
  const color = { componentType: UNSIGNED_BYTE, normalized: true, type: "VEC3" };
  add("COLOR_0", mesh.colors, 3, color);
  add("TEXCOORD_0", mesh.coordinates, 2, { componentType: UNSIGNED_SHORT, type: "VEC2" });
  add("_SURFACE", mesh.surfaces, 1, { componentType: UNSIGNED_BYTE, type: "SCALAR" });
  if (features)
    add("_FEATURE_ID_0", mesh.features, 1, { componentType: UNSIGNED_SHORT, type: "SCALAR" });
  const wide = count > SHORTS - 1;
  const bufferView = wide
    ? buffers.addTriangles({ values: mesh.indices, stride: 4 })
    : buffers.addTriangles({ values: Uint16Array.from(mesh.indices), stride: 2 });
  const componentType = wide ? UNSIGNED_INT : UNSIGNED_SHORT;
  const indices =
    accessors.push({ bufferView, componentType, type: "SCALAR", count: mesh.indices.length }) - 1;
  return { accessors, attributes, indices, placing };
}

function positionsOf({ positions }: TileMesh, least: number) {
  const [low, high] = cornersOf(positions);
  const reach = Math.max(...high.map((value, axis) => value - (low[axis] ?? 0)));
  const step = [least, 2 * least].find((each) => reach / each < SHORTS - 2 && each <= COARSEST);
  const accessor = { type: "VEC3" };
  if (step !== undefined) {
    // From a point of the coarser lattice, so that tiles of one level still meet.
    const origin = low.map((value) => Math.floor(value / step));
    const stored = (value: number, axis: number) => Math.round(value / step) - (origin[axis] ?? 0);
    const values = Uint16Array.from(positions, (value, i) => stored(value, i % 3));
    const scale = new Array<number>(3).fill(step * LATTICE_METRES);
    const placing = { translation: origin.map((value) => value * step * LATTICE_METRES), scale };
    const bounds = { min: low.map(stored), max: high.map(stored) };
    return { values, accessor: { ...accessor, componentType: UNSIGNED_SHORT, ...bounds }, placing };
  }
  const values = Float32Array.from(positions, (value) => value * LATTICE_METRES);
  const metres = (corner: number[]) => corner.map((value) => value * LATTICE_METRES);
  const bounds = { min: metres(low), max: metres(high) };
  return { values, accessor: { ...accessor, componentType: FLOAT, ...bounds }, placing: {} };
}

/** Least and greatest x, y, z. */
export function cornersOf(positions: Int32Array): [least: number[], most: number[]] {
  const least = [Infinity, Infinity, Infinity];
  const most = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i++) {
    const value = positions[i] ?? 0;
    const axis = i % 3;
    if (value < (least[axis] ?? 0)) least[axis] = value;
    if (value > (most[axis] ?? 0)) most[axis] = value;
  }
  return [least, most];
}

/** With zeros after each vertex's numbers until they fill a multiple of 4 bytes, as glTF asks. */
function widened<Kind extends Int8Array | Uint8Array | Uint16Array | Float32Array>(
  values: Kind,
  size: number,
): Kind {
  const width = (Math.ceil((size * values.BYTES_PER_ELEMENT) / 4) * 4) / values.BYTES_PER_ELEMENT;
  if (width === size) return values;
  const count = values.length / size;
  const wide = new (values.constructor as new (length: number) => Kind)(count * width);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < size; k++) wide[i * width + k] = values[i * size + k] ?? 0;
  return wide;
}
