import { ENTITY_KINDS, type EntityKind } from "../../shared/entity.ts";
import type { FrameColumns } from "../../shared/frame-encoder.ts";
import type { Cell } from "./cell.ts";

const FIRST_CAPACITY = 256;

/** In `kinds`: no statement has said yet what the entity is. */
export const KIND_UNKNOWN = 255;
/** In a column of times: never. Below every time, so that any statement is newer. */
const NEVER = Number.NEGATIVE_INFINITY;
/** How many of an entity's newest moments are remembered, to know its rhythm. */
export const MOMENTS = 4;

/**
 * Everything the twin knows of its entities, by handle. Numbers lie in typed columns that double as
 * the city grows; NaN where a number is not known. Read freely; only the twin writes.
 */
export class Columns implements FrameColumns {
  #capacity = FIRST_CAPACITY;

  /** Degrees. */
  longitudes = nan(FIRST_CAPACITY);
  latitudes = nan(FIRST_CAPACITY);
  /** Metres above the ellipsoid. */
  heights = nan(FIRST_CAPACITY);
  headingsDegrees = nan(FIRST_CAPACITY);
  /** m/s. */
  speeds = nan(FIRST_CAPACITY);
  /** What a frame says: of a mover when its position was observed, of others the newest statement. */
  observedAt = new Float64Array(FIRST_CAPACITY).fill(NEVER);

  /** When each register was observed. */
  positionAt = new Float64Array(FIRST_CAPACITY).fill(NEVER);
  motionAt = new Float64Array(FIRST_CAPACITY).fill(NEVER);
  kindAt = new Float64Array(FIRST_CAPACITY).fill(NEVER);
  nameAt = new Float64Array(FIRST_CAPACITY).fill(NEVER);
  sourceAt = new Float64Array(FIRST_CAPACITY).fill(NEVER);
  /** The newest different moments of any statement, newest first, `MOMENTS` an entity. */
  moments = new Float64Array(FIRST_CAPACITY * MOMENTS).fill(NEVER);
  /** When the entity was last heard, by our clock. */
  receivedAt = new Float64Array(FIRST_CAPACITY).fill(NEVER);

  /** Index into ENTITY_KINDS, or KIND_UNKNOWN. */
  kinds = new Uint8Array(FIRST_CAPACITY).fill(KIND_UNKNOWN);
  /** Index into PROVENANCES. */
  provenances = new Uint8Array(FIRST_CAPACITY);
  /** The version in which what a frame says of the entity last changed. */
  changedIn = new Float64Array(FIRST_CAPACITY);
  /** The version in which it came into its cell, or became another kind, name or source. */
  introducedIn = new Float64Array(FIRST_CAPACITY);
  /** First of its values, -1 where it has none. */
  firstValue = new Int32Array(FIRST_CAPACITY).fill(-1);

  readonly ids: string[] = [];
  readonly names: (string | undefined)[] = [];
  readonly sources: string[] = [];
  /** The cell an entity is in; undefined while it has no place in the live picture. */
  readonly cells: (Cell | undefined)[] = [];

  /** Entities known. */
  get count(): number {
    return this.ids.length;
  }

  /** A handle for a new entity. */
  add(id: string): number {
    const handle = this.ids.length;
    if (handle === this.#capacity) this.#grow();
    this.ids.push(id);
    this.names.push(undefined);
    this.sources.push("");
    this.cells.push(undefined);
    return handle;
  }

  /** What an entity is; undefined until somebody has said. */
  kind(handle: number): EntityKind | undefined {
    return ENTITY_KINDS[this.kinds[handle] ?? KIND_UNKNOWN];
  }

  #grow(): void {
    const more = this.#capacity * 2;
    this.longitudes = grown(this.longitudes, more, Number.NaN);
    this.latitudes = grown(this.latitudes, more, Number.NaN);
    this.heights = grown(this.heights, more, Number.NaN);
    this.headingsDegrees = grown(this.headingsDegrees, more, Number.NaN);
    this.speeds = grown(this.speeds, more, Number.NaN);
    this.observedAt = grown(this.observedAt, more, NEVER);
    this.positionAt = grown(this.positionAt, more, NEVER);
    this.motionAt = grown(this.motionAt, more, NEVER);
    this.kindAt = grown(this.kindAt, more, NEVER);
    this.nameAt = grown(this.nameAt, more, NEVER);
    this.sourceAt = grown(this.sourceAt, more, NEVER);
    this.moments = grown(this.moments, more * MOMENTS, NEVER);
    this.receivedAt = grown(this.receivedAt, more, NEVER);
    this.changedIn = grown(this.changedIn, more, 0);
    this.introducedIn = grown(this.introducedIn, more, 0);
    const kinds = new Uint8Array(more).fill(KIND_UNKNOWN);
    kinds.set(this.kinds);
    this.kinds = kinds;
    const provenances = new Uint8Array(more);
    provenances.set(this.provenances);
    this.provenances = provenances;
    const firstValue = new Int32Array(more).fill(-1);
    firstValue.set(this.firstValue);
    this.firstValue = firstValue;
    this.#capacity = more;
  }
}

function nan(length: number): Float64Array<ArrayBuffer> {
  return new Float64Array(length).fill(Number.NaN);
}

function grown(
  column: Float64Array<ArrayBuffer>,
  length: number,
  empty: number,
): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(length).fill(empty, column.length);
  wider.set(column);
  return wider;
}
