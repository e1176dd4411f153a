import type { Bilingual } from "./city.ts";

/**
 * `networks.buildings`: where each building stands, a column a property, one entry a building. Compact:
 * as GeoJSON it would be four times as long.
 */
export interface CityFootprints {
  readonly ids: readonly string[];
  /** Place of each building's use in `useNames`. */
  readonly uses: readonly number[];
  readonly useNames: readonly string[];
  /** Null where it is not known. */
  readonly floors: readonly (number | null)[];
  readonly people: readonly (number | null)[];
  /** Where its walls begin, and from there to its top: decimetres; the first above the sea. */
  readonly bases: readonly number[];
  readonly heights: readonly number[];
  /**
   * Outlines of its parts on the ground: east, north, east, north … in decimetres of the city's plane
   * (`origin` in city.json), anticlockwise, not closed.
   */
  readonly outlines: readonly (readonly (readonly number[])[])[];
  /** Of buildings whose outlines are not all as high as its top, by their place in `ids`: of each outline, as `heights`. */
  readonly tops?: Readonly<Record<string, readonly number[]>>;
  /** Parts that stand on other parts, by the building's place: height of its top, then its outline. */
  readonly raised?: Readonly<Record<string, readonly (readonly number[])[]>>;
  /** Names of those that have one, by their place in `ids`. */
  readonly names?: Readonly<Record<string, Bilingual>>;
  /** What else the source says of them, but for texts: by the columns of `attributes` in city.json. */
  readonly attributes?: Readonly<Record<string, FootprintAttribute>>;
}

/** An attribute of buildings. */
export interface FootprintAttribute {
  readonly type: "number" | "category" | "boolean";
  /** Of a category: what there is; a cell is a place in it. */
  readonly values?: readonly string[];
  /** The source's code of each value, where one has one. */
  readonly codes?: readonly (string | null)[];
  /** Where few buildings have it: the places in `ids` of those that do. */
  readonly places?: readonly number[];
  /** One for each building, or each of `places`; null where it has none; of a boolean 0 or 1. */
  readonly cells: readonly (number | null)[];
}
