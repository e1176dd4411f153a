/** Bytes of a stream that wait until a whole part is there. */
export class HeldBytes {
  size = 0;
  #chunks: Uint8Array[] = [];
  #toSkip = 0;

  add(bytes: Uint8Array): void {
    const skipped = Math.min(this.#toSkip, bytes.length);
    this.#toSkip -= skipped;
    if (skipped === bytes.length) return;
    this.#chunks.push(skipped === 0 ? bytes : bytes.subarray(skipped));
    this.size += bytes.length - skipped;
  }

  /** So many bytes; undefined while they are not there. */
  take(bytes: number): Buffer | undefined {
    if (this.size < bytes) return undefined;
    const all = this.#chunks.length === 1 ? buffered(this.#chunks[0]) : Buffer.concat(this.#chunks);
    this.#chunks = [all.subarray(bytes)];
    this.size -= bytes;
    return all.subarray(0, bytes);
  }

  /** Passes so many bytes over, those that are here and those that come. */
  skip(bytes: number): void {
    const here = Math.min(bytes, this.size);
    this.take(here);
    this.#toSkip += bytes - here;
  }

  /** Bytes that are still to come before anything can be taken. */
  get awaited(): number {
    return this.#toSkip;
  }
}

function buffered(bytes: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
