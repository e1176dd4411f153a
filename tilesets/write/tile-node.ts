import type { FeatureRow } from "./glb/feature-row.ts";
import type { TileMesh } from "./mesh/tile-mesh.ts";

/** What one glb holds. */
export interface TileContent {
  /** Triangles without pictures; may be none where there are some with. */
  readonly mesh: TileMesh;
  /** Triangles with a picture each; one primitive each. */
  readonly textured?: readonly TexturedMesh[];
  /** Triangles that are seen through, as glass is: one primitive for each opacity. */
  readonly clear?: readonly ClearMesh[];
  /** Those that its vertices are numbered by; none: nothing in it can be asked about. */
  readonly features: readonly FeatureRow[];
  /** The columns of the features, where not every feature has each; or else they are read off the rows. */
  readonly columns?: readonly ColumnSpec[];
  /** Of the whole, 0 to 1: hazard areas are looked through. */
  readonly opacity?: number;
  /** Whether its triangles are seen from behind too: surfaces that close no volume. */
  readonly doubleSided?: boolean;
}

export interface ClearMesh extends TileMesh {
  /** 0 is clear. */
  readonly opacity: number;
}

/** Triangles that show a picture. Features are numbered as those of the mesh beside it. */
export interface TexturedMesh {
  /** As in TileMesh. */
  readonly positions: Int32Array;
  readonly normals: Int8Array;
  readonly features: Uint32Array;
  readonly indices: Uint32Array;
  /** u, v of each vertex as glTF has them: from the upper left corner. */
  readonly uvs: Float32Array;
  readonly image: TileImage;
}

export interface TileImage {
  readonly bytes: Uint8Array;
  readonly mimeType: "image/jpeg" | "image/png" | "image/webp" | "image/ktx2";
  /** Whether it goes on beyond its edges. */
  readonly repeats: boolean;
  /** Whether there are places in it where nothing is drawn. */
  readonly transparent?: boolean;
}

/** One column of a tile's feature table. */
export interface ColumnSpec {
  /** Letters, digits and underscores. */
  readonly id: string;
  readonly type: "number" | "category" | "text" | "boolean";
  /** For people: the label of the attribute. */
  readonly name?: string;
  /** Of a category: every value that it has in the city, in an order that all tiles share. */
  readonly values?: readonly string[];
}

/** One tile of a tileset, before it is written. */
export interface TileNode {
  /** Of its file, without ending. */
  readonly name: string;
  /** Metres by which its content is off, as 3D Tiles' geometric error. */
  readonly error: number;
  /** What its children do to its content. */
  readonly refine: "ADD" | "REPLACE";
  /** Made when it is written, after those of its children; empty triangles: no content. */
  readonly content?: () => TileContent | Promise<TileContent>;
  /** Its vertices lie on every so many-th point of the lattice: a power of two up to 64, or more where it is wide. */
  readonly step?: number;
  readonly children: readonly TileNode[];
}

/**
 * Geometric errors of the levels. At 16 pixels of error on a view 720 to 1080 pixels high, a finer
 * level comes in 70 to 105 times as far away as its coarser one's error: `near` from 600 to 950 m on,
 * `middle` to 2,100 to 3,100 m, `fine` things on the ground from 280 to 420 m.
 */
export const LEVEL_ERRORS = { city: 500, far: 30, middle: 9, near: 4 } as const;
