import type { Bbox } from "./cell.ts";

/** `/tiles/{city}/city.json`: what a page must know of a city before it draws it. */
export interface City {
  readonly id: string;
  readonly name: { readonly en: string; readonly ja: string };
  /** Tilesets to draw, relative to this file. */
  readonly tilesets: readonly string[];
  readonly bounds: Bbox;
  /** IANA name of the zone that the city lives in; pages show their own where absent. */
  readonly timeZone?: string;
  /** Where the ground is, metres above the ellipsoid, and how that is known. */
  readonly ground: { readonly height: number; readonly method: string };
  /** Sources to credit on screen. */
  readonly attribution: readonly string[];
}
