import {
  DuckDBBlobValue,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  type DuckDBMaterializedResult,
  DuckDBStructValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  type DuckDBValue,
} from "@duckdb/node-api";
import type { Parameter, Reading } from "../reading.ts";

type Column = Float64Array<ArrayBuffer> | unknown[];

/** The part of a reading that only needs a connection. */
export function queriesOver(connection: DuckDBConnection): Pick<Reading, "rows" | "columns"> {
  const run = (sql: string, parameters: readonly Parameter[] = []) =>
    connection.run(sql, [...parameters]);
  return {
    rows: async (sql, parameters) => (await (await run(sql, parameters)).getRows()).map(plainRow),
    columns: async (sql, parameters) => columnsOf(await run(sql, parameters)),
  };
}

function plainRow(row: readonly DuckDBValue[]): unknown[] {
  return row.map(plain);
}

/** A value of DuckDB as JavaScript has it: maps as Map, times as microseconds, lists as arrays. */
function plain(value: DuckDBValue): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof DuckDBTimestampValue) return value.micros;
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBListValue) return value.items.map(plain);
  if (value instanceof DuckDBBlobValue) return value.bytes;
  if (value instanceof DuckDBMapValue)
    return new Map(value.entries.map((entry) => [plain(entry.key), plain(entry.value)]));
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(
      Object.entries(value.entries).map(([name, entry]) => [name, plain(entry)]),
    );
  return String(value);
}

const NUMBERS: ReadonlySet<DuckDBTypeId> = new Set([
  ...[DuckDBTypeId.DOUBLE, DuckDBTypeId.FLOAT, DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT],
  ...[DuckDBTypeId.INTEGER, DuckDBTypeId.UINTEGER, DuckDBTypeId.SMALLINT, DuckDBTypeId.USMALLINT],
  ...[DuckDBTypeId.TINYINT, DuckDBTypeId.UTINYINT, DuckDBTypeId.TIMESTAMP, DuckDBTypeId.HUGEINT],
  DuckDBTypeId.DECIMAL,
]);

async function columnsOf(
  result: DuckDBMaterializedResult,
): Promise<{ count: number; columns: Column[] }> {
  const chunks = await result.fetchAllChunks();
  let count = 0;
  for (const chunk of chunks) count += chunk.rowCount;
  const columns: Column[] = [];
  for (let column = 0; column < result.columnCount; column++)
    columns.push(
      NUMBERS.has(result.columnTypeId(column))
        ? numbers(chunks, column, count)
        : result.columnTypeId(column) === DuckDBTypeId.VARCHAR
          ? texts(chunks, column)
          : others(chunks, column),
    );
  return { count, columns };
}

interface Held {
  readonly items?: ArrayLike<number | bigint>;
  readonly validity?: { itemValid(index: number): boolean; readonly data: unknown };
}

function numbers(
  chunks: readonly DuckDBDataChunk[],
  column: number,
  count: number,
): Float64Array<ArrayBuffer> {
  const held = new Float64Array(count);
  let at = 0;
  for (const chunk of chunks) {
    const vector = chunk.getColumnVector(column);
    const { items, validity } = vector as unknown as Held;
    const rows = chunk.rowCount;
    for (let row = 0; row < rows; row++, at++) {
      if (items === undefined || validity === undefined) held[at] = number(vector.getItem(row));
      else held[at] = validity.itemValid(row) ? Number(items[row]) : Number.NaN;
    }
  }
  return held;
}

function number(value: DuckDBValue): number {
  const told = plain(value);
  return told === null || told === undefined ? Number.NaN : Number(told);
}

/** Texts of sixteen bytes each: the text, or its length and where it lies. */
interface HeldTexts {
  readonly dataView?: DataView;
  readonly validity?: { itemValid(index: number): boolean };
}
const TEXT = 16;

/** A text costs as much as twenty numbers to bring over: one that is that of the row before is not brought again. */
function texts(chunks: readonly DuckDBDataChunk[], column: number): unknown[] {
  const held: unknown[] = [];
  for (const chunk of chunks) {
    const vector = chunk.getColumnVector(column);
    const { dataView, validity } = vector as unknown as HeldTexts;
    let before = -1;
    for (let row = 0; row < chunk.rowCount; row++) {
      if (validity?.itemValid(row) === false) held.push(null);
      else if (dataView !== undefined && before >= 0 && isSame(dataView, before, row))
        held.push(held.at(before - row));
      else {
        held.push(vector.getItem(row));
        before = row;
      }
    }
  }
  return held;
}

function isSame(view: DataView, one: number, other: number): boolean {
  for (let at = 0; at < TEXT; at += 4)
    if (view.getInt32(one * TEXT + at) !== view.getInt32(other * TEXT + at)) return false;
  return true;
}

function others(chunks: readonly DuckDBDataChunk[], column: number): unknown[] {
  const held: unknown[] = [];
  for (const chunk of chunks)
    chunk.visitColumnValues(column, (value) => {
      held.push(plain(value));
    });
  return held;
}
