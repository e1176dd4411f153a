/** Reads a stream of bytes a little ahead and up to a limit. */
export class ByteIntake implements AsyncIterable<Uint8Array> {
  readonly #iterator: AsyncIterator<Uint8Array>;
  readonly #ahead: Uint8Array[] = [];
  #aheadBytes = 0;
  #ended = false;
  /** Bytes handed out by iteration. */
  read = 0;
  /** Most bytes to hand out; one more ends the iteration with `exceeded` set. */
  most = Number.POSITIVE_INFINITY;
  exceeded = false;

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#iterator = body[Symbol.asyncIterator]();
  }

  /** The beginning as text, to the end of its first line that is not blank or `bytes`. Consumes nothing. */
  async beginning(bytes: number): Promise<string> {
    for (;;) {
      const text = Buffer.concat(this.#ahead).toString();
      const line = text.trimStart().includes("\n");
      if (line || this.#aheadBytes >= bytes || !(await this.#readAhead())) return text;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    while (this.#ahead.length > 0 || (await this.#readAhead())) {
      const chunk = this.#ahead.shift() ?? new Uint8Array(0);
      this.read += chunk.length;
      this.exceeded = this.read > this.most;
      if (this.exceeded) return;
      yield chunk;
    }
  }

  async #readAhead(): Promise<boolean> {
    if (this.#ended) return false;
    const { done, value } = await this.#iterator.next();
    this.#ended = done === true;
    if (this.#ended || value === undefined) return false;
    this.#ahead.push(value);
    this.#aheadBytes += value.length;
    return true;
  }
}
