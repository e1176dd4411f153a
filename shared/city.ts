import type { Bbox } from "./cell.ts";

/** A text that people read, in the languages of the pages. */
export interface Bilingual {
  readonly en: string;
  readonly ja: string;
}

/** What a tileset can hold, so that a page can light it, hide it, and know what a click on it means. */
export const LAYER_ROLES = [
  "buildings",
  "ground",
  "vegetation",
  "bridges",
  "roads",
  "railways",
  "water",
  "land-use",
  "urban-plan",
  "hazards",
  "furniture",
  "utilities",
  "others",
] as const;

export type LayerRole = (typeof LAYER_ROLES)[number];

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
  /** Where the data comes from, one entry a source. */
  readonly sources?: readonly CitySource[];
  /** What the source's coordinates and heights were, and how they were turned. */
  readonly reference?: { readonly crs: readonly string[]; readonly heights: string };
  /** How many features of each class were written: `building`, `bridge` … */
  readonly counts?: Readonly<Record<string, number>>;
  /** What the tiles say of their features: columns of EXT_structural_metadata, by their ids. */
  readonly attributes?: readonly CityAttribute[];
}

export interface CitySource {
  readonly title: string;
  readonly publisher?: string;
  readonly licence?: string;
  /** ISO date or year of what it shows. */
  readonly vintage?: string;
  readonly url?: string;
}

/** One column of the tiles' feature tables, for a menu, a legend and a filter. */
export interface CityAttribute {
  /** Of the column: letters, digits and underscores. */
  readonly id: string;
  /** Places in `layers` of those that have it. */
  readonly layers: readonly number[];
  /** As the source names it, from the feature inwards, joined by `/`. */
  readonly path: string;
  readonly label: Bilingual;
  /** What it belongs to: the river of a flood depth, the survey of a year. */
  readonly group?: Bilingual;
  readonly type: "number" | "category" | "text" | "boolean" | "date";
  readonly unit?: string;
  /** Least and greatest, of numbers. */
  readonly range?: readonly [number, number];
  /** Of numbers: values below which a tenth, two tenths … nine tenths lie. */
  readonly deciles?: readonly number[];
  /** Of categories: most frequent first. */
  readonly values?: readonly CityCategory[];
  /** Features that have it. */
  readonly known: number;
}

export interface CityCategory {
  /** As the tiles give it. */
  readonly value: string;
  readonly label?: Bilingual;
  readonly code?: string;
  readonly count: number;
  /** `#rrggbb`. */
  readonly color: string;
}

export interface CityLayer {
  readonly role: LayerRole;
  readonly tileset: string;
  /** Where a city has several of one role, as hazard areas are: what this one is. */
  readonly name?: Bilingual;
  /** Whether it is off until a person turns it on. */
  readonly off?: boolean;
  /** Whether it lies under the ground, so that the ground must become clear for it. */
  readonly underground?: boolean;
  /** Features in it. */
  readonly count?: number;
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
  /** A Flatbush of the boxes of `buildings`, in its order, decimetres of the plane. */
  readonly buildingsIndex?: string;
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
