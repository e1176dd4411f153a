import {
  type CellKey,
  cellX,
  cellY,
  latitudeOf,
  longitudeOf,
  PLACE_BITS,
  stepX,
  stepY,
} from "../../../shared/cell.ts";
import { decodeFrame } from "../../../shared/frame.ts";
import { type FrameColumns, FrameEncoder } from "../../../shared/frame-encoder.ts";
import { isProblem } from "../../../shared/problem.ts";

/** Entities of a city, cell by cell. */
export interface CodecCity {
  readonly columns: FrameColumns;
  readonly serverTime: number;
  readonly origin: CellKey;
  readonly cells: ReadonlyMap<CellKey, readonly number[]>;
}

/** One way to write a city as bytes and to read it back. */
export interface Codec {
  readonly name: string;
  encode(city: CodecCity): Uint8Array;
  /** Reads all of it and gives the number of entities, and the sum of their longitudes to prove it. */
  decode(bytes: Uint8Array): { count: number; sum: number };
}

const RECORD = 16;
const CELL_HEAD = 20;
const PLACE_MASK = 2 ** PLACE_BITS - 1;
const PLACES = 2 ** PLACE_BITS;
const text = new TextEncoder();
const untext = new TextDecoder();

/** Ours: blocks encoded cell by cell, as the framer does. */
export function ours(): Codec {
  const encoder = new FrameEncoder();
  return {
    name: "ours",
    encode({ columns, serverTime, origin, cells }) {
      const header = { tick: 1, serverTime, origin };
      const blocks: Uint8Array[] = [];
      for (const [cell, handles] of cells)
        blocks.push(
          encoder.block(header, columns, {
            cell,
            snapshot: false,
            handles,
            removed: [],
            values: [],
          }),
        );
      return encoder.frame(header, blocks);
    },
    decode(bytes) {
      const frame = decodeFrame(bytes);
      if (isProblem(frame)) throw new Error(frame.message);
      return { count: frame.count, sum: sumOf(frame.longitudes) };
    },
  };
}

/** JSON, an object for each entity. */
export const jsonObjects: Codec = {
  name: "JSON objects",
  encode({ columns: c, cells }) {
    const all: object[] = [];
    for (const handles of cells.values())
      for (const handle of handles)
        all.push({
          id: handle,
          longitude: c.longitudes[handle],
          latitude: c.latitudes[handle],
          height: c.heights[handle],
          headingDegrees: c.headingsDegrees[handle],
          speed: c.speeds[handle],
          observedAt: c.observedAt[handle],
        });
    return text.encode(JSON.stringify(all));
  },
  decode(bytes) {
    const all = JSON.parse(untext.decode(bytes)) as { longitude: number }[];
    return { count: all.length, sum: sumOf(Float64Array.from(all, ({ longitude }) => longitude)) };
  },
};

/** JSON, an array for each entity. */
export const jsonArrays: Codec = {
  name: "JSON arrays",
  encode({ columns: c, cells }) {
    const all: unknown[] = [];
    for (const handles of cells.values())
      for (const handle of handles)
        all.push([
          handle,
          c.longitudes[handle],
          c.latitudes[handle],
          c.heights[handle],
          c.headingsDegrees[handle],
          c.speeds[handle],
          c.observedAt[handle],
        ]);
    return text.encode(JSON.stringify(all));
  },
  decode(bytes) {
    const all = JSON.parse(untext.decode(bytes)) as number[][];
    return { count: all.length, sum: sumOf(Float64Array.from(all, (row) => row[1] as number)) };
  },
};

/** The same quanta in fields of fixed width, 16 bytes a record, after a head of 20 bytes a cell. */
export const fixedBinary: Codec = {
  name: "fixed, 16 bytes",
  encode({ columns: c, serverTime, cells }) {
    let length = 0;
    for (const handles of cells.values()) length += CELL_HEAD + handles.length * RECORD;
    const bytes = new Uint8Array(length);
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (const [cell, handles] of cells) {
      view.setUint32(at, cellX(cell), true);
      view.setUint32(at + 4, cellY(cell), true);
      view.setUint32(at + 8, handles.length, true);
      view.setFloat64(at + 12, serverTime, true);
      at += CELL_HEAD;
      for (const handle of handles) {
        view.setUint32(at, handle, true);
        view.setUint16(at + 4, stepX(c.longitudes[handle] as number) & PLACE_MASK, true);
        view.setUint16(at + 6, stepY(c.latitudes[handle] as number) & PLACE_MASK, true);
        view.setInt16(at + 8, Math.round((c.heights[handle] as number) / 0.05), true);
        view.setUint16(at + 10, Math.round((c.speeds[handle] as number) / 0.1), true);
        view.setUint16(
          at + 12,
          Math.round((serverTime - (c.observedAt[handle] as number)) / 10),
          true,
        );
        view.setUint8(at + 14, Math.round(((c.headingsDegrees[handle] as number) / 360) * 255));
        at += RECORD;
      }
    }
    return bytes;
  },
  decode(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const most = Math.floor(bytes.length / RECORD);
    const handles = new Uint32Array(most);
    const columns = Array.from({ length: 6 }, () => new Float64Array(most));
    const [longitudes, latitudes, heights, speeds, observedAt, headings] =
      columns as Float64Array[] &
        [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
    let count = 0;
    for (let at = 0; at < bytes.length; ) {
      const x = view.getUint32(at, true) * PLACES;
      const y = view.getUint32(at + 4, true) * PLACES;
      const serverTime = view.getFloat64(at + 12, true);
      const end = at + CELL_HEAD + view.getUint32(at + 8, true) * RECORD;
      for (at += CELL_HEAD; at < end; at += RECORD) {
        handles[count] = view.getUint32(at, true);
        longitudes[count] = longitudeOf(x + view.getUint16(at + 4, true));
        latitudes[count] = latitudeOf(y + view.getUint16(at + 6, true));
        heights[count] = view.getInt16(at + 8, true) * 0.05;
        speeds[count] = view.getUint16(at + 10, true) * 0.1;
        observedAt[count] = serverTime - view.getUint16(at + 12, true) * 10;
        headings[count] = (view.getUint8(at + 14) * 360) / 255;
        count++;
      }
    }
    return { count, sum: sumOf(longitudes.subarray(0, count)) };
  },
};

function sumOf(numbers: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i] as number;
  return sum;
}
