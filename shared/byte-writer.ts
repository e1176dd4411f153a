/** What `take` gives is carved from pieces of this size, so that a small result costs no buffer of its own. */
const PIECE = 64 * 1024;

/** Writes little-endian bytes, varints and bit fields into a buffer that grows and is used again. */
export class ByteWriter {
  #piece = new ArrayBuffer(0);
  #pieceUsed = PIECE;
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
    const length = this.#length;
    if (length === 0 || length > PIECE / 8) return this.#bytes.slice(0, length);
    if (this.#pieceUsed + length > PIECE) {
      this.#piece = new ArrayBuffer(PIECE);
      this.#pieceUsed = 0;
    }
    const copy = new Uint8Array(this.#piece, this.#pieceUsed, length);
    this.#pieceUsed += length;
    for (let i = 0; i < length; i++) copy[i] = this.#bytes[i] as number;
    return copy;
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
    if (width > 24) {
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

  /** At most 24 bits: with the 7 that may be waiting they still are a whole number of 31. */
  #shortBits(value: number, width: number): void {
    let bits = this.#bits | (value << this.#bitCount);
    let count = this.#bitCount + width;
    if (count >= 8) {
      this.#reserve(3);
      do {
        this.#bytes[this.#length++] = bits;
        bits >>>= 8;
        count -= 8;
      } while (count >= 8);
    }
    this.#bits = bits;
    this.#bitCount = count;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
