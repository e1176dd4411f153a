import { MeshoptEncoder } from "meshoptimizer/encoder";

const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;

export type Bytes = Uint8Array;

/** What a view of vertices or triangles holds before it is compressed. */
interface Packed {
  readonly values: Int8Array | Uint8Array | Uint16Array | Uint32Array | Float32Array;
  /** Bytes of one vertex, or of one index. */
  readonly stride: number;
}

/**
 * The binary chunk of a glb, grown view by view. Vertices and triangles are compressed
 * (EXT_meshopt_compression, attribute codec version 0): their views point into a second buffer that has
 * no bytes, as the extension's fallback, and say where the compressed ones lie in the first.
 */
export class GlbBuffers {
  readonly views: object[] = [];
  readonly #parts: Bytes[] = [];
  #length = 0;
  #unpacked = 0;

  /** A view as it is, on 8 bytes as EXT_structural_metadata asks. */
  add(bytes: Bytes): number {
    this.views.push({ buffer: 0, byteOffset: this.#place(bytes), byteLength: bytes.length });
    return this.views.length - 1;
  }

  addVertices({ values, stride }: Packed): number {
    const bytes = bytesOf(values);
    const count = bytes.length / stride;
    const packed = MeshoptEncoder.encodeGltfBuffer(bytes, count, stride, "ATTRIBUTES");
    const extension = this.#extension(packed, "ATTRIBUTES", count, stride);
    return this.#fallback(bytes.length, extension, { byteStride: stride, target: ARRAY_BUFFER });
  }

  addTriangles({ values, stride }: Packed): number {
    const bytes = bytesOf(values);
    const packed = MeshoptEncoder.encodeGltfBuffer(bytes, values.length, stride, "TRIANGLES");
    const extension = this.#extension(packed, "TRIANGLES", values.length, stride);
    return this.#fallback(bytes.length, extension, { target: ELEMENT_ARRAY_BUFFER });
  }

  /** The `buffers` of the glTF. */
  get buffers(): object[] {
    const fallback = { EXT_meshopt_compression: { fallback: true } };
    return [{ byteLength: this.#length }, { byteLength: this.#unpacked, extensions: fallback }];
  }

  bytes(): Bytes {
    return concatenate(this.#parts);
  }

  #place(bytes: Bytes): number {
    const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
    padded.set(bytes);
    this.#parts.push(padded);
    this.#length += padded.length;
    return this.#length - padded.length;
  }

  #extension(packed: Bytes, mode: string, count: number, byteStride: number) {
    const byteOffset = this.#place(packed);
    const view = { buffer: 0, byteOffset, byteLength: packed.length, byteStride, count, mode };
    return { EXT_meshopt_compression: view };
  }

  #fallback(byteLength: number, extensions: object, more: object): number {
    const byteOffset = this.#unpacked;
    this.#unpacked += Math.ceil(byteLength / 8) * 8;
    this.views.push({ buffer: 1, byteOffset, byteLength, ...more, extensions });
    return this.views.length - 1;
  }
}

export function concatenate(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function bytesOf(values: Packed["values"]): Bytes {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
