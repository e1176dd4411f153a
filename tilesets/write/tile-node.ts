import type { FeatureRow } from "./glb/feature-row.ts";
import type { TileMesh } from "./mesh/tile-mesh.ts";

/** What one glb holds. */
export interface TileContent {
  readonly mesh: TileMesh;
  /** Those that its vertices are numbered by; none: nothing in it can be asked about. */
  readonly features: readonly FeatureRow[];
}

/** One tile of a tileset, before it is written. */
export interface TileNode {
  /** Of its file, without ending. */
  readonly name: string;
  /** Metres by which its content is off, as 3D Tiles' geometric error. */
  readonly error: number;
  /** What its children do to its content. */
  readonly refine: "ADD" | "REPLACE";
  /** Made when it is written; empty triangles: no content. */
  readonly content?: () => TileContent;
  /** Its vertices lie on every so many-th point of the lattice: a power of two up to 16. */
  readonly step?: number;
  readonly children: readonly TileNode[];
}

/**
 * Geometric errors of the levels. At 16 pixels of error on a view 720 to 1080 pixels high, a finer
 * level comes in 70 to 105 times as far away as its coarser one's error: `near` from 600 to 950 m on,
 * `middle` to 2,100 to 3,100 m, `fine` things on the ground from 280 to 420 m.
 */
export const LEVEL_ERRORS = { city: 500, far: 30, middle: 9, near: 4 } as const;
