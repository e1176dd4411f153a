/** What has no kind yet: its roster entry has not come. */
export const KIND_UNKNOWN = 255;

/**
 * The state of every entity as numbers, indexed by handle. NaN where a number is not known. The
 * arrays are replaced when they grow: read them from here each time, never keep one.
 */
export class EntityColumns {
  /** Degrees, WGS84. */
  longitudes = new Float64Array(0);
  latitudes = new Float64Array(0);
  /** Metres above the ellipsoid. */
  heights = new Float32Array(0);
  /** Clockwise from true north. */
  headingsDegrees = new Float32Array(0);
  /** m/s. */
  speeds = new Float32Array(0);
  /** Milliseconds since 1970 by the source's clock. */
  observedAt = new Float64Array(0);
  /** Seconds between observations, a running mean of what was seen. */
  intervals = new Float32Array(0);
  /** Index into ENTITY_KINDS, or KIND_UNKNOWN. */
  kinds = new Uint8Array(0);
  /** Index into PROVENANCES. */
  provenances = new Uint8Array(0);
  /** Index into the store's list of sources. */
  sources = new Uint16Array(0);
  /** 1: in the picture now. */
  present = new Uint8Array(0);
  /** The cell that it is in; -1 where it is in none. */
  cells = new Float64Array(0);

  get capacity(): number {
    return this.present.length;
  }

  /** Makes room for handles below `count`. */
  reserve(count: number): void {
    if (count <= this.capacity) return;
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(256, count)));
    this.longitudes = grown(this.longitudes, new Float64Array(capacity));
    this.latitudes = grown(this.latitudes, new Float64Array(capacity));
    this.heights = grown(this.heights, new Float32Array(capacity));
    this.headingsDegrees = grown(this.headingsDegrees, new Float32Array(capacity));
    this.speeds = grown(this.speeds, new Float32Array(capacity));
    this.observedAt = grown(this.observedAt, new Float64Array(capacity));
    this.intervals = grown(this.intervals, new Float32Array(capacity).fill(Number.NaN));
    this.kinds = grown(this.kinds, new Uint8Array(capacity).fill(KIND_UNKNOWN));
    this.provenances = grown(this.provenances, new Uint8Array(capacity));
    this.sources = grown(this.sources, new Uint16Array(capacity));
    this.present = grown(this.present, new Uint8Array(capacity));
    this.cells = grown(this.cells, new Float64Array(capacity).fill(-1));
  }
}

function grown<T extends Float64Array | Float32Array | Uint16Array | Uint8Array>(
  old: T,
  fresh: T,
): T {
  fresh.set(old);
  return fresh;
}
