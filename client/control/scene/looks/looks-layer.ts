import type { Cesium3DTileFeature, Color } from "cesium";
import { LAYER_ROLES, type LayerRole } from "../../../../shared/city.ts";
import type { SceneContext } from "../scene-context.ts";
import { BuildingPaint } from "./building-paint.ts";
import { MapLabels } from "./map-labels.ts";
import type { BuildingColors, MapLooks } from "./map-looks.ts";

/** Applies what the person has set of the map's looks. */
export class LooksLayer implements MapLooks {
  readonly #context: SceneContext;
  readonly #paint: BuildingPaint;
  readonly #labels: MapLabels;

  constructor(context: SceneContext) {
    this.#context = context;
    this.#paint = new BuildingPaint(context.tiles, context.chosenColor);
    this.#labels = new MapLabels(context);
  }

  setBuildingColors(by: BuildingColors): void {
    this.#paint.set(by);
    this.#context.scene.requestRender();
  }

  setLayersShown(roles: ReadonlySet<LayerRole>): void {
    this.#context.tiles?.setHidden(new Set(LAYER_ROLES.filter((role) => !roles.has(role))));
    this.#context.scene.requestRender();
  }

  setSourcesHidden(sources: ReadonlySet<string>): void {
    this.#context.entities.setSourcesHidden(sources);
  }

  setLabelsShown(shown: boolean): void {
    this.#labels.shown = shown;
  }

  /** What a building is painted with where it is not chosen. */
  paintOf(building: Cesium3DTileFeature): Color {
    return this.#paint.of(building);
  }

  /** Before each frame; true where it moves of itself. */
  beforeFrame(): boolean {
    this.#labels.beforeFrame();
    return false;
  }

  destroy(): void {
    this.#labels.destroy();
  }
}
