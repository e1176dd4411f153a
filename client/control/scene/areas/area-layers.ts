import type { MultiPolygon, Polygon } from "geojson";
import type { RegionFeature } from "../../../../shared/region.ts";

/** A district as the map shades it. */
export interface ShadedArea {
  readonly id: string;
  readonly geometry: Polygon | MultiPolygon;
  /** From 0 to 1 on the legend's scale; undefined is not shaded. */
  readonly level: number | undefined;
  /** Written at its middle. */
  readonly label: string;
}

/** Which area is drawn brighter. */
export interface ChosenArea {
  readonly type: "region" | "district";
  readonly id: string;
}

/** Areas on the map: districts shaded by what is in them, regions with their floor and ceiling. */
export interface AreaLayers {
  /** Empty: none is drawn. */
  setDistricts(areas: readonly ShadedArea[]): void;
  /** Empty: none is drawn. `labels` by id; a region that has none is labelled with its name. */
  setRegions(regions: readonly RegionFeature[], labels: ReadonlyMap<string, string>): void;
  setChosen(chosen: ChosenArea | undefined): void;
  /** Something crossed the border of a region: it lights up for a moment. */
  pulse(region: string): void;
  /** Comes to look at an area. */
  flyToArea(geometry: Polygon | MultiPolygon): void;
}
