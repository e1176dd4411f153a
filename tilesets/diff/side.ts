import type { CityPlane } from "../../shared/city-plane.ts";

/** A ring of a footprint: east, north of each corner in metres, not closed. */
export type Outline = readonly (readonly [east: number, north: number])[];

/** What is compared of a building. */
export interface SideBuilding {
  readonly id: string;
  readonly name?: string;
  /** Each an outer ring and its holes, in metres of the plane of the comparison. */
  readonly footprint: readonly (readonly Outline[])[];
  /** Metres from its foot to its top. */
  readonly height: number;
  /** By path. */
  readonly attributes: ReadonlyMap<string, string | number | boolean>;
}

/** One of the two cities. */
export interface Side {
  /** As the person named it. */
  readonly path: string;
  readonly vintages: readonly string[];
  readonly buildings: readonly SideBuilding[];
  /** Paths of the attributes that it can tell, where it cannot tell all: a city's folder has no free texts. */
  readonly told?: ReadonlySet<string>;
}

/** Reads a side into the plane of the comparison; the first side's own where there is none yet. */
export interface ReadSide {
  readonly side: Side;
  readonly plane: CityPlane;
}
