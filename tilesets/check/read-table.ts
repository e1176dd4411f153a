import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { bytesOfView, type Glb } from "./read-glb.ts";
import { isJson, type Json } from "./tell.ts";

/** One cell of a table; undefined where it has nothing. */
export type Cell = string | number | boolean | undefined;

const READERS: Readonly<Record<string, readonly [number, (view: DataView, at: number) => number]>> =
  {
    INT8: [1, (view, at) => view.getInt8(at)],
    UINT8: [1, (view, at) => view.getUint8(at)],
    INT16: [2, (view, at) => view.getInt16(at, true)],
    UINT16: [2, (view, at) => view.getUint16(at, true)],
    INT32: [4, (view, at) => view.getInt32(at, true)],
    UINT32: [4, (view, at) => view.getUint32(at, true)],
    FLOAT32: [4, (view, at) => view.getFloat32(at, true)],
    FLOAT64: [8, (view, at) => view.getFloat64(at, true)],
  };

/**
 * The first property table of a glb, column by column, as EXT_structural_metadata means it: names for
 * enums, undefined for noData. Empty where it has none; a column of a form that is not known (arrays,
 * vectors) is left out. A Problem where the table is not what it says.
 */
export function readTable(glb: Glb): Readonly<Record<string, Cell[]>> | Problem {
  const metadata = glb.gltf.extensions?.EXT_structural_metadata;
  const { propertyTables, schema } = isJson(metadata) ? metadata : {};
  const [table] = Array.isArray(propertyTables) ? propertyTables : [];
  if (!isJson(table)) return {};
  const { classes, enums } = isJson(schema) ? schema : {};
  const { properties: known } = part(part(classes, table.class), undefined);
  const columns: Record<string, Cell[]> = {};
  for (const [name, property] of Object.entries(part(table.properties, undefined))) {
    const kind = part(known, name);
    if (!isJson(property) || kind.array === true) continue;
    const column = readColumn(glb, property, kind, part(enums, kind.enumType), Number(table.count));
    if (isProblem(column)) return column;
    if (column !== undefined) columns[name] = column;
  }
  return columns;
}

/** A part of an object, or the object itself; nothing where it is not there. */
function part(from: unknown, name: unknown): Json {
  const found = name === undefined ? from : isJson(from) ? from[String(name)] : undefined;
  return isJson(found) ? found : {};
}

function readColumn(glb: Glb, property: Json, kind: Json, names: Json, count: number) {
  const values = bytesOfView(glb, Number(property.values));
  if (isProblem(values)) return values;
  if (kind.type === "STRING") return texts(glb, property, kind, values, count);
  if (kind.type === "BOOLEAN") return booleans(values, count);
  if (kind.type === "ENUM") return enumerated(values, kind, names, count);
  if (kind.type !== "SCALAR") return undefined;
  const numbers = numbersIn(values, kind.componentType, count);
  if (isProblem(numbers)) return numbers;
  return numbers?.map((value) => (value === kind.noData ? undefined : value));
}

function numbersIn(
  bytes: Uint8Array,
  type: unknown,
  count: number,
): number[] | undefined | Problem {
  const [size, read] = READERS[String(type)] ?? [];
  if (size === undefined || read === undefined) return undefined;
  if (bytes.length < size * count) return wrong("a column of its property table is too short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: count }, (_, i) => read(view, size * i));
}

function booleans(bits: Uint8Array, count: number): boolean[] | Problem {
  if (8 * bits.length < count) return wrong("a column of its property table is too short");
  return Array.from({ length: count }, (_, i) => (((bits[i >> 3] ?? 0) >> (i & 7)) & 1) === 1);
}

function texts(glb: Glb, property: Json, kind: Json, bytes: Uint8Array, count: number) {
  const places = bytesOfView(glb, Number(property.stringOffsets));
  if (isProblem(places)) return places;
  const offsets = numbersIn(places, property.stringOffsetType ?? "UINT32", count + 1);
  if (offsets === undefined || isProblem(offsets))
    return wrong("a column of texts in its property table has not a place for each");
  const decoder = new TextDecoder();
  const found: Cell[] = [];
  for (let i = 0; i < count; i++) {
    const [from = 0, to = 0] = [offsets[i], offsets[i + 1]];
    if (from > to || to > bytes.length)
      return wrong("a text of its property table lies outside its column");
    const text = decoder.decode(bytes.subarray(from, to));
    found.push(text === kind.noData ? undefined : text);
  }
  return found;
}

function enumerated(bytes: Uint8Array, kind: Json, { values, valueType }: Json, count: number) {
  const numbers = numbersIn(bytes, valueType ?? "UINT16", count);
  if (numbers === undefined || isProblem(numbers)) return numbers;
  const names = new Map<number, string>();
  for (const one of Array.isArray(values) ? values : [])
    if (isJson(one)) names.set(Number(one.value), String(one.name));
  const strange = numbers.find((value) => !names.has(value));
  if (strange !== undefined)
    return wrong(
      `its property table has ${strange}, which the enum ${kind.enumType} does not name`,
    );
  return numbers.map((value) => {
    const name = names.get(value);
    return name === kind.noData ? undefined : name;
  });
}

function wrong(what: string): Problem {
  return problem("tiles/broken-glb", what);
}
