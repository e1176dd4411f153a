import type { BuildingUse } from "../../../../shared/building-use.ts";
import type { Bilingual } from "../../../../shared/city.ts";

export interface TowerWish {
  readonly use: BuildingUse;
  readonly floors: number;
  readonly name?: Bilingual;
}

export type HarbourLandmark = "lighthouse" | "ferry" | "market";

/** What the city wants where, decided before any block is filled. Keys are ids of blocks. */
export interface Programme {
  /** Square metres of a car park, and its storeys. */
  readonly carParks: ReadonlyMap<string, { readonly area: number; readonly storeys: number }>;
  readonly landmarks: ReadonlyMap<string, TowerWish>;
  readonly harbour: ReadonlyMap<string, HarbourLandmark>;
  /** Blocks where containers are stacked. */
  readonly containers: ReadonlySet<string>;
  readonly schools: ReadonlyMap<string, Bilingual>;
  readonly hospitals: ReadonlyMap<string, Bilingual>;
  readonly civics: ReadonlyMap<string, Bilingual>;
  readonly parks: ReadonlyMap<string, Bilingual>;
  readonly shrines: ReadonlyMap<string, Bilingual>;
  readonly townHall: string | undefined;
  /** Drone ports. */
  readonly ports: ReadonlyMap<string, Bilingual>;
  /** Where drones land in a village. */
  readonly landings: ReadonlyMap<string, { readonly village: string; readonly name: Bilingual }>;
  readonly roadsById: ReadonlyMap<string, ProgrammeRoad>;
}

/** What a driveway must know of its road. */
export interface ProgrammeRoad {
  /** Metres between its junctions' open areas. */
  readonly clear: number;
  readonly bridge: boolean;
}
