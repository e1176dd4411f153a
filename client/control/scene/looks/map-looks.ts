import type { FeatureColors } from "./feature-colors.ts";

export type BuildingColors = "plaster" | "use";

/** How the map is drawn, as the person has set it. */
export interface MapLooks {
  /** Colours the things in the tiles; undefined: as the tiles have them. */
  setColors(colors: FeatureColors | undefined): void;
  /** Layers of these keys are not drawn. */
  setLayersHidden(keys: ReadonlySet<string>): void;
  /** How clear the ground is: 0 is not at all, 1 is gone. */
  setGroundClearness(clearness: number): void;
  /** Entities of these sources are not drawn. */
  setSourcesHidden(sources: ReadonlySet<string>): void;
  setLabelsShown(shown: boolean): void;
}
