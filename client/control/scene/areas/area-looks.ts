import type { Color } from "cesium";
import type { SceneTheme } from "../scene-theme.ts";
import type { LineLook } from "./area-lines.ts";

/** How areas are drawn over a city as bright as it is now. */
export interface AreaLooks {
  readonly district: LineLook;
  readonly region: LineLook;
  readonly chosen: LineLook;
  readonly fill: Color;
  readonly chosenFill: Color;
}

export function areaLooks({ symbols, chosenBuilding }: SceneTheme): AreaLooks {
  const line = symbols.highlight;
  return {
    district: { color: line.withAlpha(0.5), width: 1.2 },
    region: { color: line.withAlpha(0.9), width: 2 },
    chosen: { color: chosenBuilding.withAlpha(1), width: 3.5 },
    fill: line.withAlpha(0.07),
    chosenFill: chosenBuilding.withAlpha(0.16),
  };
}
