import type { FeatureCollection } from "geojson";
import type { BuildingUse } from "../../shared/building-use.ts";
import type { Bilingual, Viewpoint } from "../../shared/city.ts";
import type { CityPlane } from "../../shared/city-plane.ts";
import type { Surface } from "../../shared/surface.ts";

/** East and north in metres of the city's plane. */
export type Point2 = readonly [east: number, north: number];
/** East, north and height in metres of the city's plane. */
export type Point3 = readonly [east: number, north: number, height: number];
/** Corners, anticlockwise seen from above, not closed, without self-touch. */
export type Ring = readonly Point2[];

/**
 * A city between reading and writing: grown by demo/ or read from files. All geometry in metres of its
 * plane (shared/city-plane.ts), x east, y north, z up above the sea.
 */
export interface CityModel {
  readonly id: string;
  readonly name: Bilingual;
  readonly plane: CityPlane;
  /** West, south, east, north in metres of the plane. */
  readonly bounds: readonly [number, number, number, number];
  readonly timeZone?: string;
  /** Usual height of the ground, metres of the plane, and how that is known. */
  readonly ground: { readonly height: number; readonly method: string };
  readonly invented: boolean;
  readonly attribution: readonly string[];
  readonly buildings: readonly Building[];
  /** Land, roads and all that lies on them, without overlap; the sea may go on beneath, at height 0. */
  readonly surfaces: readonly GroundPatch[];
  readonly trees: readonly Tree[];
  readonly lamps: readonly Lamp[];
  readonly networks: Networks;
  readonly viewpoints: readonly Viewpoint[];
}

/** GeoJSON in degrees and metres above the ellipsoid; properties as shared/city-networks.ts and city-places.ts tell. */
export interface Networks {
  readonly roads: FeatureCollection;
  readonly rail: FeatureCollection;
  readonly buses: FeatureCollection;
  readonly footways: FeatureCollection;
  readonly air: FeatureCollection;
  readonly places: FeatureCollection;
}

export type RoofShape =
  | "flat"
  | "gable"
  | "hip"
  | "shed"
  | "sawtooth"
  | "barrel"
  | "pyramid"
  | "dome";

/** A building: one or more parts that share an id and attributes. */
export interface Building {
  /** Stable: the same building has the same id at every level and after a rebuild. */
  readonly id: string;
  readonly name?: Bilingual;
  readonly use: BuildingUse;
  readonly floors: number;
  /** Who lives or works there. */
  readonly people: number;
  /** Square metres over all floors. */
  readonly floorArea: number;
  readonly parts: readonly BuildingPart[];
}

/** A prism with a roof. */
export interface BuildingPart {
  readonly footprint: Ring;
  /** Where its walls begin: at or below the lowest ground it touches. */
  readonly base: number;
  /** Where walls end and the roof begins (eaves). */
  readonly eaves: number;
  /** Top of the roof; the same as `eaves` for a flat one. */
  readonly top: number;
  readonly roof: RoofShape;
  /** Direction of the ridge, degrees clockwise from north; along the longer side where absent. */
  readonly ridgeDegrees?: number;
  readonly wall: Extract<Surface, `wall-${string}`>;
  readonly roofing: Extract<Surface, `roof-${string}`>;
  /** 0 to 255, sRGB. */
  readonly wallColor: Rgb;
  readonly roofColor: Rgb;
}

export type Rgb = readonly [red: number, green: number, blue: number];

/** A connected piece of ground of one kind, as triangles. Neighbours share the vertices of their border. */
export interface GroundPatch {
  /** Stable, as for buildings. */
  readonly id: string;
  readonly name?: Bilingual;
  readonly surface: Surface;
  /** x, y, z of each vertex in the plane: east, north, height. */
  readonly positions: Float64Array;
  /** Three vertices a triangle, anticlockwise seen from above (or outside). */
  readonly indices: Uint32Array;
  /** u, v of each vertex in metres as shared/surface.ts tells; absent: 0. */
  readonly coordinates?: Float32Array;
  /** How far away it still matters: metres of error that a view makes by leaving it out. 0: always there. */
  readonly detail?: number;
}

export interface Tree {
  readonly at: Point3;
  /** Metres from ground to top, and across. */
  readonly height: number;
  readonly width: number;
  readonly shape: "round" | "cone" | "pine";
}

/** A street light. */
export interface Lamp {
  readonly at: Point3;
  readonly height: number;
  /** Direction of its arm, degrees clockwise from north. */
  readonly headingDegrees: number;
}
