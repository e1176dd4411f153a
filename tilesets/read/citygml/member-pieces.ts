import type { FilePart } from "../file-parts.ts";
import type { StoredFile } from "../input-file.ts";

/** Bytes of a piece at least, and bytes in which its last member must end. */
const PIECE = 1024 * 1024;
const MOST = 32 * 1024 * 1024;
/** Bytes in which the first member must begin. */
const HEAD = 64 * 1024;

/** A property that holds an object, as the file writes its name. */
const MEMBER = /<((?:[\w.-]+:)?(?:cityObjectMember|featureMember|member))[\s>]/;
/** What may hide a tag, or make one of nothing: comments, CDATA, instructions. */
const HIDING = ["<!", "<?"];
const UTF8 = /^[^<]*<\?xml(?![^>]*encoding=["'](?!utf-?8["']))/i;

/**
 * A CityGML file cut into pieces between its objects, which several can read at once. Only what is plain
 * is cut: from where it is not any more, and at the latest after the last object, the rest is to be read
 * in one go.
 */
export class MemberPieces {
  /** From the file's beginning to its first object. */
  readonly head: Uint8Array;
  readonly #file: StoredFile;
  readonly #stream: AsyncIterator<Uint8Array>;
  readonly #end: string;
  readonly #least: number;
  #held: Uint8Array[];
  #size: number;
  #from: number;

  private constructor(
    file: StoredFile,
    stream: AsyncIterator<Uint8Array>,
    first: Buffer,
    least: number,
  ) {
    this.#least = least;
    const [member, name] = MEMBER.exec(first.toString("latin1", 0, HEAD)) ?? ["", ""];
    const from = first.indexOf(member, 0, "latin1");
    this.#file = file;
    this.#stream = stream;
    this.#end = `</${name}`;
    this.#from = from;
    this.head = first.subarray(0, from);
    this.#held = [first.subarray(from)];
    this.#size = first.length - from;
  }

  /**
   * Undefined where the file does not begin as files do that can be cut. Fails as its stream does.
   * @param least bytes of a piece
   */
  static async open(
    file: StoredFile,
    advance: (bytes: number) => void,
    least = PIECE,
  ): Promise<MemberPieces | undefined> {
    const stream = (file.open(advance) as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    const chunks: Uint8Array[] = [];
    for (let size = 0; size < HEAD; ) {
      const { done, value } = await stream.next();
      if (done) break;
      size += value.length;
      chunks.push(value);
    }
    const first = Buffer.concat(chunks);
    const text = first.toString("latin1", 0, HEAD);
    if (UTF8.test(text) && MEMBER.test(text)) return new MemberPieces(file, stream, first, least);
    await stream.return?.();
    return undefined;
  }

  /** The next piece; undefined where the rest begins. Fails as the file's stream does. */
  async next(): Promise<FilePart | undefined> {
    for (let wanted = this.#least; wanted <= MOST; wanted *= 2) {
      await this.#fill(wanted);
      const all = Buffer.concat(this.#held);
      this.#held = [all];
      if (HIDING.some((mark) => all.includes(mark, 0, "latin1"))) return undefined;
      const last = all.lastIndexOf(this.#end, undefined, "latin1");
      const end = last < 0 ? -1 : all.indexOf(">", last, "latin1");
      if (end >= 0) return this.#take(all, end + 1);
      if (all.length < wanted) return undefined;
    }
    return undefined;
  }

  /** The file's bytes from a piece on, or from where `next` has come to. */
  async *rest(from = this.#from): AsyncGenerator<Uint8Array, undefined> {
    if (from === this.#from) {
      yield* this.#held;
      yield* { [Symbol.asyncIterator]: () => this.#stream };
      return undefined;
    }
    await this.close();
    let toSkip = from;
    for await (const chunk of this.#file.open() as AsyncIterable<Uint8Array>) {
      const skipped = Math.min(toSkip, chunk.length);
      toSkip -= skipped;
      if (skipped < chunk.length) yield chunk.subarray(skipped);
    }
    return undefined;
  }

  /** Closes the file, wherever it is. */
  async close(): Promise<void> {
    await this.#stream.return?.();
  }

  async #fill(wanted: number): Promise<void> {
    while (this.#size < wanted) {
      const { done, value } = await this.#stream.next();
      if (done) return;
      this.#size += value.length;
      this.#held.push(value);
    }
  }

  #take(all: Buffer, end: number): FilePart {
    const from = this.#from;
    // A copy: what is handed to another thread is not to drag all else along.
    const bytes = new Uint8Array(all.subarray(0, end));
    this.#held = [all.subarray(end)];
    this.#size -= end;
    this.#from += end;
    return { from, bytes };
  }
}
