import { TILE_LIMITS } from "../../limits.ts";
import type { FlatTable } from "./flat-table.ts";
import { columnsOf, type FlatgeobufColumn, type FlatgeobufHeader } from "./flatgeobuf-header.ts";
import type { Footprint } from "./footprint.ts";

const TYPES = [
  ...["Unknown", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"],
  ...["GeometryCollection", "CircularString", "CompoundCurve", "CurvePolygon", "MultiCurve"],
  ...["MultiSurface", "Curve", "Surface", "PolyhedralSurface", "TIN", "Triangle"],
];
const [POLYGON, MULTI_POLYGON, COLLECTION] = [3, 6, 7];
/** Collections within collections that are looked into. */
const DEEPEST = 8;

export function flatgeobufFeature(table: FlatTable, header: FlatgeobufHeader): Footprint {
  const gathered = new Gathered();
  const geometry = table.table(0);
  if (geometry === undefined) gathered.other("no geometry");
  else gathered.add(geometry, header.geometryType, 0);
  const own = columnsOf(table, 2);
  const bytes = table.bytes(1);
  const properties =
    bytes === undefined ? {} : propertiesOf(bytes, own.length > 0 ? own : header.columns);
  return { properties, geometry: gathered };
}

class Gathered {
  readonly polygons: Float64Array[][] = [];
  readonly others: Record<string, number> = {};
  #corners = 0;

  other(name: string): void {
    this.others[name] = (this.others[name] ?? 0) + 1;
  }

  add(table: FlatTable, known: number, depth: number): void {
    const type = known === 0 ? table.uint8(6, 0) : known;
    if (type === POLYGON) this.#polygon(table);
    else if (type === MULTI_POLYGON) for (const part of table.tables(7)) this.#polygon(part);
    else if (type === COLLECTION && depth < DEEPEST)
      for (const part of table.tables(7)) this.add(part, 0, depth + 1);
    else this.other(TYPES[type] ?? "a geometry of an unknown type");
  }

  /** Numbers of rings in one list; `ends` tells after which place each ends. */
  #polygon(table: FlatTable): void {
    const places = table.float64s(1);
    // Tables may be pointed at many times over: what comes of few bytes has a limit too.
    this.#corners += 1 + places.length / 2;
    if (this.#corners > TILE_LIMITS.featureCorners) throw new RangeError("too many corners");
    const ends = table.uint32s(0);
    const last = ends.length > 0 ? ends : Uint32Array.of(places.length / 2);
    let from = 0;
    const rings: Float64Array[] = [];
    for (const end of last) {
      if (end < from || 2 * end > places.length) throw new RangeError("a ring ends nowhere");
      rings.push(places.slice(2 * from, 2 * end));
      from = end;
    }
    this.polygons.push(rings);
  }
}

/** Each: the number of its column, then its value by the column's type. */
function propertiesOf(bytes: Uint8Array, columns: readonly FlatgeobufColumn[]) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const properties: Record<string, unknown> = {};
  let at = 0;
  const text = () => {
    const length = view.getUint32(at, true);
    if (at + 4 + length > bytes.length) throw new RangeError("a text ends beyond its bytes");
    at += 4 + length;
    return Buffer.from(bytes.subarray(at - length, at)).toString("utf8");
  };
  const number = (size: number, value: number | bigint) => {
    at += size;
    return Number(value);
  };
  while (at < bytes.length) {
    const column = columns[view.getUint16(at, true)];
    if (column === undefined) throw new RangeError("a column that is not there");
    at += 2;
    const readers: readonly (() => unknown)[] = [
      () => number(1, view.getInt8(at)),
      () => number(1, view.getUint8(at)),
      () => number(1, view.getUint8(at)) !== 0,
      () => number(2, view.getInt16(at, true)),
      () => number(2, view.getUint16(at, true)),
      () => number(4, view.getInt32(at, true)),
      () => number(4, view.getUint32(at, true)),
      () => number(8, view.getBigInt64(at, true)),
      () => number(8, view.getBigUint64(at, true)),
      () => number(4, view.getFloat32(at, true)),
      () => number(8, view.getFloat64(at, true)),
      text,
      () => JSON.parse(text()),
      text,
      () => void text(),
    ];
    const read = readers[column.type];
    if (read === undefined) throw new RangeError("a column of an unknown type");
    const value = read();
    if (value !== undefined) setOwn(properties, column.name, value);
  }
  return properties;
}

/** A column may be called `__proto__`. */
function setOwn(into: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(into, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
