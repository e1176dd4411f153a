import type { Bbox } from "./cell.ts";

/** A text that people read, in the languages of the pages. */
export interface Bilingual {
  readonly en: string;
  readonly ja: string;
}

/** What a tileset holds, so that a page can light it, hide it, and know what a click on it means. */
export type LayerRole = "buildings" | "ground" | "vegetation";

/** `/tiles/{city}/city.json`: what a page must know of a city before it draws it. */
export interface City {
  readonly id: string;
  readonly name: Bilingual;
  /** Tilesets to draw, relative to this file. */
  readonly tilesets: readonly string[];
  /** The same city in parts, where it is known in parts; pages draw these instead of `tilesets`. */
  readonly layers?: readonly CityLayer[];
  readonly bounds: Bbox;
  /** IANA name of the zone that the city lives in; pages show their own where absent. */
  readonly timeZone?: string;
  /** Where the ground is, metres above the ellipsoid, and how that is known. */
  readonly ground: { readonly height: number; readonly method: string };
  /** Origin of the city's plane (shared/city-plane.ts): degrees; height of the sea above the ellipsoid. */
  readonly origin?: {
    readonly longitude: number;
    readonly latitude: number;
    readonly height: number;
  };
  /** GeoJSON files of the city's networks and places, relative to this file. */
  readonly networks?: CityFiles;
  /** Views that show the city well; the first is where a page begins. */
  readonly viewpoints?: readonly Viewpoint[];
  /** Where the city is invented and not real, so that every page can say so. */
  readonly invented?: boolean;
  /** Sources to credit on screen. */
  readonly attribution: readonly string[];
}

export interface CityLayer {
  readonly role: LayerRole;
  readonly tileset: string;
  /** Whether its vertices carry `_SURFACE` and metric `TEXCOORD_0` (shared/surface.ts). */
  readonly surfaces: boolean;
}

/**
 * Each a GeoJSON FeatureCollection as shared/city-networks.ts and shared/city-places.ts tell; `buildings`
 * as shared/city-footprints.ts does, `ground` as shared/city-ground.ts does.
 */
export interface CityFiles {
  readonly roads?: string;
  readonly rail?: string;
  readonly buses?: string;
  readonly footways?: string;
  readonly air?: string;
  readonly places?: string;
  readonly buildings?: string;
  readonly ground?: string;
}

export interface Viewpoint {
  readonly id: string;
  readonly name: Bilingual;
  /** Of the eye: degrees, metres above the ellipsoid. */
  readonly longitude: number;
  readonly latitude: number;
  readonly height: number;
  readonly headingDegrees: number;
  /** Below the horizon is negative. */
  readonly pitchDegrees: number;
}
