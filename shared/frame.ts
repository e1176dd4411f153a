import { ByteReader } from "./byte-reader.ts";
import {
  CELLS_X,
  CELLS_Y,
  type CellKey,
  cellKey,
  latitudeOf,
  longitudeOf,
  PLACE_BITS,
} from "./cell.ts";
import {
  BLOCK_FLAGS,
  BLOCK_REMOVED,
  BLOCK_SNAPSHOT,
  BLOCK_VALUES,
  FIXED_BITS,
  FRAME_MAGIC,
  FRAME_VERSION,
  HEADING_BITS,
  HEADING_STEPS,
  HEADING_UNKNOWN,
  HEIGHT_STEP,
  SPEED_STEP,
  TIME_SPAN,
  TIME_STEP,
  WIDTH_BITS,
} from "./frame-layout.ts";
import { type Problem, problem } from "./problem.ts";

/** A decoded frame: what changed in some cells, as columns of `count` numbers. docs/spec.md, rules F. */
export interface Frame {
  readonly version: number;
  /** Counts up by one each time the server frames. */
  readonly tick: number;
  /** Milliseconds since 1970 by the server's clock, when the frame was made. */
  readonly serverTime: number;
  readonly blocks: readonly FrameBlock[];
  /** Length of each column below. */
  readonly count: number;
  /** Who it is: a roster entry came before. */
  readonly handles: Uint32Array;
  /** Degrees, WGS84, to 5 mm. */
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
  /** Metres above the ellipsoid, to 25 mm; NaN where the source does not know. */
  readonly heights: Float32Array;
  /** Clockwise from true north, to 0.7 degrees; NaN where unknown. */
  readonly headingsDegrees: Float32Array;
  /** m/s, to 0.05; NaN where unknown. */
  readonly speeds: Float32Array;
  /** Milliseconds since 1970 by the source's clock, to 5 ms. */
  readonly observedAt: Float64Array;
  /** Values that changed (in a snapshot: all), `valueCount` of each. */
  readonly valueCount: number;
  /** Index into the columns above. */
  readonly valueRecords: Uint32Array;
  /** Index into the roster's value names. */
  readonly valueKeys: Uint32Array;
  readonly valueNumbers: Float32Array;
}

/** One cell's part of a frame: records `start` up to `end` of the columns. */
export interface FrameBlock {
  readonly cell: CellKey;
  /** True: the records are the whole cell; whoever was in it and is not among them has gone. */
  readonly snapshot: boolean;
  readonly start: number;
  readonly end: number;
  /** Handles that left this cell; one that a record of this frame puts elsewhere has only moved. */
  readonly removed: Uint32Array;
}

const MINIMUM_BLOCK_BYTES = 4;
const PLACES = 2 ** PLACE_BITS;
const HANDLES = 2 ** 32;
/** Milliseconds that a Date can hold, either way. */
const LATEST_TIME = 8.64e15;
const NO_HANDLES = new Uint32Array(0);

/**
 * Decodes the bytes of a `frame` message, or says in a `Problem` why they are none. Never throws, and
 * never allocates more than a fixed multiple of the bytes given.
 */
export function decodeFrame(bytes: Uint8Array): Frame | Problem {
  if (bytes.length < 2 || bytes[0] !== FRAME_MAGIC)
    return refuse(`the first byte is ${bytes[0] ?? "missing"}, a frame begins with ${FRAME_MAGIC}`);
  if (bytes[1] !== FRAME_VERSION)
    return problem(
      "frame/version",
      `decodeFrame: the frame has version ${bytes[1]}, this reader knows ${FRAME_VERSION}`,
      "Reload the page, or update the reader to the server's version.",
    );
  return new Decoder(bytes).decode();
}

class Decoder {
  readonly #reader: ByteReader;
  readonly #columns: Columns;
  #count = 0;
  readonly #valueRecords: number[] = [];
  readonly #valueKeys: number[] = [];
  readonly #valueNumbers: number[] = [];

  constructor(bytes: Uint8Array) {
    this.#reader = new ByteReader(bytes);
    this.#columns = new Columns(Math.ceil((bytes.length * 8) / FIXED_BITS));
  }

  decode(): Frame | Problem {
    const reader = this.#reader;
    reader.byte();
    const version = reader.byte();
    const tick = reader.varint();
    const serverTime = reader.float64();
    const originX = reader.varint();
    const originY = reader.varint();
    const blockCount = reader.varint();
    if (reader.fault !== undefined) return refuse(reader.fault);
    if (!(Math.abs(serverTime) <= LATEST_TIME)) return refuse("the server time is no time");
    if (blockCount > reader.remaining / MINIMUM_BLOCK_BYTES)
      return refuse(`${blockCount} blocks cannot fit in the ${reader.remaining} bytes left`);
    const blocks: FrameBlock[] = [];
    for (let i = 0; i < blockCount; i++) {
      const block = this.#block(originX, originY, serverTime);
      if (typeof block === "string") return refuse(`block ${i}: ${block}`);
      blocks.push(block);
    }
    if (reader.remaining > 0)
      return refuse(`${reader.remaining} bytes stand after the last of ${blockCount} blocks`);
    return {
      version,
      tick,
      serverTime,
      blocks,
      ...this.#columns.take(this.#count),
      valueCount: this.#valueKeys.length,
      valueRecords: Uint32Array.from(this.#valueRecords),
      valueKeys: Uint32Array.from(this.#valueKeys),
      valueNumbers: Float32Array.from(this.#valueNumbers),
    };
  }

  /** Reads one block, or says what is wrong with it. */
  #block(originX: number, originY: number, serverTime: number): FrameBlock | string {
    const reader = this.#reader;
    const x = originX + reader.zigzag();
    const y = originY + reader.zigzag();
    const flags = reader.byte();
    const count = reader.varint();
    if (reader.fault !== undefined) return reader.fault;
    if (x < 0 || x >= CELLS_X || y < 0 || y >= CELLS_Y) return `there is no cell ${x}, ${y}`;
    if ((flags & ~BLOCK_FLAGS) !== 0) return `flags ${flags} are not known`;
    if (count * FIXED_BITS > reader.remaining * 8)
      return `${count} records cannot fit in the ${reader.remaining} bytes left`;
    const start = this.#count;
    if (count > 0) {
      const wrong = this.#records(x, y, count, serverTime);
      if (wrong !== undefined) return wrong;
    }
    const removed = flags & BLOCK_REMOVED ? this.#handleList() : NO_HANDLES;
    if (typeof removed === "string") return removed;
    if (flags & BLOCK_VALUES) {
      const wrong = this.#values(start, count);
      if (wrong !== undefined) return wrong;
    }
    if (reader.fault !== undefined) return reader.fault;
    const snapshot = (flags & BLOCK_SNAPSHOT) !== 0;
    return { cell: cellKey(x, y), snapshot, start, end: this.#count, removed };
  }

  #records(x: number, y: number, count: number, serverTime: number): string | undefined {
    const reader = this.#reader;
    const columns = this.#columns;
    const start = this.#count;
    let handle = reader.varint();
    const lowest = reader.zigzag();
    const slowest = reader.varint();
    const oldest = Math.round(serverTime / TIME_STEP) + reader.zigzag();
    const gapBits = reader.bits(WIDTH_BITS);
    const heightBits = reader.bits(WIDTH_BITS);
    const speedBits = reader.bits(WIDTH_BITS);
    const timeBits = reader.bits(WIDTH_BITS);
    if (Math.max(gapBits, heightBits, speedBits, timeBits) > 32)
      return "a column is wider than 32 bits";
    if (oldest < -LATEST_TIME / TIME_STEP || oldest + TIME_SPAN > LATEST_TIME / TIME_STEP)
      return `observations of ${oldest * TIME_STEP} ms since 1970 are of no time`;
    columns.handles[start] = handle;
    for (let i = 1; i < count; i++) {
      handle += reader.bits(gapBits) + 1;
      columns.handles[start + i] = handle;
    }
    if (handle >= HANDLES) return `there is no handle ${handle}`;
    for (let record = start; record < start + count; record++) {
      columns.longitudes[record] = longitudeOf(x * PLACES + reader.bits(PLACE_BITS));
      columns.latitudes[record] = latitudeOf(y * PLACES + reader.bits(PLACE_BITS));
      const heading = reader.bits(HEADING_BITS);
      columns.headingsDegrees[record] =
        heading === HEADING_UNKNOWN ? Number.NaN : (heading * 360) / HEADING_STEPS;
      const height = reader.bits(heightBits);
      columns.heights[record] = height === 0 ? Number.NaN : (lowest + height) * HEIGHT_STEP;
      const speed = slowest + reader.bits(speedBits);
      columns.speeds[record] = speed === 0 ? Number.NaN : (speed - 1) * SPEED_STEP;
      columns.observedAt[record] = (oldest + reader.bits(timeBits)) * TIME_STEP;
    }
    reader.endBits();
    this.#count += count;
    return undefined;
  }

  #handleList(): Uint32Array | string {
    const reader = this.#reader;
    const count = reader.varint();
    if (count > reader.remaining)
      return `${count} handles cannot fit in the ${reader.remaining} bytes left`;
    const handles = new Uint32Array(count);
    let handle = -1;
    for (let i = 0; i < count; i++) {
      handle += reader.varint() + 1;
      handles[i] = handle;
    }
    return handle < HANDLES ? handles : `there is no handle ${handle}`;
  }

  #values(start: number, records: number): string | undefined {
    const reader = this.#reader;
    const count = reader.varint();
    if (count > reader.remaining / 6)
      return `${count} values cannot fit in the ${reader.remaining} bytes left`;
    let record = 0;
    for (let i = 0; i < count; i++) {
      record += reader.varint();
      if (record >= records) return `value ${i} belongs to record ${record} of ${records}`;
      this.#valueRecords.push(start + record);
      this.#valueKeys.push(reader.varint());
      this.#valueNumbers.push(reader.float32());
    }
    return undefined;
  }
}

class Columns {
  readonly handles: Uint32Array;
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
  readonly heights: Float32Array;
  readonly headingsDegrees: Float32Array;
  readonly speeds: Float32Array;
  readonly observedAt: Float64Array;

  constructor(capacity: number) {
    this.handles = new Uint32Array(capacity);
    this.longitudes = new Float64Array(capacity);
    this.latitudes = new Float64Array(capacity);
    this.heights = new Float32Array(capacity);
    this.headingsDegrees = new Float32Array(capacity);
    this.speeds = new Float32Array(capacity);
    this.observedAt = new Float64Array(capacity);
  }

  take(count: number) {
    return {
      count,
      handles: this.handles.subarray(0, count),
      longitudes: this.longitudes.subarray(0, count),
      latitudes: this.latitudes.subarray(0, count),
      heights: this.heights.subarray(0, count),
      headingsDegrees: this.headingsDegrees.subarray(0, count),
      speeds: this.speeds.subarray(0, count),
      observedAt: this.observedAt.subarray(0, count),
    };
  }
}

function refuse(what: string): Problem {
  return problem("frame/malformed", `decodeFrame: ${what}`, "Ask for the frame again.");
}
