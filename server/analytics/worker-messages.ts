import type { MultiPolygon, Polygon } from "geojson";
import type { Bbox } from "../../shared/cell.ts";
import type { City } from "../../shared/city.ts";
import type { DistrictCollection } from "../../shared/district.ts";
import type { EntityKind } from "../../shared/entity.ts";
import type { Found } from "../../shared/found.ts";
import type { Problem } from "../../shared/problem.ts";
import type { AnswerFacts, AreaCount, Region } from "../../shared/region.ts";
import type { BuildingSummary, CensusRow, Clearance, DistrictCount } from "../../shared/spatial.ts";
import type { Limits } from "../security/limits.ts";

/** What the thread of spatial answers is started with. */
export interface WorkerData {
  readonly city?: { readonly folder: string; readonly city: City };
  readonly limits: Limits;
}

/** An area that is asked about: drawn, or known by its id. */
export type AskedArea =
  | { readonly geometry: Polygon | MultiPolygon }
  | { readonly region: string }
  | { readonly district: string };

export interface WithinQuery {
  readonly area: AskedArea;
  readonly kinds?: ReadonlySet<EntityKind>;
  readonly limit: number;
}

export interface NearQuery {
  readonly longitude: number;
  readonly latitude: number;
  /** Metres. */
  readonly radius: number;
  readonly kinds?: ReadonlySet<EntityKind>;
  readonly limit: number;
}

export interface SearchQuery {
  readonly text: string;
  readonly types: ReadonlySet<"building" | "place">;
  readonly limit: number;
}

/** Something that a column says of a building: that it is known, or how it compares. */
export interface BuildingCondition {
  readonly column: string;
  readonly test: "known" | "=" | "!=" | ">=" | "<=";
  /** Empty where it is only to be known. */
  readonly value: string;
}

/** Which buildings: those for which all holds. */
export interface BuildingsWhere {
  readonly bbox?: Bbox;
  readonly where: readonly BuildingCondition[];
}

export interface BuildingsQuery extends BuildingsWhere {
  readonly limit: number;
  /** Place in the city's list of the last that is known already. */
  readonly after?: number;
}

export interface BuildingsAnswer {
  /** GeoJSON features as JSON: written in the thread, so that nobody else takes the time. */
  readonly features: string;
  readonly matched: number;
  /** What to ask `after` for more; absent where there are none. */
  readonly next?: number;
  readonly answer: AnswerFacts;
}

/** Entities by their handles; with their distances in metres where nearness was asked. */
export interface HandlesAnswer {
  readonly handles: Uint32Array;
  readonly distances?: Float64Array;
  /** How many there are, those past the limit among them. */
  readonly matched: number;
  readonly answer: AnswerFacts;
}

/** A shape from outside, made good. */
export interface CheckedGeometry {
  /** Rings closed, wound as RFC 7946 says, without repeated positions. */
  readonly geometry: Polygon | MultiPolygon;
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
  /** Square metres, by Turf. */
  readonly area: number;
}

/** A clearance, its entity by handle. */
export interface HandleClearance extends Omit<Clearance, "entity"> {
  readonly handle: number;
}

/** What can be asked, and what comes back. */
export interface Questions {
  readonly within: { readonly asked: WithinQuery; readonly answer: HandlesAnswer | Problem };
  readonly near: { readonly asked: NearQuery; readonly answer: HandlesAnswer };
  readonly districts: { readonly asked: undefined; readonly answer: DistrictCollection };
  readonly clearances: {
    /** One entity, or everyone that flies. */
    readonly asked: { readonly handle?: number };
    readonly answer: {
      readonly clearances: readonly HandleClearance[];
      readonly answer: AnswerFacts;
    };
  };
  readonly search: {
    readonly asked: SearchQuery;
    readonly answer: {
      readonly found: Found[];
      readonly matched: Record<"building" | "place", number>;
      readonly answer: AnswerFacts;
    };
  };
  readonly buildings: {
    readonly asked: BuildingsQuery;
    readonly answer: BuildingsAnswer | Problem;
  };
  readonly building: {
    readonly asked: { readonly id: string };
    /** A GeoJSON feature as JSON. */
    readonly answer: { readonly feature: string } | Problem;
  };
  readonly "building-summary": {
    readonly asked: BuildingsWhere & { readonly by?: string };
    readonly answer: BuildingSummary | Problem;
  };
  readonly check: {
    readonly asked: Polygon | MultiPolygon;
    readonly answer: CheckedGeometry | Problem;
  };
}

export type Order =
  | {
      readonly type: "moves";
      readonly buffer: ArrayBuffer;
      readonly count: number;
      /** Names of sources, numbered on from those told before. */
      readonly sources: readonly string[];
    }
  /** Some of the regions that the next `regions` names. */
  | { readonly type: "region-part"; readonly regions: readonly Region[] }
  /** All regions there are, in order; those not told since are as they were. */
  | { readonly type: "regions"; readonly ticket: number; readonly ids: readonly string[] }
  | {
      [Name in keyof Questions]: {
        readonly type: "ask";
        readonly ticket: number;
        readonly name: Name;
        readonly asked: Questions[Name]["asked"];
      };
    }[keyof Questions];

/** The news, before they are numbered. */
export interface WorkerNews {
  readonly answer: AnswerFacts;
  readonly census: readonly CensusRow[];
  readonly districts: readonly DistrictCount[];
  readonly regions: readonly (AreaCount & { readonly id: string })[];
}

export type Report =
  | { readonly type: "ready"; readonly notes: readonly Problem[] }
  | {
      readonly type: "moved";
      readonly buffer: ArrayBuffer;
      readonly count: number;
      /** As CrossingLog has them; areas are places in the list of regions. */
      readonly crossings?: Float64Array<ArrayBuffer>;
      readonly crossingsLeftOut: number;
      readonly asked: number;
    }
  | {
      readonly type: "regions";
      readonly ticket: number;
      /** Of every region, in order. */
      readonly counts: readonly AreaCount[];
    }
  | { readonly type: "answer"; readonly ticket: number; readonly answer: unknown }
  | { readonly type: "news"; readonly news: WorkerNews };
