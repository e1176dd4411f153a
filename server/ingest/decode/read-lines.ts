import { isUtf8 } from "node:buffer";

const NEWLINE = 10;

/** A line that is not blank, with its number from 1; or why it cannot be read. */
export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly fault: string };

/**
 * The lines in a stream of bytes, a block at a time as they come. Keeps no more than one line, and
 * of a line longer than `most` bytes nothing: it is told as a fault once and skipped to its end.
 */
export async function* readLines(
  bytes: AsyncIterable<Uint8Array>,
  most: number,
  limitName: string,
): AsyncGenerator<Line[]> {
  const splitter = new LineSplitter(most, limitName);
  for await (const chunk of bytes) {
    const lines = splitter.push(chunk);
    if (lines.length > 0) yield lines;
  }
  const rest = splitter.end();
  if (rest.length > 0) yield rest;
}

class LineSplitter {
  readonly #most: number;
  readonly #limitName: string;
  #carry: Buffer[] = [];
  #carried = 0;
  #skipping = false;
  #number = 1;

  constructor(most: number, limitName: string) {
    this.#most = most;
    this.#limitName = limitName;
  }

  push(bytes: Uint8Array): Line[] {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const lines: Line[] = [];
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, from);
      if (end < 0) break;
      this.#finish(chunk.subarray(from, end), lines);
      from = end + 1;
    }
    this.#keep(chunk.subarray(from), lines);
    return lines;
  }

  end(): Line[] {
    const lines: Line[] = [];
    this.#finish(Buffer.alloc(0), lines);
    return lines;
  }

  #keep(part: Buffer, lines: Line[]): void {
    if (this.#skipping || part.length === 0) return;
    this.#carried += part.length;
    if (this.#carried > this.#most) {
      lines.push(this.#tooLong());
      this.#skipping = true;
      this.#carry = [];
      return;
    }
    // A copy, because a stream may use its chunk again.
    this.#carry.push(Buffer.from(part));
  }

  #finish(part: Buffer, lines: Line[]): void {
    const length = this.#carried + part.length;
    const line = this.#carry.length === 0 ? part : Buffer.concat([...this.#carry, part]);
    const skipped = this.#skipping;
    this.#carry = [];
    this.#carried = 0;
    this.#skipping = false;
    const number = this.#number;
    if (!skipped && length > this.#most) lines.push(this.#tooLong());
    else if (!skipped) this.#decode(line, number, lines);
    this.#number++;
  }

  #decode(line: Buffer, number: number, lines: Line[]): void {
    if (!isUtf8(line)) {
      lines.push({ number, fault: "is not valid UTF-8" });
      return;
    }
    const text = line.toString().trim();
    if (text.length > 0) lines.push({ number, text });
  }

  #tooLong(): Line {
    const fault = `is longer than ${this.#most} bytes (${this.#limitName})`;
    return { number: this.#number, fault };
  }
}
