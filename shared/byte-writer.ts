/** Writes little-endian bytes, varints and bit fields into a buffer that grows and is used again. */
export class ByteWriter {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;
  #bits = 0;
  #bitCount = 0;

  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
    this.#bits = 0;
    this.#bitCount = 0;
  }

  /** A copy of what was written. */
  take(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  /** LEB128 of a whole number from 0 to 2^53 - 1. */
  varint(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length++] = rest;
  }

  /** LEB128 of a whole number of either sign, small magnitudes short. */
  zigzag(value: number): void {
    this.varint(value >= 0 ? value * 2 : -value * 2 - 1);
  }

  float32(value: number): void {
    this.#reserve(4);
    this.#view.setFloat32(this.#length, value, true);
    this.#length += 4;
  }

  float64(value: number): void {
    this.#reserve(8);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  bytes(values: Uint8Array): void {
    this.#reserve(values.length);
    this.#bytes.set(values, this.#length);
    this.#length += values.length;
  }

  /** The lowest `width` bits (0 to 32) of a whole number below 2^32, least significant first. */
  bits(value: number, width: number): void {
    if (width > 16) {
      this.#shortBits(value & 0xffff, 16);
      this.#shortBits(value >>> 16, width - 16);
    } else this.#shortBits(value, width);
  }

  /** Ends a run of bit fields; the rest of its last byte is zero. */
  endBits(): void {
    if (this.#bitCount > 0) this.byte(this.#bits);
    this.#bits = 0;
    this.#bitCount = 0;
  }

  #shortBits(value: number, width: number): void {
    this.#bits |= value << this.#bitCount;
    this.#bitCount += width;
    while (this.#bitCount >= 8) {
      this.byte(this.#bits & 0xff);
      this.#bits >>>= 8;
      this.#bitCount -= 8;
    }
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
