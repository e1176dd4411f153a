import type { MultiPolygon, Polygon } from "geojson";
import type { Bbox } from "../../shared/cell.ts";
import type { DistrictCollection } from "../../shared/district.ts";
import type { EntityKind } from "../../shared/entity.ts";
import type { Found } from "../../shared/found.ts";
import type { Problem } from "../../shared/problem.ts";
import type { AnswerFacts, AreaCount, Crossing } from "../../shared/region.ts";
import type {
  BuildingSummary,
  Clearance,
  ClearanceAnswer,
  SpatialNews,
} from "../../shared/spatial.ts";

/** Who was found, by their handles in the twin. */
export interface HandlesAnswer {
  readonly handles: Uint32Array;
  /** Metres, of each handle. */
  readonly distances?: Float64Array;
  readonly matched: number;
  readonly answer: AnswerFacts;
}

interface Asked {
  readonly kinds?: ReadonlySet<EntityKind>;
  readonly limit: number;
}

/** A condition on a column of buildings: that it is known, or how it compares. */
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

/** An area to look in: a shape, or one that is known by its id. */
export type AskedArea =
  | { readonly geometry: Polygon | MultiPolygon }
  | { readonly region: string }
  | { readonly district: string };

/** What the routes need of the spatial answers. */
export interface SpatialAnswers {
  status(): { readonly state: "starting" | "ready" | "failed" };
  /** A shape from outside, put right: closed, wound, without repetitions. */
  checkGeometry(value: unknown): Promise<{ readonly geometry: Polygon | MultiPolygon } | Problem>;
  within(query: Asked & { readonly area: AskedArea }): Promise<HandlesAnswer | Problem>;
  /** Nearest first. Metres. */
  near(
    query: Asked & {
      readonly longitude: number;
      readonly latitude: number;
      readonly radius: number;
    },
  ): Promise<HandlesAnswer | Problem>;
  districts(): Promise<DistrictCollection | Problem>;
  /** Who is in a region. */
  counts(region: string): AreaCount | undefined;
  /** Undefined before the first. */
  news(): SpatialNews | undefined;
  clearances(): Promise<ClearanceAnswer | Problem>;
  clearanceOf(id: string): Promise<Clearance | undefined>;
  search(query: {
    readonly text: string;
    readonly types: ReadonlySet<"building" | "place">;
    readonly limit: number;
  }): Promise<
    | {
        readonly found: readonly Found[];
        readonly matched: Readonly<Record<"building" | "place", number>>;
        readonly answer: AnswerFacts;
      }
    | Problem
  >;
  buildings(query: BuildingsWhere & { readonly limit: number; readonly after?: number }): Promise<
    | {
        /** GeoJSON features as JSON. */
        readonly features: string;
        readonly matched: number;
        readonly next?: number;
        readonly answer: AnswerFacts;
      }
    | Problem
  >;
  /** A GeoJSON feature as JSON. */
  building(id: string): Promise<{ readonly feature: string } | Problem>;
  buildingSummary(
    query: BuildingsWhere & { readonly by?: string },
  ): Promise<BuildingSummary | Problem>;
  crossings(query: { readonly after?: number; readonly region?: string; readonly limit: number }): {
    readonly crossings: readonly Crossing[];
    readonly last: number;
    readonly forgotten: boolean;
  };
}
