import type { Surface } from "../../../shared/surface.ts";
import type { Point2, Point3 } from "../../model/city-model.ts";

/** A roof, and how high it lets the walls be. */
export interface Roof {
  /** The ring that the walls stand on: the footprint, perhaps begun at another corner. */
  readonly ring: readonly Point2[];
  /** For each side of the ring the upper edge of its wall, from its first corner to its second. */
  readonly tops: readonly (readonly Point3[])[];
  readonly faces: readonly RoofFace[];
}

/** Plane, or nearly. */
export interface RoofFace {
  /** Anticlockwise seen from outside; the first side lies level, at the eaves. */
  readonly points: readonly Point3[];
  /** Of each point where the roof is round; absent: the face is flat. */
  readonly normals?: readonly Point3[];
  /** Where it is not the roof's own. */
  readonly surface?: Surface;
  /** Whether it is made like the walls; such faces share vertices where their normals are the same. */
  readonly walling?: boolean;
}
