import type { Provenance } from "./entity.ts";
import type { EntityState } from "./entity-state.ts";
import type { AnswerFacts, AreaCount } from "./region.ts";

/** How many entities of one kind and one source are in the live picture of the whole city. */
export interface CensusRow {
  /** Place in ENTITY_KINDS. */
  readonly kind: number;
  readonly source: string;
  readonly provenance: Provenance;
  readonly total: number;
  readonly stale: number;
  /** When the newest of them was observed, milliseconds since 1970. */
  readonly newest: number;
}

/** A district, as places.geojson has it, and who is in it. */
export interface DistrictCount extends AreaCount {
  readonly id: string;
  /** By how many the total changed within the last minute; absent in the first. */
  readonly trend?: number;
}

/** What the server works out about once a second and tells every page: `spatial` on `/live`. */
export interface SpatialNews {
  readonly answer: AnswerFacts;
  /** Counts up by one with each news; a page that misses one asks `/api/regions` again. */
  readonly number: number;
  readonly census: readonly CensusRow[];
  /** Every district of the city, in the order of `/api/districts`. */
  readonly districts: readonly DistrictCount[];
  /** Regions whose count changed since the news before. */
  readonly regions: readonly (AreaCount & { readonly id: string })[];
  /** The newest crossing there is; 0 before the first. */
  readonly lastCrossing: number;
}

/** What is beneath a drone, and how far. */
export interface Clearance {
  readonly entity: string;
  readonly above: "roof" | "ground";
  /** Id of the building, where a roof is beneath. */
  readonly building?: string;
  /** Of the surface beneath, metres above the ellipsoid. */
  readonly surface: number;
  /** Metres from the surface up to the drone; below zero where it would be inside. */
  readonly clearance: number;
  /** When the position was observed, milliseconds since 1970. */
  readonly observedAt: number;
}

export interface ClearanceAnswer {
  readonly answer: AnswerFacts;
  readonly clearances: readonly Clearance[];
}

/** An entity near a point. */
export interface NearEntity extends EntityState {
  /** Metres over the ground. */
  readonly distance: number;
}
