import { ByteReader } from "../../../shared/byte-reader.ts";
import { ByteWriter } from "../../../shared/byte-writer.ts";
import { ENTITY_KINDS, PROVENANCES } from "../../../shared/entity.ts";
import { type Problem, problem } from "../../../shared/problem.ts";
import { SAYS_NAME, type StatementColumns } from "../history/statement-columns.ts";
import { emptyColumns } from "./columns-of.ts";
import { readNumbers, writeNumbers } from "./number-column.ts";

const VERSION = 1;
const NUMBERS = [
  ...(["observedAt", "receivedAt", "longitudes", "latitudes", "heights"] as const),
  ...(["headingsDegrees", "speeds"] as const),
] as const;
/** Kept between calls: a batch is written many times a second. */
const writer = new ByteWriter(64 * 1024);

/** Columns as bytes, not compressed: column after column, so that a compressor finds what recurs. */
export function encodeStatements(columns: StatementColumns): Uint8Array {
  const { count, texts, says, valueStarts } = columns;
  writer.clear();
  writer.byte(VERSION);
  writer.varint(count);
  writer.varint(texts.length);
  for (const text of texts) {
    const bytes = Buffer.from(text, "utf8");
    writer.varint(bytes.length);
    writer.bytes(bytes);
  }
  for (const name of ["says", "kinds", "provenances"] as const) writer.bytes(columns[name]);
  writePlaces(columns.ids);
  writePlaces(columns.sources);
  writePlaces(columns.names.filter((_, row) => ((says[row] as number) & SAYS_NAME) !== 0));
  for (const name of NUMBERS) writeNumbers(writer, columns[name]);
  for (let row = 0; row < count; row++)
    writer.varint((valueStarts[row + 1] as number) - (valueStarts[row] as number));
  writePlaces(columns.valueNames);
  writeNumbers(writer, columns.valueNumbers);
  return writer.take();
}

/** What `encodeStatements` wrote; `journal/unreadable` where the bytes are no such. */
export function decodeStatements(bytes: Uint8Array): StatementColumns | Problem {
  const reader = new ByteReader(bytes);
  const version = reader.byte();
  if (version !== VERSION) return unreadable(`version ${version} is not known`);
  const count = reader.varint();
  const textCount = reader.varint();
  // Every row and every text takes a byte at least, so nobody makes us reserve more than was sent.
  if (count + textCount > reader.remaining) return unreadable("it has fewer bytes than it claims");
  const texts: string[] = [];
  for (let i = 0; i < textCount && reader.fault === undefined; i++)
    texts.push(textOf(reader.bytes(reader.varint())));
  const columns = emptyColumns(count, 0);
  for (const name of ["says", "kinds", "provenances"] as const) {
    const column = reader.bytes(count);
    if (column.length === count) columns[name].set(column);
  }
  readPlaces(reader, columns.ids, textCount);
  readPlaces(reader, columns.sources, textCount);
  readNames(reader, columns, textCount);
  for (const name of NUMBERS) readNumbers(reader, columns[name]);
  for (let row = 0; row < count; row++)
    columns.valueStarts[row + 1] = (columns.valueStarts[row] as number) + reader.varint();
  const values = columns.valueStarts[count] as number;
  if (values > reader.remaining) return unreadable("it has fewer values than it claims");
  columns.valueNames = new Uint32Array(values);
  columns.valueNumbers = new Float64Array(values);
  readPlaces(reader, columns.valueNames, textCount);
  readNumbers(reader, columns.valueNumbers);
  if (reader.fault !== undefined) return unreadable(reader.fault);
  if (reader.remaining > 0) return unreadable(`${reader.remaining} bytes follow its end`);
  if (columns.kinds.some((kind) => kind >= ENTITY_KINDS.length)) return unreadable("a kind");
  if (columns.provenances.some((each) => each >= PROVENANCES.length))
    return unreadable("a provenance");
  return { ...columns, texts };
}

function writePlaces(places: Uint32Array): void {
  let before = 0;
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    writer.zigzag(place - before);
    before = place;
  }
}

function readPlaces(reader: ByteReader, places: Uint32Array, most: number): void {
  let place = 0;
  for (let i = 0; i < places.length; i++) {
    place += reader.zigzag();
    if (place < 0 || place >= most) reader.fault ??= `text ${place} of ${most} is not there`;
    if (reader.fault !== undefined) return;
    places[i] = place;
  }
}

function readNames(
  reader: ByteReader,
  { says, names }: Pick<StatementColumns, "says" | "names">,
  most: number,
): void {
  let said = 0;
  for (const each of says) if ((each & SAYS_NAME) !== 0) said++;
  const places = new Uint32Array(said);
  readPlaces(reader, places, most);
  let next = 0;
  for (let row = 0; row < says.length; row++)
    if (((says[row] as number) & SAYS_NAME) !== 0) names[row] = places[next++] as number;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

function unreadable(why: string): Problem {
  return problem("journal/unreadable", `A batch of the journal cannot be read: ${why}.`);
}
