/** Bits of what a statement says, beside its entity, source and moment. */
export const SAYS_POSITION = 1;
export const SAYS_MOTION = 2;
export const SAYS_KIND = 4;
export const SAYS_NAME = 8;

/**
 * Accepted observations as columns, row by row: what the journal writes and a replay reads. Can be handed to
 * another thread. Texts that recur are named by their place in `texts`.
 */
export interface StatementColumns {
  readonly count: number;
  readonly texts: readonly string[];
  /** Place of the entity's id, and of the source, in `texts`. */
  readonly ids: Uint32Array<ArrayBuffer>;
  readonly sources: Uint32Array<ArrayBuffer>;
  /** Place of the name in `texts`; only where SAYS_NAME. */
  readonly names: Uint32Array<ArrayBuffer>;
  /** SAYS_… */
  readonly says: Uint8Array<ArrayBuffer>;
  /** Index into ENTITY_KINDS; only where SAYS_KIND. */
  readonly kinds: Uint8Array<ArrayBuffer>;
  /** Index into PROVENANCES. */
  readonly provenances: Uint8Array<ArrayBuffer>;
  /** Milliseconds since 1970, whole. */
  readonly observedAt: Float64Array<ArrayBuffer>;
  readonly receivedAt: Float64Array<ArrayBuffer>;
  /** Degrees, metres above the ellipsoid, degrees, m/s; NaN where not said. */
  readonly longitudes: Float64Array<ArrayBuffer>;
  readonly latitudes: Float64Array<ArrayBuffer>;
  readonly heights: Float64Array<ArrayBuffer>;
  readonly headingsDegrees: Float64Array<ArrayBuffer>;
  readonly speeds: Float64Array<ArrayBuffer>;
  /** Values of row i are from `valueStarts[i]` up to `valueStarts[i + 1]`; `count + 1` long. */
  readonly valueStarts: Uint32Array<ArrayBuffer>;
  /** Place of the value's name in `texts`. */
  readonly valueNames: Uint32Array<ArrayBuffer>;
  readonly valueNumbers: Float64Array<ArrayBuffer>;
}
