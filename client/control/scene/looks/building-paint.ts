import { type Cesium3DTileFeature, Cesium3DTileStyle, Color } from "cesium";
import type { CityTiles } from "../city-tiles.ts";
import type { BuildingColors } from "./map-looks.ts";
import { familyOf, USE_FAMILIES, type UseFamilyId } from "./use-families.ts";

const COLORS = new Map<UseFamilyId, Color>(
  USE_FAMILIES.map(({ id, color }) => [id, Color.fromCssColorString(color)]),
);

/** The colours of the buildings: their own plaster, or one for each family of uses. */
export class BuildingPaint {
  readonly #tiles: CityTiles | undefined;
  readonly #chosenColor: (building: Cesium3DTileFeature) => Color | undefined;
  #by: BuildingColors = "plaster";

  /** `chosenColor`: that of the chosen building, which no paint covers. */
  constructor(
    tiles: CityTiles | undefined,
    chosenColor: (building: Cesium3DTileFeature) => Color | undefined,
  ) {
    this.#tiles = tiles;
    this.#chosenColor = chosenColor;
  }

  set(by: BuildingColors): void {
    if (by === this.#by) return;
    this.#by = by;
    // Asked of each building once, as its tile comes; never in a frame.
    const style = new Cesium3DTileStyle();
    // A copy of its own: what Cesium offers to write into may be one of its constants.
    const evaluateColor = (building: Cesium3DTileFeature) =>
      Color.clone(this.#chosenColor(building) ?? this.of(building));
    Object.assign(style, { color: { evaluateColor } });
    this.#tiles?.paintBuildings(style, by === "use");
  }

  /** What a building is painted with where it is not chosen. */
  of(building: Cesium3DTileFeature): Color {
    if (this.#by === "plaster") return Color.WHITE;
    return COLORS.get(familyOf((name) => building.getProperty(name))) ?? Color.WHITE;
  }
}
