import { pipeline, Readable, Transform } from "node:stream";
import { crc32, createGunzip, createInflateRaw } from "node:zlib";
import { problem } from "../../../shared/problem.ts";
import { TILE_LIMITS } from "../../limits.ts";
import { Unreadable } from "../unreadable.ts";

/** So much may come out of however little: the start of a compressed file tells little of the rest. */
const FREE = 1024 * 1024;

/** What is known of compressed bytes. */
export interface Packing {
  /** For people. */
  readonly path: string;
  readonly method: "gzip" | "deflate" | "none";
  /** What must come out, where the archive says so. */
  readonly size?: number;
  readonly crc?: number;
  /** Told how many bytes were taken in. */
  readonly advance?: ((bytes: number) => void) | undefined;
}

/**
 * What compressed bytes hold, as a stream. It ends with an `Unreadable` where they are damaged, where
 * they come to more than a file may, or where they grow as only a bomb does.
 */
export function unpacked(raw: Readable | Promise<Readable>, packing: Packing): Readable {
  const counted = new Counted(packing);
  const guard = new Guard(packing, counted);
  const source = Readable.from(counted.take(raw), { objectMode: false });
  // The guard fails with whatever fails before it, and whoever reads it is told.
  pipeline([source, ...inflater(packing.method), guard], () => undefined);
  return guard;
}

function inflater(method: Packing["method"]): Transform[] {
  if (method === "none") return [];
  return [method === "gzip" ? createGunzip() : createInflateRaw()];
}

/** Compressed bytes on their way in. */
class Counted {
  bytes = 0;
  readonly #packing: Packing;

  constructor(packing: Packing) {
    this.#packing = packing;
  }

  async *take(raw: Readable | Promise<Readable>): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of await raw) {
        this.bytes += chunk.length;
        this.#packing.advance?.(chunk.length);
        yield chunk;
      }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      // Errors of the disk have a code; those of the zip's own structure have only words.
      if (code !== undefined || error instanceof Unreadable) throw error;
      throw damaged(this.#packing.path, message);
    }
  }
}

/** Looks at what comes out: its size against the limits and what was promised, and its checksum. */
class Guard extends Transform {
  readonly #packing: Packing;
  readonly #counted: Counted;
  #bytes = 0;
  #crc = 0;

  constructor(packing: Packing, counted: Counted) {
    super({ highWaterMark: 256 * 1024 });
    this.#packing = packing;
    this.#counted = counted;
  }

  override _transform(
    chunk: Buffer,
    _encoding: string,
    done: (error: Error | null, out?: Buffer) => void,
  ): void {
    this.#bytes += chunk.length;
    if (this.#packing.crc !== undefined) this.#crc = crc32(chunk, this.#crc);
    const fault = this.#fault();
    if (fault === undefined) done(null, chunk);
    else done(fault);
  }

  override _flush(done: (error?: Error | null) => void): void {
    const { path, size, crc } = this.#packing;
    if (size !== undefined && this.#bytes !== size)
      done(damaged(path, `it comes to ${this.#bytes} bytes and should to ${size}`));
    else if (crc !== undefined && this.#crc !== crc)
      done(damaged(path, "its checksum is another one"));
    else done();
  }

  #fault(): Error | undefined {
    const { path, size, method } = this.#packing;
    const { entryBytes, inflation } = TILE_LIMITS;
    const packed = method !== "none" || size !== undefined;
    if (packed && this.#bytes > entryBytes)
      return refused(path, `comes to more than ${entryBytes} bytes, the limit for one file`);
    if (size !== undefined && this.#bytes > size)
      return damaged(path, `it comes to more than the ${size} bytes that the zip says`);
    if (method !== "none" && this.#bytes > FREE + inflation * this.#counted.bytes)
      return refused(path, `grows more than ${inflation} times when it is unpacked, the limit`);
    return undefined;
  }
}

function damaged(path: string, how: string): Unreadable {
  const tip = "Download it again.";
  return new Unreadable(
    problem("tiles/damaged", `${path} cannot be read: it is damaged (${how}).`, tip),
  );
}

function refused(path: string, how: string): Unreadable {
  const tip = "If it is what you want, unpack it yourself and name the folder.";
  return new Unreadable(problem("tiles/too-large", `${path} is not read: it ${how}.`, tip));
}
