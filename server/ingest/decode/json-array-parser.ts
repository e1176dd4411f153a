import { parseJson } from "./decode-json.ts";

/** An element that was not parsed because it is longer than one record may be. */
export interface OversizedElement {
  readonly index: number;
  /** Characters. */
  readonly length: number;
}

/** The elements of an array with their places in it; oversized ones stand apart. */
export interface ParsedArray {
  readonly values: readonly unknown[];
  readonly indexes: readonly number[];
  readonly oversized: readonly OversizedElement[];
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * Parses a JSON array of any length part by part, so that the event loop gets its turn between two:
 * finds where elements end, leaves the rest to `JSON.parse`. What it takes for an array is one exactly
 * where `JSON.parse` says so too, but for what stands inside an oversized element.
 */
export class JsonArrayParser {
  readonly #text: string;
  readonly #partLength: number;
  readonly #elementLength: number;
  readonly #values: unknown[] = [];
  readonly #indexes: number[] = [];
  readonly #oversized: OversizedElement[] = [];
  #at = 0;
  #index = 0;
  #partStart = 0;
  #partIndex = 0;
  #elementStart = 0;
  #depth = 0;

  constructor(text: string, options: { partLength: number; elementLength: number }) {
    this.#text = text;
    this.#partLength = options.partLength;
    this.#elementLength = options.elementLength;
  }

  /** Undefined where the text is no JSON array. `turn` is awaited after each part. */
  async parse(turn: () => Promise<unknown>): Promise<ParsedArray | undefined> {
    this.#skipSpace();
    if (this.#text.charCodeAt(this.#at) !== OPEN_BRACKET) return undefined;
    this.#at++;
    this.#depth = 1;
    this.#partStart = this.#elementStart = this.#at;
    while (this.#depth > 0) {
      const end = this.#elementEnd();
      if (end === undefined || !this.#take(end)) return undefined;
      if (this.#isPartFull()) {
        if (!this.#endPart(this.#elementStart - 1)) return undefined;
        await turn();
      }
    }
    this.#skipSpace();
    if (this.#at < this.#text.length) return undefined;
    return { values: this.#values, indexes: this.#indexes, oversized: this.#oversized };
  }

  #isPartFull(): boolean {
    return this.#depth > 0 && this.#elementStart - this.#partStart > this.#partLength;
  }

  /** Where the element that begins here ends: before a comma, or before the end of the array. */
  #elementEnd(): number | undefined {
    const text = this.#text;
    while (this.#at < text.length) {
      const code = text.charCodeAt(this.#at);
      if (code === QUOTE) {
        if (!this.#skipString()) return undefined;
        continue;
      }
      this.#at++;
      if (code === OPEN_BRACE || code === OPEN_BRACKET) this.#depth++;
      else if (code === COMMA && this.#depth === 1) return this.#at - 1;
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        this.#depth--;
        if (this.#depth === 0) return code === CLOSE_BRACKET ? this.#at - 1 : undefined;
      }
    }
    return undefined;
  }

  #skipString(): boolean {
    const text = this.#text;
    for (let at = this.#at + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) {
        this.#at = at + 1;
        return true;
      }
    }
    return false;
  }

  /** Counts the element up to `end`, or sets it apart; at the end of the array ends the part. */
  #take(end: number): boolean {
    const length = end - this.#elementStart;
    if (this.#depth === 0 && this.#index === 0 && this.#isBlank(end)) return true;
    if (length > this.#elementLength) {
      const before = this.#index > this.#partIndex;
      if (before && !this.#endPart(this.#elementStart - 1)) return false;
      this.#oversized.push({ index: this.#index, length });
      this.#index++;
      this.#beginPart();
      return true;
    }
    this.#index++;
    this.#elementStart = this.#at;
    return this.#depth > 0 || this.#endPart(end);
  }

  #isBlank(end: number): boolean {
    return /^[\t\n\r ]*$/.test(this.#text.slice(this.#elementStart, end));
  }

  #beginPart(): void {
    this.#partStart = this.#elementStart = this.#at;
    this.#partIndex = this.#index;
  }

  /** Parses the elements counted since the part began; false where they are no JSON. */
  #endPart(end: number): boolean {
    const parsed = parseJson(`[${this.#text.slice(this.#partStart, end)}]`)?.value;
    const count = this.#index - this.#partIndex;
    if (!Array.isArray(parsed) || parsed.length !== count) return false;
    for (let i = 0; i < count; i++) {
      this.#values.push(parsed[i]);
      this.#indexes.push(this.#partIndex + i);
    }
    this.#partStart = this.#elementStart;
    this.#partIndex = this.#index;
    return true;
  }

  #skipSpace(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      const isSpace =
        code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB;
      if (!isSpace) return;
    }
  }
}
