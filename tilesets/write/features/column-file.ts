import { appendFile } from "node:fs/promises";

/** Characters that are kept in memory. */
const KEPT = 64 * 1024;

/** A list of a JSON file that grows on the disk, value by value. */
export class ColumnFile {
  readonly path: string;
  #text = "";
  #isEmpty = true;
  #length = 0;
  #bytes = 0;

  constructor(path: string) {
    this.path = path;
  }

  get length(): number {
    return this.#length;
  }

  /** Of all that was pushed, with what is between. */
  get bytes(): number {
    return this.#bytes;
  }

  push(json: string): void {
    const text = this.#length++ === 0 ? json : `,${json}`;
    this.#text += text;
    this.#bytes += Buffer.byteLength(text);
  }

  /** Puts away what has come together. To be awaited now and then. */
  async put(): Promise<void> {
    if (this.#text.length >= KEPT) await this.#append();
  }

  /** All that was pushed lies in the file; false where there is none. */
  async finish(): Promise<boolean> {
    if (this.#text !== "") await this.#append();
    return !this.#isEmpty;
  }

  async #append(): Promise<void> {
    await appendFile(this.path, this.#text);
    this.#isEmpty = false;
    this.#text = "";
  }
}
