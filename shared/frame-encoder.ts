import { ByteWriter } from "./byte-writer.ts";
import { type CellKey, cellX, cellY, PLACE_BITS, stepX, stepY } from "./cell.ts";
import {
  BLOCK_REMOVED,
  BLOCK_SNAPSHOT,
  BLOCK_VALUES,
  FRAME_MAGIC,
  FRAME_VERSION,
  HEADING_BITS,
  HEADING_STEPS,
  HEADING_UNKNOWN,
  HEIGHT_RANGE,
  HEIGHT_STEP,
  SPEED_MAXIMUM,
  SPEED_STEP,
  TIME_SPAN,
  TIME_STEP,
  WIDTH_BITS,
} from "./frame-layout.ts";

/** Columns indexed by handle; NaN where a number is not known. */
export interface FrameColumns {
  /** Degrees. */
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
  /** Metres above the ellipsoid. */
  readonly heights: Float32Array | Float64Array;
  /** Clockwise from north. */
  readonly headingsDegrees: Float32Array | Float64Array;
  /** m/s. */
  readonly speeds: Float32Array | Float64Array;
  /** Milliseconds since 1970. */
  readonly observedAt: Float64Array;
}

/** One named number of one entity of a block. */
export interface BlockValue {
  readonly handle: number;
  readonly key: number;
  readonly value: number;
}

/** What one cell has to say. */
export interface BlockContent {
  readonly cell: CellKey;
  /** True: this is the whole cell, whoever is not in it has gone. */
  readonly snapshot: boolean;
  /** Ascending, without repeats; every one with a position inside the cell. */
  readonly handles: ArrayLike<number>;
  /** Handles that left the cell, ascending. */
  readonly removed: ArrayLike<number>;
  /** In the order of `handles`. */
  readonly values: readonly BlockValue[];
}

/** What the blocks of one frame share. */
export interface FrameHeader {
  readonly tick: number;
  /** Milliseconds since 1970 by the server's clock. */
  readonly serverTime: number;
  /** Blocks name their cell relative to this one: keep it near the city. */
  readonly origin: CellKey;
}

const PLACE_MASK = 2 ** PLACE_BITS - 1;

/** Encodes cells one by one, so that many frames can share a block. Not shared between threads. */
export class FrameEncoder {
  readonly #writer = new ByteWriter(64 * 1024);
  #gaps = new Float64Array(64);
  #heights = new Float64Array(64);
  #speeds = new Float64Array(64);
  #times = new Float64Array(64);

  /** The bytes of one cell, for any frame with this header's origin and server time. */
  block(header: FrameHeader, columns: FrameColumns, content: BlockContent): Uint8Array {
    const writer = this.#writer;
    const { cell, handles, removed, values } = content;
    writer.clear();
    writer.zigzag(cellX(cell) - cellX(header.origin));
    writer.zigzag(cellY(cell) - cellY(header.origin));
    writer.byte(
      (content.snapshot ? BLOCK_SNAPSHOT : 0) |
        (removed.length > 0 ? BLOCK_REMOVED : 0) |
        (values.length > 0 ? BLOCK_VALUES : 0),
    );
    writer.varint(handles.length);
    if (handles.length > 0) this.#records(header, columns, handles);
    if (removed.length > 0) this.#removed(removed);
    if (values.length > 0) this.#values(handles, values);
    return writer.take();
  }

  /** The bytes of a whole frame. */
  frame(header: FrameHeader, blocks: readonly Uint8Array[]): Uint8Array {
    this.head(header, blocks.length);
    for (const block of blocks) this.#writer.bytes(block);
    return this.#writer.take();
  }

  /** The bytes before a frame's first block. */
  head(header: FrameHeader, blockCount: number): Uint8Array {
    const writer = this.#writer;
    writer.clear();
    writer.byte(FRAME_MAGIC);
    writer.byte(FRAME_VERSION);
    writer.varint(header.tick);
    writer.float64(header.serverTime);
    writer.varint(cellX(header.origin));
    writer.varint(cellY(header.origin));
    writer.varint(blockCount);
    return writer.take();
  }

  #records(header: FrameHeader, columns: FrameColumns, handles: ArrayLike<number>): void {
    const count = handles.length;
    this.#reserve(count);
    const writer = this.#writer;
    const first = handles[0] as number;
    let previous = first - 1;
    for (let i = 0; i < count; i++) {
      const handle = handles[i] as number;
      this.#gaps[i] = handle - previous - 1;
      previous = handle;
      this.#heights[i] = heightSteps(columns.heights[handle] as number);
      this.#speeds[i] = speedSteps(columns.speeds[handle] as number);
      this.#times[i] = Math.round((columns.observedAt[handle] as number) / TIME_STEP);
    }
    const lowest = shiftHeights(this.#heights, count);
    const slowest = shift(this.#speeds, count);
    const oldest = shiftTimes(this.#times, count);
    writer.varint(first);
    writer.zigzag(lowest);
    writer.varint(slowest);
    writer.zigzag(oldest - Math.round(header.serverTime / TIME_STEP));
    const gapBits = widthOf(this.#gaps, count);
    const heightBits = widthOf(this.#heights, count);
    const speedBits = widthOf(this.#speeds, count);
    const timeBits = widthOf(this.#times, count);
    writer.bits(gapBits, WIDTH_BITS);
    writer.bits(heightBits, WIDTH_BITS);
    writer.bits(speedBits, WIDTH_BITS);
    writer.bits(timeBits, WIDTH_BITS);
    for (let i = 1; i < count; i++) writer.bits(this.#gaps[i] as number, gapBits);
    const tailBits = heightBits + speedBits + timeBits;
    for (let i = 0; i < count; i++) {
      const handle = handles[i] as number;
      const heading = headingSteps(columns.headingsDegrees[handle] as number);
      const y = stepY(columns.latitudes[handle] as number) & PLACE_MASK;
      writer.bits(stepX(columns.longitudes[handle] as number) & PLACE_MASK, PLACE_BITS);
      // Neighbouring fields go in one call: the bits are the same.
      writer.bits(y | (heading << PLACE_BITS), PLACE_BITS + HEADING_BITS);
      const height = this.#heights[i] as number;
      const speed = this.#speeds[i] as number;
      const time = this.#times[i] as number;
      if (tailBits <= 24) {
        const timeAt = heightBits + speedBits;
        writer.bits(height | (speed << heightBits) | (time << timeAt), tailBits);
        continue;
      }
      writer.bits(height, heightBits);
      writer.bits(speed, speedBits);
      writer.bits(time, timeBits);
    }
    writer.endBits();
  }

  #removed(removed: ArrayLike<number>): void {
    this.#writer.varint(removed.length);
    for (let i = 0; i < removed.length; i++)
      this.#writer.varint((removed[i] as number) - (i === 0 ? 0 : (removed[i - 1] as number) + 1));
  }

  #values(handles: ArrayLike<number>, values: readonly BlockValue[]): void {
    this.#writer.varint(values.length);
    let record = 0;
    let previous = 0;
    for (const value of values) {
      while (handles[record] !== value.handle) {
        if (++record >= handles.length)
          throw new Error("block: a value's entity is not in the block, or out of order");
      }
      this.#writer.varint(record - previous);
      this.#writer.varint(value.key);
      this.#writer.float32(value.value);
      previous = record;
    }
  }

  #reserve(count: number): void {
    if (count <= this.#gaps.length) return;
    const size = 2 ** Math.ceil(Math.log2(count));
    this.#gaps = new Float64Array(size);
    this.#heights = new Float64Array(size);
    this.#speeds = new Float64Array(size);
    this.#times = new Float64Array(size);
  }
}

function headingSteps(degrees: number): number {
  if (!Number.isFinite(degrees)) return HEADING_UNKNOWN;
  const steps = Math.round((degrees / 360) * HEADING_STEPS) % HEADING_STEPS;
  return steps < 0 ? steps + HEADING_STEPS : steps;
}

/** Steps from the ellipsoid, NaN where unknown. */
function heightSteps(height: number): number {
  const [lowest, highest] = HEIGHT_RANGE;
  return Math.round(Math.min(highest, Math.max(lowest, height)) / HEIGHT_STEP);
}

/** 0 where unknown, else one more than the steps. */
function speedSteps(speed: number): number {
  if (!Number.isFinite(speed)) return 0;
  return Math.round(Math.min(SPEED_MAXIMUM, Math.max(0, speed)) / SPEED_STEP) + 1;
}

/** Makes the numbers offsets from the least, which is returned. */
function shift(column: Float64Array, count: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) if ((column[i] as number) < least) least = column[i] as number;
  for (let i = 0; i < count; i++) column[i] = (column[i] as number) - least;
  return least;
}

/** As `shift`, with 0 kept for unknown: known heights become 1 and up, the base is one below the least. */
function shiftHeights(column: Float64Array, count: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const steps = column[i] as number;
    if (steps < least) least = steps;
  }
  const base = least === Number.POSITIVE_INFINITY ? 0 : least - 1;
  for (let i = 0; i < count; i++) {
    const steps = column[i] as number;
    column[i] = Number.isNaN(steps) ? 0 : steps - base;
  }
  return base;
}

/** As `shift`, with the oldest brought within what a field can hold of the newest. */
function shiftTimes(column: Float64Array, count: number): number {
  let newest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) if ((column[i] as number) > newest) newest = column[i] as number;
  const oldest = newest - TIME_SPAN;
  for (let i = 0; i < count; i++) if ((column[i] as number) < oldest) column[i] = oldest;
  return shift(column, count);
}

/** Bits that the largest of the numbers needs; none is 2^32 or more. */
function widthOf(column: Float64Array, count: number): number {
  let most = 0;
  for (let i = 0; i < count; i++) if ((column[i] as number) > most) most = column[i] as number;
  return 32 - Math.clz32(most);
}
