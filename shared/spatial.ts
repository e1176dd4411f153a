import type { Bilingual } from "./city.ts";
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

/** So many buildings, and how large they are together. */
export interface BuildingCount {
  readonly count: number;
  /** Of the ground that they stand on, square metres. */
  readonly footprintArea: number;
  /** Of their floors, square metres, as far as it is known: of `floorAreaOf` buildings. */
  readonly floorArea: number;
  readonly floorAreaOf: number;
}

/** Buildings of one value, or of a tenth of the numbers that there are. */
export interface BuildingGroup extends BuildingCount {
  readonly value?: string | boolean;
  /** The source's code of the value. */
  readonly code?: string;
  readonly least?: number;
  readonly greatest?: number;
}

/** A column that buildings can be asked by. */
export interface BuildingColumnFacts {
  readonly id: string;
  readonly type: "number" | "category" | "boolean";
  readonly label?: Bilingual;
  readonly unit?: string;
  /** Buildings of the whole city that have it. */
  readonly known: number;
}

/** Answer of `GET /api/buildings/summary`. */
export interface BuildingSummary {
  readonly answer: AnswerFacts;
  readonly total: BuildingCount;
  /** What can be asked; where nothing was asked by. */
  readonly columns?: readonly BuildingColumnFacts[];
  /** What it was asked by. */
  readonly by?: BuildingColumnFacts;
  /** Values with most buildings first; numbers ascending. */
  readonly groups?: readonly BuildingGroup[];
  /** Of those values that are not told one by one, where there are too many. */
  readonly others?: BuildingCount & { readonly values: number };
  /** Of those that say nothing. */
  readonly unknown?: BuildingCount;
  /** Of numbers. */
  readonly mean?: number;
  readonly sum?: number;
}
