import { closeSync, fdatasyncSync, openSync, readSync, writeSync } from "node:fs";

/** The number twice: one that was damaged is not believed. */
const BYTES = 16;

/**
 * The last number that was acknowledged, in a file of its own: what it knows and the journal does not has been
 * lost, and its number is never given again. Not forced to the disk: it only ever may be behind.
 */
export class NumberMark {
  readonly #file: number;
  readonly #bytes = Buffer.alloc(BYTES);

  /** Throws where the file cannot be opened or made. */
  constructor(path: string) {
    this.#file = openSync(path, "a+");
    closeSync(this.#file);
    this.#file = openSync(path, "r+");
  }

  /** Undefined where nothing was written yet. */
  read(): number | undefined {
    const read = readSync(this.#file, this.#bytes, 0, BYTES, 0);
    const number = this.#bytes.readDoubleLE();
    const whole = read === BYTES && number === this.#bytes.readDoubleLE(BYTES / 2);
    return whole && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
  }

  write(number: number): void {
    this.#bytes.writeDoubleLE(number);
    this.#bytes.writeDoubleLE(number, BYTES / 2);
    try {
      writeSync(this.#file, this.#bytes, 0, BYTES, 0);
    } catch {
      // The journal itself has it; a mark that is behind does no harm.
    }
  }

  close(): void {
    try {
      fdatasyncSync(this.#file);
    } catch {
      // As above.
    } finally {
      closeSync(this.#file);
    }
  }
}
