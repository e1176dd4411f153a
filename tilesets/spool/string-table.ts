import type { ByteReader } from "../../shared/byte-reader.ts";
import type { ByteWriter } from "../../shared/byte-writer.ts";

/** Texts that are kept in memory, and their characters altogether; later new ones are written in full. */
const MOST = 250_000;
const MOST_CHARACTERS = 8_000_000;

/**
 * Texts that come again and again (paths, types, values of code lists), written once and then by number.
 * It lives as long as the spool; texts that are seen once, as ids are, do not go in.
 */
export class StringTable {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  #characters = 0;

  /** Writes a text by its number, or in full where the table has no room for it. */
  write(writer: ByteWriter, text: string): void {
    let number = this.#numbers.get(text);
    if (number === undefined && this.#hasRoom(text)) {
      number = this.#texts.push(text);
      this.#numbers.set(text, number);
      this.#characters += text.length;
    }
    writer.varint(number ?? 0);
    if (number === undefined) writeText(writer, text);
  }

  /** Those that came after the first so many. */
  since(count: number): string[] {
    return this.#texts.slice(count);
  }

  /** Takes over what another table has got, in its order. */
  append(texts: readonly string[]): void {
    for (const text of texts) this.#texts.push(text);
  }

  read(reader: ByteReader): string {
    const number = reader.varint();
    return number === 0 ? readText(reader) : (this.#texts[number - 1] ?? "");
  }

  #hasRoom(text: string): boolean {
    return this.#texts.length < MOST && this.#characters + text.length <= MOST_CHARACTERS;
  }
}

/** Latin letters as a byte each, all else as UTF-16 units: half a surrogate pair comes back as it was. */
export function writeText(writer: ByteWriter, text: string): void {
  const { length } = text;
  let all = 0;
  for (let i = 0; i < length; i++) all |= text.charCodeAt(i);
  const wide = all > 0xff;
  writer.varint(2 * length + (wide ? 1 : 0));
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    writer.byte(unit & 0xff);
    if (wide) writer.byte(unit >> 8);
  }
}

/** A length that a broken file tells cannot ask for more than there is. */
export function readText(reader: ByteReader): string {
  const form = reader.varint();
  const wide = form % 2 === 1;
  const bytes = reader.bytes(wide ? form - 1 : form / 2);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return wide ? text.toString("utf16le") : text.toString("latin1");
}
