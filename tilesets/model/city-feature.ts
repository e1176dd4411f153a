import type { Bilingual } from "../../shared/city.ts";
import type { FeatureClass } from "../../shared/feature-class.ts";
import type { Attribute } from "./attribute.ts";
import type { Building, Rgb, Ring, Tree } from "./city-model.ts";
import type { ImageRef, SurfaceSemantic } from "./read-feature.ts";

/**
 * A feature in the city's plane, mended and cut into triangles: what the spool keeps and the writer reads.
 * Metres, x east, y north, z above the plane's height.
 */
export interface CityFeature {
  readonly id: string;
  readonly class: FeatureClass;
  readonly type: string;
  readonly name?: Bilingual;
  readonly layer?: Bilingual;
  readonly attributes: readonly Attribute[];
  /** West, south, low, east, north, high. */
  readonly box: readonly [number, number, number, number, number, number];
  /** Levels of detail, coarse to fine; at least one, or `building`, or `trees`. */
  readonly levels: readonly FeatureLevel[];
  /** Of footprints with heights: parts that the writer itself makes walls and roofs of. */
  readonly building?: Building;
  /** Of plants of which no more is known than where they stand. */
  readonly trees?: PlantedTrees;
  /** Outlines on the ground: each an outer ring and its holes. Of buildings, for the server's answers. */
  readonly footprint: readonly (readonly Ring[])[];
}

/** Trees that the writer itself makes trunks and crowns of. */
export interface PlantedTrees {
  readonly trees: readonly Tree[];
  /** Whether their heights are above the ground instead of the plane's. */
  readonly onGround: boolean;
}

export interface FeatureLevel {
  readonly lod: number;
  /** Whether its triangles close a volume, and face outwards. */
  readonly solid: boolean;
  /** It has no height of its own, lies at 0 and is meant to lie on the ground. */
  readonly flat?: true;
  readonly patches: readonly FeaturePatch[];
  /** Polygons of the source that it was made of, and those left out of them. */
  readonly polygons: number;
}

/** Triangles of one feature that look alike. */
export interface FeaturePatch {
  readonly semantic: SurfaceSemantic;
  /** 0 to 255, sRGB; what the semantic looks like where absent. */
  readonly color?: Rgb;
  readonly opacity?: number;
  readonly image?: ImageRef;
  /** x, y, z of each vertex. Corners of one flat polygon share vertices; polygons share none. */
  readonly positions: Float64Array;
  /** Three vertices a triangle, anticlockwise seen from outside. */
  readonly indices: Uint32Array;
  /** With an image: u, v of each vertex, from the image's lower left corner. */
  readonly uvs?: Float32Array;
  /** For each triangle, the number of its polygon within the patch. */
  readonly faces: Uint32Array;
}
