import type { LayerRole } from "../../../../shared/city.ts";

export type BuildingColors = "plaster" | "use";

/** How the map is drawn, as the person has set it. */
export interface MapLooks {
  setBuildingColors(by: BuildingColors): void;
  setLayersShown(roles: ReadonlySet<LayerRole>): void;
  /** Entities of these sources are not drawn. */
  setSourcesHidden(sources: ReadonlySet<string>): void;
  setLabelsShown(shown: boolean): void;
}
