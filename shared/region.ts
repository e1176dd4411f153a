import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";
import type { EntityKind, Provenance } from "./entity.ts";
import type { Position } from "./observation.ts";

/** What a region is, beside its shape; the properties of its GeoJSON feature. */
export interface RegionProperties {
  readonly name: string;
  /** Metres above the ellipsoid; without limit where absent. */
  readonly floor?: number;
  readonly ceiling?: number;
  /** ISO 8601 with a zone: from when and until when it is looked at; always where absent. */
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** A named area of the city, WGS84. */
export interface Region extends RegionProperties {
  readonly id: string;
  readonly geometry: Polygon | MultiPolygon;
}

/** Who is in an area now. */
export interface AreaCount {
  readonly total: number;
  /** By place in ENTITY_KINDS. */
  readonly byKind: readonly number[];
}

/** A region as `/api/regions` gives it; `live` is told, never taken. */
export interface RegionFeature extends Feature<Polygon | MultiPolygon, RegionProperties> {
  readonly id: string;
  readonly live?: AreaCount;
}

export interface RegionCollection extends FeatureCollection<Polygon | MultiPolygon> {
  readonly features: RegionFeature[];
  /** Counts up with every change of what regions there are. */
  readonly revision: number;
  readonly answer: AnswerFacts;
}

/** How an answer came about. */
export interface AnswerFacts {
  /** When it was true, milliseconds since 1970 by the server's clock. */
  readonly at: number;
  /** Milliseconds that it took to work out. */
  readonly took: number;
  /** In words, with the names of what worked it out: "edges in a grid, exact by Turf 7.4.0". */
  readonly method: string;
}

/** Why a crossing was noticed: it moved there, it came into the picture there, or it fell silent there. */
export type CrossingCause = "moved" | "appeared" | "absent";

/** An entity came into a region or left it. Editing a region causes none. */
export interface Crossing {
  /** Counts up by one from 1 with each crossing since the server's start. */
  readonly sequence: number;
  readonly type: "enter" | "leave";
  readonly cause: CrossingCause;
  readonly region: string;
  readonly regionName: string;
  readonly entity: string;
  readonly entityName?: string;
  readonly kind: EntityKind;
  readonly provenance: Provenance;
  /** When the position that crossed was observed; of an absence, when it was noticed. Milliseconds since 1970. */
  readonly at: number;
  readonly position: Position;
}
