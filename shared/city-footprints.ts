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
  readonly floors: readonly number[];
  readonly people: readonly number[];
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
}
