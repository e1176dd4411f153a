import { MeshoptDecoder } from "meshoptimizer/decoder";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { TILE_LIMITS } from "../limits.ts";

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;

/** The parts of a glTF that are looked at; everything may be missing or wrong. */
export interface Gltf {
  readonly asset?: { readonly version?: unknown };
  readonly extensionsUsed?: readonly string[];
  readonly extensionsRequired?: readonly string[];
  readonly buffers?: readonly { readonly byteLength?: number; readonly uri?: string }[];
  readonly accessors?: readonly Accessor[];
  readonly bufferViews?: readonly BufferView[];
  readonly meshes?: readonly { readonly primitives?: readonly Primitive[] }[];
  readonly scene?: number;
  readonly scenes?: readonly { readonly nodes?: readonly number[] }[];
  readonly nodes?: readonly GltfNode[];
  readonly materials?: readonly {
    readonly pbrMetallicRoughness?: { readonly baseColorTexture?: { readonly index?: number } };
  }[];
  readonly textures?: readonly {
    readonly source?: number;
    readonly sampler?: number;
    readonly extensions?: Readonly<Record<string, { readonly source?: number }>>;
  }[];
  readonly images?: readonly {
    readonly bufferView?: number;
    readonly mimeType?: string;
    readonly uri?: string;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface GltfNode {
  readonly mesh?: number;
  readonly children?: readonly number[];
  readonly matrix?: readonly number[];
  readonly translation?: readonly number[];
  readonly rotation?: readonly number[];
  readonly scale?: readonly number[];
}

export interface Accessor {
  readonly bufferView?: number;
  readonly byteOffset?: number;
  readonly normalized?: boolean;
  readonly componentType?: number;
  readonly type?: string;
  readonly count?: number;
  readonly min?: readonly number[];
  readonly max?: readonly number[];
}

export interface Primitive {
  readonly attributes?: Readonly<Record<string, number>>;
  readonly indices?: number;
  readonly material?: number;
  readonly mode?: number;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

interface BufferView {
  readonly buffer?: number;
  readonly byteOffset?: number;
  readonly byteLength?: number;
  readonly byteStride?: number;
  readonly extensions?: { readonly EXT_meshopt_compression?: CompressedView };
}

interface CompressedView {
  readonly buffer?: number;
  readonly byteOffset?: number;
  readonly byteLength: number;
  readonly byteStride: number;
  readonly count: number;
  readonly mode: string;
  readonly filter?: string;
}

/** A glb taken apart. */
export interface Glb {
  readonly gltf: Gltf;
  readonly binary: Uint8Array;
  /** Its buffers, where they are not all in the binary chunk. */
  readonly buffers?: readonly (Uint8Array | undefined)[];
}

/** Takes a glb apart; tells what of its container is not as glTF 2.0 asks. */
export function readGlb(bytes: Uint8Array): Glb | Problem {
  if (bytes.length < 20) return broken("it is shorter than a header");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== MAGIC) return broken("it does not begin with glTF");
  if (view.getUint32(4, true) !== 2) return broken("its version is not 2");
  const length = view.getUint32(8, true);
  if (length !== bytes.length) return broken(`it says ${length} bytes and has ${bytes.length}`);
  const json = chunkAt(bytes, 12, JSON_CHUNK);
  if (json === undefined) return broken("its first chunk is not whole JSON");
  const end = 20 + json.length;
  const binary = end === bytes.length ? new Uint8Array() : chunkAt(bytes, end, BINARY_CHUNK);
  if (binary === undefined) return broken("its second chunk is not whole");
  try {
    return { gltf: JSON.parse(new TextDecoder().decode(json)) as Gltf, binary };
  } catch (error) {
    return broken(`its JSON cannot be read: ${(error as Error).message}`);
  }
}

/** The bytes of a view, decompressed where they are compressed. Await MeshoptDecoder.ready before. */
export function bytesOfView(
  { gltf, binary, buffers = [binary] }: Glb,
  index: number,
): Uint8Array | Problem {
  const view = gltf.bufferViews?.[index];
  if (view === undefined) return broken(`there is no buffer view ${index}`);
  const compressed = view.extensions?.EXT_meshopt_compression;
  const { buffer = 0, byteOffset: from = 0, byteLength = 0 } = compressed ?? view;
  const within = buffers[buffer];
  if (within === undefined) return broken(`buffer view ${index} is of a buffer that is not there`);
  const to = from + byteLength;
  if (!(from >= 0 && to <= within.length))
    return broken(`buffer view ${index} ends outside its buffer`);
  const bytes = within.subarray(from, to);
  if (compressed === undefined) return bytes;
  const { count, byteStride, mode, filter } = compressed;
  if (count * byteStride !== view.byteLength)
    return broken(`buffer view ${index} is not as long as what is compressed in it`);
  if (view.byteLength > TILE_LIMITS.glbBytes)
    return broken(`buffer view ${index} comes to more than ${TILE_LIMITS.glbBytes} bytes`);
  try {
    const out = new Uint8Array(count * byteStride);
    MeshoptDecoder.decodeGltfBuffer(out, count, byteStride, bytes, mode, filter);
    return out;
  } catch {
    return broken(`buffer view ${index} cannot be decompressed`);
  }
}

const COMPONENTS: Readonly<Record<string, number>> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };
const TYPES = {
  5120: { bytes: 1, read: (view: DataView, at: number) => view.getInt8(at) },
  5121: { bytes: 1, read: (view: DataView, at: number) => view.getUint8(at) },
  5123: { bytes: 2, read: (view: DataView, at: number) => view.getUint16(at, true) },
  5125: { bytes: 4, read: (view: DataView, at: number) => view.getUint32(at, true) },
  5126: { bytes: 4, read: (view: DataView, at: number) => view.getFloat32(at, true) },
} as const;

/** The numbers of an accessor, as they are stored. */
export function numbersOf(glb: Glb, index: number): Float64Array | Problem {
  const accessor = glb.gltf.accessors?.[index];
  const type = TYPES[accessor?.componentType as keyof typeof TYPES];
  const width = COMPONENTS[accessor?.type ?? ""];
  if (accessor === undefined || type === undefined || width === undefined)
    return broken(`accessor ${index} is not there or of no known form`);
  if (accessor.bufferView === undefined) return zeros((accessor.count ?? 0) * width, index);
  const bytes = bytesOfView(glb, accessor.bufferView);
  if (isProblem(bytes)) return bytes;
  const count = accessor.count ?? 0;
  const stride = glb.gltf.bufferViews?.[accessor.bufferView]?.byteStride ?? width * type.bytes;
  const { byteOffset = 0 } = accessor;
  if (!(byteOffset + (count - 1) * stride + width * type.bytes <= bytes.length))
    return broken(`accessor ${index} reaches past its buffer view`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + byteOffset, bytes.length - byteOffset);
  const numbers = new Float64Array(count * width);
  for (let i = 0; i < numbers.length; i++)
    numbers[i] = type.read(view, Math.floor(i / width) * stride + (i % width) * type.bytes);
  return numbers;
}

/** An accessor without a view is of zeros. */
function zeros(length: number, index: number): Float64Array | Problem {
  return length >= 0 && 8 * length <= TILE_LIMITS.glbBytes
    ? new Float64Array(length)
    : broken(`accessor ${index} has ${length} numbers and no buffer view`);
}

function chunkAt(bytes: Uint8Array, offset: number, type: number): Uint8Array | undefined {
  if (offset + 8 > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = view.getUint32(offset, true);
  const whole = view.getUint32(offset + 4, true) === type && offset + 8 + length <= bytes.length;
  return whole ? bytes.subarray(offset + 8, offset + 8 + length) : undefined;
}

function broken(what: string): Problem {
  return problem("tiles/broken-glb", what);
}
