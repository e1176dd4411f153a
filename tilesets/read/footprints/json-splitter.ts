import { TILE_LIMITS } from "../../limits.ts";

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
const FEATURES = "features";
/** Marks of a sequence of records (RFC 8142) and of byte order, that may stand between objects. */
const MARKS = new Set([0x1e, 0xef, 0xbb, 0xbf]);

/** A piece of JSON, cut out of a stream. */
export interface JsonPiece {
  /** `feature`: of a list `features`; `whole`: an outermost object, its list `features` emptied. */
  readonly kind: "feature" | "whole";
  readonly text: string;
  /** Where it ends in the stream, bytes. */
  readonly end: number;
}

/** What is not JSON as we read it, and where, bytes. */
export class JsonFault extends Error {}

/**
 * Cuts a stream of outermost JSON objects (one, or one after the other) into pieces that are small enough
 * to be parsed: each outermost object, and each object of its list `features` by itself. It looks at
 * brackets and texts and at nothing else; what lies between them is for the parser.
 */
export class JsonSplitter {
  /** Where the piece of the stream that is looked at begins. */
  #at = 0;
  #depth = 0;
  #place: "outside" | "whole" | "list" | "feature" = "outside";
  #inText = false;
  #escaped = false;
  /** The member of the outermost object that was named last, and whether its value has begun. */
  #key = "";
  #isValue = false;
  #whole = new Collected();
  #feature = new Collected();

  *take(bytes: Uint8Array): Generator<JsonPiece> {
    // Where that begins which has not been collected yet; nothing is outside and in the list.
    let from = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (this.#inText) this.#text(byte);
      else if (byte === QUOTE) this.#beginText(i);
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        const before = this.#place;
        this.#open(byte, i);
        if (this.#place === before) continue;
        if (this.#place === "list") this.#collect(this.#whole, bytes, from, i + 1);
        from = i;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        const before = this.#place;
        this.#close(i);
        if (this.#place === before) continue;
        const end = this.#at + i + 1;
        if (before === "feature") {
          this.#collect(this.#feature, bytes, from, i + 1);
          yield { kind: "feature", text: this.#feature.end(), end };
        } else if (before === "whole") {
          this.#collect(this.#whole, bytes, from, i + 1);
          yield { kind: "whole", text: this.#whole.end(), end };
        }
        from = i;
      } else this.#between(byte, i);
    }
    if (this.#place === "whole") this.#collect(this.#whole, bytes, from, bytes.length);
    else if (this.#place === "feature") this.#collect(this.#feature, bytes, from, bytes.length);
    this.#at += bytes.length;
  }

  /** After the last bytes. */
  end(): void {
    if (this.#place !== "outside") this.#fault("it ends inside an object", 0);
  }

  #text(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inText = false;
    else if (this.#depth === 1 && !this.#isValue && this.#key.length <= FEATURES.length)
      this.#key += String.fromCharCode(byte);
  }

  #beginText(i: number): void {
    if (this.#place === "outside" || this.#place === "list") this.#stray(i);
    this.#inText = true;
    if (this.#depth === 1 && !this.#isValue) this.#key = "";
  }

  #open(byte: number, i: number): void {
    if (this.#place === "outside" && byte !== OPEN_BRACE) this.#stray(i);
    if (this.#place === "list" && byte !== OPEN_BRACE) this.#stray(i);
    this.#depth++;
    const { depth } = TILE_LIMITS;
    if (this.#depth > depth) this.#fault(`it is nested more than ${depth} deep (depth)`, i);
    if (this.#place === "outside") {
      this.#place = "whole";
      this.#isValue = false;
    } else if (this.#place === "list") this.#place = "feature";
    else if (this.#place === "whole" && this.#depth === 2 && byte === OPEN_BRACKET)
      if (this.#isValue && this.#key === FEATURES) this.#place = "list";
  }

  #close(i: number): void {
    if (this.#depth === 0) this.#fault("a bracket closes nothing", i);
    this.#depth--;
    if (this.#place === "feature" && this.#depth === 2) this.#place = "list";
    else if (this.#place === "list") this.#place = "whole";
    else if (this.#place === "whole" && this.#depth === 0) this.#place = "outside";
  }

  /** Neither text nor bracket. */
  #between(byte: number, i: number): void {
    if (this.#place === "whole" && this.#depth === 1) {
      if (byte === COLON) this.#isValue = true;
      else if (byte === COMMA) this.#isValue = false;
    } else if (this.#place === "list" && byte > 0x20 && byte !== COMMA) this.#stray(i);
    else if (this.#place === "outside" && byte > 0x20 && !MARKS.has(byte)) this.#stray(i);
  }

  #stray(i: number): never {
    const where = this.#place === "list" ? "in its list of features" : "where an object should be";
    this.#fault(`there is something ${where} that is none`, i);
  }

  #collect(into: Collected, bytes: Uint8Array, from: number, to: number): void {
    into.add(bytes.subarray(from, to));
    const { featureText } = TILE_LIMITS;
    if (into.size > featureText)
      this.#fault(`an object of more than ${featureText} bytes (featureText)`, from);
  }

  #fault(what: string, i: number): never {
    throw new JsonFault(`${what}, at byte ${this.#at + i}`);
  }
}

class Collected {
  size = 0;
  #parts: Uint8Array[] = [];

  add(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.size += bytes.length;
  }

  end(): string {
    const text = Buffer.concat(this.#parts).toString("utf8");
    this.#parts = [];
    this.size = 0;
    return text;
  }
}
