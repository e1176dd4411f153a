/**
 * A table of FlatBuffers, read field by field; every number is looked up within the bytes, and whatever
 * lies outside of them throws a RangeError. Source: flatbuffers.dev, Internals.
 */
export class FlatTable {
  readonly #view: DataView;
  readonly #at: number;
  readonly #fields: number;
  readonly #size: number;

  constructor(view: DataView, at: number) {
    this.#view = view;
    this.#at = at;
    this.#fields = at - view.getInt32(at, true);
    this.#size = view.getUint16(this.#fields, true);
  }

  /** The outermost table of a buffer. */
  static root(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FlatTable(view, view.getUint32(0, true));
  }

  uint8(field: number, otherwise: number): number {
    const at = this.#where(field);
    return at === 0 ? otherwise : this.#view.getUint8(at);
  }

  uint16(field: number, otherwise: number): number {
    const at = this.#where(field);
    return at === 0 ? otherwise : this.#view.getUint16(at, true);
  }

  int32(field: number): number {
    const at = this.#where(field);
    return at === 0 ? 0 : this.#view.getInt32(at, true);
  }

  /** What is beyond all counting becomes inexact, and is refused as too many anyway. */
  uint64(field: number): number {
    const at = this.#where(field);
    return at === 0 ? 0 : Number(this.#view.getBigUint64(at, true));
  }

  text(field: number): string | undefined {
    const bytes = this.bytes(field);
    return bytes === undefined ? undefined : Buffer.from(bytes).toString("utf8");
  }

  bytes(field: number): Uint8Array | undefined {
    const [at, length] = this.#list(field, 1) ?? [];
    if (at === undefined || length === undefined) return undefined;
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + at, length);
  }

  uint32s(field: number): Uint32Array {
    const [at = 0, length = 0] = this.#list(field, 4) ?? [];
    return Uint32Array.from({ length }, (_, i) => this.#view.getUint32(at + 4 * i, true));
  }

  float64s(field: number): Float64Array {
    const [at = 0, length = 0] = this.#list(field, 8) ?? [];
    const numbers = new Float64Array(length);
    for (let i = 0; i < length; i++) numbers[i] = this.#view.getFloat64(at + 8 * i, true);
    return numbers;
  }

  table(field: number): FlatTable | undefined {
    const at = this.#where(field);
    return at === 0 ? undefined : new FlatTable(this.#view, at + this.#view.getUint32(at, true));
  }

  tables(field: number): FlatTable[] {
    const [at = 0, length = 0] = this.#list(field, 4) ?? [];
    return Array.from({ length }, (_, i) => {
      const each = at + 4 * i;
      return new FlatTable(this.#view, each + this.#view.getUint32(each, true));
    });
  }

  /** Where a list begins and how many it has, all of them within the bytes. */
  #list(field: number, size: number): [at: number, length: number] | undefined {
    const at = this.#where(field);
    if (at === 0) return undefined;
    const list = at + this.#view.getUint32(at, true);
    const length = this.#view.getUint32(list, true);
    if (list + 4 + length * size > this.#view.byteLength)
      throw new RangeError("a list ends beyond its bytes");
    return [list + 4, length];
  }

  /** Where a field is; 0 where the table does not have it. */
  #where(field: number): number {
    const slot = 4 + 2 * field;
    if (slot + 2 > this.#size) return 0;
    const offset = this.#view.getUint16(this.#fields + slot, true);
    return offset === 0 ? 0 : this.#at + offset;
  }
}
