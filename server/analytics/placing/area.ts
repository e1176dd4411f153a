import type { MultiPolygon, Polygon } from "geojson";

/** An area that entities are placed in: a region or a district. Its rings are closed. */
export interface Area {
  readonly geometry: Polygon | MultiPolygon;
  /** Metres above the ellipsoid: floor <= height < ceiling; without limit where absent. */
  readonly floor?: number;
  readonly ceiling?: number;
  /** Whether nobody is in it, whatever its shape: it is out of its validity. */
  readonly asleep?: boolean;
}
