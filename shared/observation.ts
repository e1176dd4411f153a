import type { EntityKind, Provenance } from "./entity.ts";

/** One statement about one entity at one moment: the canonical form every source decodes into. */
export interface Observation {
  readonly entity: {
    /** Unique in the city, stable for the entity's life. */
    readonly id: string;
    /** Needed the first time an entity is seen. */
    readonly kind?: EntityKind;
    readonly name?: string;
    /** Who says it; the feed's own name where the record does not tell. */
    readonly source?: string;
    /** What the record itself claims to be; it can only claim less than its feed does. */
    readonly provenance?: Provenance;
  };
  /** Milliseconds since 1970 (UTC) by the source's clock. On the wire an ISO 8601 string with a zone. */
  readonly observedAt: number;
  readonly position?: Position;
  readonly motion?: Motion;
  /** Named numbers; a unit other than SI is in the name (`temperatureCelsius`). */
  readonly values?: ReadonlyMap<string, number>;
}

/** WGS84. */
export interface Position {
  /** Degrees, -180 to 180. */
  readonly longitude: number;
  /** Degrees, -90 to 90. */
  readonly latitude: number;
  /** Metres above the ellipsoid; absent where the source does not know it. */
  readonly height?: number;
}

export interface Motion {
  /** Clockwise from true north, 0 to 360. */
  readonly headingDegrees?: number;
  /** m/s over ground. */
  readonly speed?: number;
}

/** One record that was not taken, and why. */
export interface Refusal {
  /** Place of the record in its batch, from 0. */
  readonly index: number;
  readonly code: string;
  readonly message: string;
}

/** What became of a batch: received = accepted + refused, always. */
export interface Receipt {
  readonly accepted: number;
  /** The first refusals, by their place in the batch. */
  readonly refused: readonly Refusal[];
  /** How many more were refused than are told one by one; absent where none. */
  readonly refusedMore?: number;
}

/** An observation that the gate let through, with what the city knows of its coming. */
export interface Accepted {
  readonly observation: Observation;
  /** Milliseconds since 1970 by our clock. */
  readonly receivedAt: number;
  readonly provenance: Provenance;
  /** The record's own source, or else the feed it came by. */
  readonly source: string;
}
