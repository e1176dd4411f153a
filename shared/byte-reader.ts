/**
 * Reads what `ByteWriter` wrote, from bytes that nobody vouches for. A read past the end or a number
 * past 2^53 sets `fault` and gives 0, so a decoder checks once per block and never throws.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;
  #bits = 0;
  #bitCount = 0;
  /** What went wrong first, with the byte where it did; undefined while all is well. */
  fault: string | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  byte(): number {
    const value = this.#bytes[this.#offset];
    if (value === undefined) return this.#fail("the bytes end early");
    this.#offset++;
    return value;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (let length = 0; length < 8; length++) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (value > Number.MAX_SAFE_INTEGER) break;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
    return this.#fail("a varint is longer than 53 bits");
  }

  zigzag(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  float32(): number {
    if (this.remaining < 4) return this.#fail("the bytes end early");
    const value = this.#view.getFloat32(this.#offset, true);
    this.#offset += 4;
    return value;
  }

  float64(): number {
    if (this.remaining < 8) return this.#fail("the bytes end early");
    const value = this.#view.getFloat64(this.#offset, true);
    this.#offset += 8;
    return value;
  }

  /** A view of the next bytes; none where there are not as many. */
  bytes(length: number): Uint8Array {
    if (this.remaining < length) {
      this.#fail("the bytes end early");
      return new Uint8Array(0);
    }
    this.#offset += length;
    return this.#bytes.subarray(this.#offset - length, this.#offset);
  }

  /** A field of 0 to 32 bits, least significant first. */
  bits(width: number): number {
    if (width <= 16) return this.#shortBits(width);
    const low = this.#shortBits(16);
    return low + this.#shortBits(width - 16) * 0x10000;
  }

  /** Ends a run of bit fields. */
  endBits(): void {
    if (this.#bits !== 0) this.#fail("the bits after the last field are not zero");
    this.#bits = 0;
    this.#bitCount = 0;
  }

  #shortBits(width: number): number {
    while (this.#bitCount < width) {
      this.#bits |= this.byte() << this.#bitCount;
      this.#bitCount += 8;
    }
    const value = this.#bits & ((1 << width) - 1);
    this.#bits >>>= width;
    this.#bitCount -= width;
    return value;
  }

  #fail(what: string): 0 {
    this.fault ??= `${what} at byte ${this.#offset}`;
    this.#offset = this.#bytes.length;
    return 0;
  }
}
