import type { FeatureCollection, MultiPolygon, Polygon } from "geojson";
import type { AnswerFacts } from "./region.ts";

/** What a district is, beside its shape. Square metres. */
export interface DistrictFacts {
  readonly name: string;
  readonly nameJa: string;
  readonly people: number;
  readonly area: number;
}

/** Answer of `/api/districts`. */
export interface DistrictCollection
  extends FeatureCollection<Polygon | MultiPolygon, DistrictFacts> {
  readonly answer: AnswerFacts;
}
