/** What a record of a batch says. */
export const PLACED = 0;
/** Placed, as it was before anyone watched: nobody crossed anything. */
export const SEEDED = 1;
export const HEARD = 2;
export const LEFT = 3;

export const BATCH_RECORDS = 4_096;
const COLUMN = 8 * BATCH_RECORDS;
/** Six columns of 8 bytes, one of 4, one of 2, three of 1. */
const BATCH_BYTES = (6 * 8 + 4 + 2 + 3) * BATCH_RECORDS;

/** Moves in the order of merging, column by column in one buffer that goes to the worker and back. */
export class MoveBatch {
  readonly buffer: ArrayBuffer;
  count = 0;
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
  /** Metres above the ellipsoid; NaN where not known. */
  readonly heights: Float64Array;
  /** When the position was observed; of who left, when that was noticed. Milliseconds since 1970, as all times. */
  readonly positionAt: Float64Array;
  /** When the newest statement was observed, and from when on it is stale. */
  readonly heardAt: Float64Array;
  readonly staleAt: Float64Array;
  readonly handles: Uint32Array;
  /** Numbers of sources, as the sender has told their names. */
  readonly sources: Uint16Array;
  readonly types: Uint8Array;
  readonly kinds: Uint8Array;
  readonly provenances: Uint8Array;

  constructor(buffer = new ArrayBuffer(BATCH_BYTES), count = 0) {
    this.buffer = buffer;
    this.count = count;
    const float = (column: number) => new Float64Array(buffer, column * COLUMN, BATCH_RECORDS);
    this.longitudes = float(0);
    this.latitudes = float(1);
    this.heights = float(2);
    this.positionAt = float(3);
    this.heardAt = float(4);
    this.staleAt = float(5);
    const after = 6 * COLUMN;
    this.handles = new Uint32Array(buffer, after, BATCH_RECORDS);
    this.sources = new Uint16Array(buffer, after + 4 * BATCH_RECORDS, BATCH_RECORDS);
    const bytes = (place: number) =>
      new Uint8Array(buffer, after + (6 + place) * BATCH_RECORDS, BATCH_RECORDS);
    this.types = bytes(0);
    this.kinds = bytes(1);
    this.provenances = bytes(2);
  }
}
