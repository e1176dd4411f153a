import { TILE_LIMITS } from "../../limits.ts";

/** A value out of a JSON text. */
export interface JsonPiece {
  /** Names from the outermost object inwards, joined by `/`; of a member without its own: `CityObjects`. */
  readonly path: string;
  /** Its name; of a run of an array's elements the array's. */
  readonly key: string;
  /** JSON; a run of elements is an array. Undefined where it is over `featureText`. */
  readonly text: Buffer | undefined;
  /** Bytes from the beginning of the input, of what `text` has. */
  readonly from: number;
  readonly to: number;
}

/** What is taken apart: `""` is the outermost object. All else comes whole, or not at all. */
export interface JsonPlan {
  /** Objects of which each member is a piece. */
  readonly members: ReadonlySet<string>;
  /** Arrays of which runs of elements are pieces. */
  readonly runs: ReadonlySet<string>;
  /** Whether what is at a path is a piece; otherwise it is passed over. */
  readonly wants: (path: string) => boolean;
}

/** Bytes of a run of elements. */
const RUN = 65_536;

const TAB = 0x09;
const LINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

type State =
  | "begin"
  | "key-or-end"
  | "key"
  | "in-key"
  | "colon"
  | "value"
  | "in-value"
  | "comma"
  | "end";

/**
 * Takes a JSON text apart while its bytes come in. It only follows texts and brackets; what is inside of
 * a piece is for JSON.parse, which is many times faster than a parser of our own. Memory: one piece.
 */
export class JsonPieces {
  readonly #plan: JsonPlan;
  #state: State = "begin";
  /** Paths of the objects that are being taken apart, outermost first. */
  readonly #open: string[] = [];
  #key = "";
  /** Of the value that is being read. */
  #path = "";
  #depth = 0;
  #quoted = false;
  #escaped = false;
  #run = false;
  #keep = true;
  #kept: Buffer[] = [];
  #size = 0;
  #from = 0;
  #at = 0;
  /** Place in the chunk where what is read ends, without the mark after it; -1 while it goes on. */
  #end = -1;
  #fault: string | undefined;

  constructor(plan: JsonPlan) {
    this.#plan = plan;
  }

  /** Why it cannot go on, with the byte. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** The pieces that end in these bytes, in order. After a fault there are none. */
  *write(chunk: Buffer): Generator<JsonPiece> {
    let at = 0;
    while (at < chunk.length && this.#fault === undefined) {
      if (this.#state === "in-value") {
        const start = at;
        at = this.#value(chunk, at);
        const end = this.#end;
        this.#take(chunk, start, end < 0 ? at : end);
        if (end >= 0) {
          const piece = this.#piece(this.#at + end);
          if (piece !== undefined) yield piece;
          this.#from = this.#at + at;
        }
      } else if (this.#state === "in-key") {
        const start = at;
        at = this.#text(chunk, at);
        this.#take(chunk, start, at);
        if (!this.#quoted) this.#named();
      } else {
        at = this.#mark(chunk, at);
      }
    }
    this.#at += chunk.length;
  }

  /** To be called when there is no more. */
  end(): void {
    if (this.#fault === undefined && this.#state !== "end") this.#stop("it ends in the middle", 0);
  }

  /** Between values: white space, and one mark. */
  #mark(chunk: Buffer, at: number): number {
    const byte = chunk[at] as number;
    if (byte === SPACE || byte === LINE || byte === RETURN || byte === TAB) return at + 1;
    switch (this.#state) {
      case "begin":
        if (byte === OPEN_OBJECT) this.#enter("");
        else if (byte !== BYTE_ORDER_MARK[this.#at + at])
          this.#stop("it does not begin with {", at);
        return at + 1;
      case "key-or-end":
      case "key":
        if (byte === QUOTE) {
          this.#state = "in-key";
          this.#quoted = true;
          this.#begin(this.#at + at, true);
          this.#take(chunk, at, at + 1);
        } else if (byte === CLOSE_OBJECT && this.#state === "key-or-end") this.#leave();
        else this.#stop("there is no name", at);
        return at + 1;
      case "colon":
        if (byte === COLON) this.#state = "value";
        else this.#stop("there is no colon after a name", at);
        return at + 1;
      case "value":
        return this.#first(byte, at);
      case "comma":
        if (byte === COMMA) this.#state = "key";
        else if (byte === CLOSE_OBJECT) this.#leave();
        else this.#stop("there is no comma after a value", at);
        return at + 1;
      default:
        this.#stop("something follows its end", at);
        return at + 1;
    }
  }

  /** The first byte of a value: it is gone into, or taken whole. */
  #first(byte: number, at: number): number {
    const parent = this.#open.at(-1) as string;
    this.#path = parent === "" ? this.#key : `${parent}/${this.#key}`;
    if (byte === OPEN_OBJECT && this.#plan.members.has(this.#path)) {
      this.#enter(this.#path);
      return at + 1;
    }
    this.#state = "in-value";
    this.#run = byte === OPEN_ARRAY && this.#plan.runs.has(this.#path);
    this.#depth = 0;
    this.#quoted = false;
    this.#escaped = false;
    this.#begin(this.#at + at + (this.#run ? 1 : 0), this.#plan.wants(this.#path));
    return this.#run ? at + 1 : at;
  }

  /** Goes on within a value, and sets where it ends. @returns where to go on */
  #value(chunk: Buffer, from: number): number {
    this.#end = -1;
    let depth = this.#depth;
    for (let at = from; at < chunk.length; at++) {
      if (this.#quoted) {
        at = this.#text(chunk, at) - 1;
        if (!this.#quoted && depth === 0 && !this.#run) return this.#ended(at + 1, at + 1);
        continue;
      }
      const byte = chunk[at] as number;
      if (byte === QUOTE) this.#quoted = true;
      else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
        if (++depth > TILE_LIMITS.depth) {
          return this.#stop(`it is nested deeper than ${TILE_LIMITS.depth} (depth)`, at);
        }
      } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) {
        if (depth === 0) {
          // Of a number or a word, the bracket around it; of a run, its own.
          if (!this.#run) return this.#ended(at, at);
          if (byte === CLOSE_ARRAY) return this.#ended(at, at + 1);
          return this.#stop("there is no ]", at);
        }
        if (--depth === 0 && !this.#run) return this.#ended(at + 1, at + 1);
      } else if (byte === COMMA && depth === 0) {
        if (!this.#run) return this.#ended(at, at);
        if (this.#size + at - from >= RUN) {
          this.#depth = 0;
          this.#end = at;
          return at + 1;
        }
      }
    }
    this.#depth = depth;
    return chunk.length;
  }

  #ended(end: number, next: number): number {
    this.#end = end;
    this.#state = "comma";
    return next;
  }

  /** Goes on within a text. @returns the place after its end, or after the chunk */
  #text(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) {
        this.#quoted = false;
        return at + 1;
      }
    }
    return chunk.length;
  }

  #named(): void {
    if (this.#size > TILE_LIMITS.attributeLength) {
      this.#stop(`a name is longer than ${TILE_LIMITS.attributeLength} (attributeLength)`, 0);
      return;
    }
    try {
      this.#key = JSON.parse(Buffer.concat(this.#kept).toString("utf8")) as string;
      this.#state = "colon";
    } catch {
      this.#stop("a name is no text", 0);
    }
  }

  #begin(from: number, keep: boolean): void {
    this.#kept = [];
    this.#size = 0;
    this.#from = from;
    this.#keep = keep;
  }

  #take(chunk: Buffer, from: number, to: number): void {
    if (to <= from) return;
    this.#size += to - from;
    if (!this.#keep) return;
    // What is over the limit is told by a piece without a text; its bytes are not kept.
    if (this.#size > TILE_LIMITS.featureText) this.#kept = [];
    else this.#kept.push(Buffer.from(chunk.subarray(from, to)));
  }

  #piece(to: number): JsonPiece | undefined {
    const kept = this.#kept;
    const size = this.#size;
    this.#kept = [];
    this.#size = 0;
    if (!this.#keep) return undefined;
    const path = this.#open.at(-1) as string;
    const piece = { path, key: this.#key, from: this.#from, to };
    if (size > TILE_LIMITS.featureText) return { ...piece, text: undefined };
    if (!this.#run) return { ...piece, text: joined(kept) };
    const text = Buffer.concat([Buffer.from("["), ...kept, Buffer.from("]")]);
    return { ...piece, text };
  }

  #enter(path: string): void {
    this.#open.push(path);
    this.#state = "key-or-end";
  }

  #leave(): void {
    this.#open.pop();
    this.#state = this.#open.length === 0 ? "end" : "comma";
  }

  /** @param at place in the chunk */
  #stop(why: string, at: number): number {
    this.#fault ??= `${why}, at byte ${this.#at + at}`;
    return at + 1;
  }
}

function joined(parts: readonly Buffer[]): Buffer {
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}
