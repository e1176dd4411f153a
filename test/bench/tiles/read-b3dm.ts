import draco3d from "draco3dgltf";

/** Triangles of one material of a batched tile, as they were drawn. */
export interface BatchedMesh {
  /** Earth-centred metres of each vertex. */
  readonly positions: Float64Array;
  readonly indices: Uint32Array;
  /** Which row of the batch table each vertex is of. */
  readonly batches: Uint32Array;
  /** From the upper left corner, as glTF has them. */
  readonly uvs?: Float32Array;
  /** Bytes of its picture. */
  readonly image?: Uint8Array;
  /** 0 to 255, sRGB as it is written. */
  readonly color?: readonly [number, number, number];
}

/** A tile of 3D Tiles 1.0 taken apart. */
export interface BatchedTile {
  readonly count: number;
  /** Columns by name; those in the binary part too. */
  readonly table: Readonly<Record<string, ArrayLike<unknown>>>;
  readonly meshes: readonly BatchedMesh[];
}

interface Gltf {
  readonly meshes: readonly { readonly primitives: readonly Primitive[] }[];
  readonly nodes: readonly { readonly mesh?: number; readonly matrix?: readonly number[] }[];
  readonly bufferViews: readonly { readonly byteOffset?: number; readonly byteLength: number }[];
  readonly materials?: readonly {
    readonly pbrMetallicRoughness?: {
      readonly baseColorTexture?: { readonly index: number };
      readonly baseColorFactor?: readonly number[];
    };
  }[];
  readonly textures?: readonly {
    readonly source?: number;
    readonly extensions?: { readonly EXT_texture_webp?: { readonly source: number } };
  }[];
  readonly images?: readonly { readonly bufferView: number }[];
  readonly extensions?: { readonly CESIUM_RTC?: { readonly center: readonly number[] } };
}

interface Primitive {
  readonly material?: number;
  readonly extensions: {
    readonly KHR_draco_mesh_compression: {
      readonly bufferView: number;
      readonly attributes: Readonly<Record<string, number>>;
    };
  };
}

type Draco = Awaited<ReturnType<typeof draco3d.createDecoderModule>>;

let module: Promise<Draco> | undefined;

/** Takes a b3dm with Draco meshes apart, as the official tiles of PLATEAU are. Throws where it is not one. */
export async function readB3dm(bytes: Uint8Array): Promise<BatchedTile> {
  module ??= draco3d.createDecoderModule({});
  const draco = await module;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [featureJson = 0, featureBinary = 0, tableJson = 0, tableBinary = 0] = [12, 16, 20, 24].map(
    (at) => view.getUint32(at, true),
  );
  const feature = json(bytes.subarray(28, 28 + featureJson)) as { BATCH_LENGTH: number };
  const tableAt = 28 + featureJson + featureBinary;
  const columns = json(bytes.subarray(tableAt, tableAt + tableJson)) as Record<string, unknown>;
  const binary = bytes.subarray(tableAt + tableJson, tableAt + tableJson + tableBinary);
  const glb = bytes.subarray(tableAt + tableJson + tableBinary);
  const count = feature.BATCH_LENGTH;
  return {
    count,
    table: Object.fromEntries(
      Object.entries(columns).map(([name, told]) => [name, columnOf(told, binary, count)]),
    ),
    meshes: meshesOf(glb, draco),
  };
}

const SIZES = {
  BYTE: 1,
  UNSIGNED_BYTE: 1,
  SHORT: 2,
  UNSIGNED_SHORT: 2,
  INT: 4,
  FLOAT: 4,
  DOUBLE: 8,
};

function columnOf(told: unknown, binary: Uint8Array, count: number): ArrayLike<unknown> {
  if (Array.isArray(told)) return told;
  const { byteOffset, componentType } = told as {
    byteOffset: number;
    componentType: keyof typeof SIZES;
  };
  const view = new DataView(binary.buffer, binary.byteOffset + byteOffset);
  const read: Readonly<Record<keyof typeof SIZES, (at: number) => number>> = {
    BYTE: (at) => view.getInt8(at),
    UNSIGNED_BYTE: (at) => view.getUint8(at),
    SHORT: (at) => view.getInt16(at, true),
    UNSIGNED_SHORT: (at) => view.getUint16(at, true),
    INT: (at) => view.getInt32(at, true),
    FLOAT: (at) => view.getFloat32(at, true),
    DOUBLE: (at) => view.getFloat64(at, true),
  };
  return Array.from({ length: count }, (_, i) => read[componentType](i * SIZES[componentType]));
}

function meshesOf(glb: Uint8Array, draco: Draco): BatchedMesh[] {
  const view = new DataView(glb.buffer, glb.byteOffset, glb.length);
  const jsonLength = view.getUint32(12, true);
  const gltf = json(glb.subarray(20, 20 + jsonLength)) as Gltf;
  const binary = glb.subarray(28 + jsonLength);
  const viewOf = (index: number) => {
    const { byteOffset = 0, byteLength } = gltf.bufferViews[index] as Gltf["bufferViews"][number];
    return binary.subarray(byteOffset, byteOffset + byteLength);
  };
  const centre = gltf.extensions?.CESIUM_RTC?.center ?? [0, 0, 0];
  return gltf.nodes.flatMap(({ mesh, matrix }) => {
    if (mesh === undefined) return [];
    return (gltf.meshes[mesh]?.primitives ?? []).map((primitive) => {
      const { bufferView, attributes } = primitive.extensions.KHR_draco_mesh_compression;
      const decoded = decode(draco, viewOf(bufferView), attributes);
      const material = gltf.materials?.[primitive.material ?? -1]?.pbrMetallicRoughness;
      const texture = gltf.textures?.[material?.baseColorTexture?.index ?? -1];
      const image =
        gltf.images?.[texture?.extensions?.EXT_texture_webp?.source ?? texture?.source ?? -1];
      const factor = material?.baseColorFactor;
      return {
        positions: placed(decoded.positions, matrix, centre),
        ...{ indices: decoded.indices, batches: decoded.batches },
        ...(image === undefined || decoded.uvs === undefined
          ? {}
          : { uvs: decoded.uvs, image: viewOf(image.bufferView) }),
        ...(factor === undefined ? {} : { color: colorOf(factor) }),
      };
    });
  });
}

/** The node's matrix, then glTF's y up to z up, then the tile's centre. */
function placed(
  local: Float32Array,
  matrix: readonly number[] | undefined,
  centre: readonly number[],
): Float64Array {
  const m = matrix ?? [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const out = new Float64Array(local.length);
  for (let i = 0; i < local.length; i += 3) {
    const at = (row: number) =>
      (m[row] ?? 0) * (local[i] ?? 0) +
      (m[4 + row] ?? 0) * (local[i + 1] ?? 0) +
      (m[8 + row] ?? 0) * (local[i + 2] ?? 0) +
      (m[12 + row] ?? 0);
    out[i] = at(0) + (centre[0] ?? 0);
    out[i + 1] = -at(2) + (centre[1] ?? 0);
    out[i + 2] = at(1) + (centre[2] ?? 0);
  }
  return out;
}

function decode(draco: Draco, bytes: Uint8Array, attributes: Readonly<Record<string, number>>) {
  const decoder = new draco.Decoder();
  const buffer = new draco.DecoderBuffer();
  buffer.Init(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), bytes.length);
  const mesh = new draco.Mesh();
  const status = decoder.DecodeBufferToMesh(buffer, mesh);
  if (!status.ok()) throw new Error(`readB3dm: ${status.error_msg()}`);
  const points = mesh.num_points();
  const floats = (name: string, width: number): Float32Array | undefined => {
    const id = attributes[name];
    if (id === undefined) return undefined;
    const attribute = decoder.GetAttributeByUniqueId(mesh, id);
    const values = new draco.DracoFloat32Array();
    decoder.GetAttributeFloatForAllPoints(mesh, attribute, values);
    const out = Float32Array.from({ length: points * width }, (_, i) => values.GetValue(i));
    draco.destroy(values);
    return out;
  };
  const indices = new Uint32Array(3 * mesh.num_faces());
  const face = new draco.DracoInt32Array();
  for (let i = 0; i < mesh.num_faces(); i++) {
    decoder.GetFaceFromMesh(mesh, i, face);
    for (let k = 0; k < 3; k++) indices[3 * i + k] = face.GetValue(k);
  }
  const uvs = floats("TEXCOORD_0", 2);
  const result = {
    positions: floats("POSITION", 3) ?? new Float32Array(),
    batches: Uint32Array.from(floats("_BATCHID", 1) ?? new Float32Array(points)),
    indices,
    ...(uvs === undefined ? {} : { uvs }),
  };
  for (const each of [face, mesh, buffer, decoder]) draco.destroy(each);
  return result;
}

function colorOf(factor: readonly number[]): [number, number, number] {
  const channel = (i: number) => Math.round(255 * (factor[i] ?? 1) ** (1 / 2.2));
  return [channel(0), channel(1), channel(2)];
}

function json(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
