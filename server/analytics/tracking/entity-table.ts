import { LEFT, type MoveBatch } from "../moves/move-batch.ts";

const FIRST = 1024;

/** The live picture as the worker knows it: columns by handle. */
export class EntityTable {
  #capacity = FIRST;
  /** Handles known are below this. */
  end = 0;
  longitudes = new Float64Array(FIRST);
  latitudes = new Float64Array(FIRST);
  /** Metres above the ellipsoid; NaN where not known. */
  heights = new Float64Array(FIRST);
  /** Milliseconds since 1970: of the position, of the newest statement, and when that turns stale. */
  positionAt = new Float64Array(FIRST);
  heardAt = new Float64Array(FIRST);
  staleAt = new Float64Array(FIRST);
  sources = new Uint16Array(FIRST);
  kinds = new Uint8Array(FIRST);
  provenances = new Uint8Array(FIRST);
  present = new Uint8Array(FIRST);

  get capacity(): number {
    return this.#capacity;
  }

  /** Takes what a record says of who an entity is and when it was heard. */
  hear(batch: MoveBatch, at: number): number {
    const handle = batch.handles[at] as number;
    if (handle >= this.#capacity) this.#grow(handle);
    if (handle >= this.end) this.end = handle + 1;
    this.heardAt[handle] = batch.heardAt[at] as number;
    this.staleAt[handle] = batch.staleAt[at] as number;
    this.sources[handle] = batch.sources[at] as number;
    this.provenances[handle] = batch.provenances[at] as number;
    return handle;
  }

  /** Takes where an entity is, and that it is in the picture unless the record says that it left. */
  place(batch: MoveBatch, at: number, handle: number): void {
    this.longitudes[handle] = batch.longitudes[at] as number;
    this.latitudes[handle] = batch.latitudes[at] as number;
    this.heights[handle] = batch.heights[at] as number;
    this.positionAt[handle] = batch.positionAt[at] as number;
    this.kinds[handle] = batch.kinds[at] as number;
    this.present[handle] = batch.types[at] === LEFT ? 0 : 1;
  }

  #grow(handle: number): void {
    let more = this.#capacity;
    while (more <= handle) more *= 2;
    this.#capacity = more;
    this.longitudes = grown(this.longitudes, more);
    this.latitudes = grown(this.latitudes, more);
    this.heights = grown(this.heights, more);
    this.positionAt = grown(this.positionAt, more);
    this.heardAt = grown(this.heardAt, more);
    this.staleAt = grown(this.staleAt, more);
    const sources = new Uint16Array(more);
    sources.set(this.sources);
    this.sources = sources;
    this.kinds = bytes(this.kinds, more);
    this.provenances = bytes(this.provenances, more);
    this.present = bytes(this.present, more);
  }
}

function grown(column: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(length);
  wider.set(column);
  return wider;
}

function bytes(column: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const wider = new Uint8Array(length);
  wider.set(column);
  return wider;
}
