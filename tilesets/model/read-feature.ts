import type { Bilingual } from "../../shared/city.ts";
import type { FeatureClass } from "../../shared/feature-class.ts";
import type { Attribute } from "./attribute.ts";
import type { Rgb, RoofShape } from "./city-model.ts";

/** One thing as a reader found it: degrees, and metres above the ellipsoid. Nothing of it is mended yet. */
export interface ReadFeature {
  /** Stable: gml:id, the key of a CityObject, `way/123`. The same after a rerun. */
  readonly id: string;
  readonly class: FeatureClass;
  /** As the source calls its type: `bldg:Building`, `Building`, `building=house`. */
  readonly type: string;
  readonly name?: Bilingual;
  readonly attributes: readonly Attribute[];
  /** In the order of their levels of detail. */
  readonly geometries: readonly ReadGeometry[];
  /** Buildings given as footprints with heights instead of surfaces. */
  readonly prisms?: readonly ReadPrism[];
  /** Layers of one class that are told apart, as hazard areas are: river and scale, in people's words. */
  readonly layer?: Bilingual;
  /**
   * Where a feature is too large to be held at once (relief): the same id comes again, each time with
   * other surfaces. The first has the attributes.
   */
  readonly piece?: number;
}

export interface ReadGeometry {
  /** 0 to 4; CityJSON's 2.2 as it is. */
  readonly lod: number;
  /** `solid`: the polygons close a volume. `flat`: they have no height of their own and lie on the ground. */
  readonly kind: "solid" | "surface" | "flat" | "line" | "point";
  readonly polygons: readonly ReadPolygon[];
  /** Of points: how high they stand is not known but for the ground there. */
  readonly onGround?: true;
  /** Triangles that need no mending of rings: longitude, latitude, height of three corners each. */
  readonly triangles?: Float64Array;
}

export const SURFACE_SEMANTICS = [
  "roof",
  "wall",
  "ground",
  "closure",
  "ceiling",
  "floor",
  "window",
  "door",
  "installation",
  "traffic",
  "auxiliary-traffic",
  "water",
  "other",
] as const;

export type SurfaceSemantic = (typeof SURFACE_SEMANTICS)[number];

/** A surface, a line (one ring that is a path) or a point (one ring of one place). */
export interface ReadPolygon {
  /** As the source calls it, for what is told of it; empty where it has none. */
  readonly id: string;
  /** The outer one first: longitude, latitude, height of each corner; the first repeated at the end or not. */
  readonly rings: readonly Float64Array[];
  readonly semantic: SurfaceSemantic;
  readonly appearance?: ReadAppearance;
  /** A ring of it does not say its first corner again at its end, although its format wants that. */
  readonly unclosed?: true;
  /** With an image: u, v of each corner of each ring, from the image's lower left corner. */
  readonly uvs?: readonly Float32Array[];
}

export interface ReadAppearance {
  /** 0 to 255, sRGB. */
  readonly color?: Rgb;
  /** 0 is clear. */
  readonly opacity?: number;
  readonly image?: ImageRef;
}

/** A picture that a surface shows; the same object for the same file. */
export interface ImageRef {
  /** Its path, from the input that it belongs to: told where it is missing. */
  readonly path: string;
  /** The file's bytes; undefined where there is none. Called when a tile with it is written. */
  readonly open: () => Promise<Uint8Array | undefined>;
  /** Whether it goes on beyond its edges. */
  readonly repeats: boolean;
}

/** A footprint raised to a height. */
export interface ReadPrism {
  /** The outer one first: longitude, latitude of each corner. */
  readonly rings: readonly Float64Array[];
  /** Metres above the ground at the building. */
  readonly base: number;
  readonly eaves: number;
  readonly top: number;
  readonly roof: RoofShape;
  /** Direction of the ridge, degrees clockwise from north; along the longer side where absent. */
  readonly ridgeDegrees?: number;
  readonly wallColor?: Rgb;
  readonly roofColor?: Rgb;
}
