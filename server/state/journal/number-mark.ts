import { closeSync, fdatasyncSync, openSync, readSync, writeSync } from "node:fs";

const BYTES = 8;

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
    return read === BYTES && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
  }

  write(number: number): void {
    this.#bytes.writeDoubleLE(number);
    try {
      writeSync(this.#file, this.#bytes, 0, BYTES, 0);
    } catch {
      // The journal itself has it; a mark that is behind does no harm.
    }
  }

  close(): void {
    try {
      fdatasyncSync(this.#file);
    } finally {
      closeSync(this.#file);
    }
  }
}
