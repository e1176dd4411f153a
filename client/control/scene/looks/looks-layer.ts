import type { Cesium3DTileFeature, Color } from "cesium";
import type { GroundPrimitive } from "../ground-primitive.ts";
import type { SceneContext } from "../scene-context.ts";
import type { FeatureColors } from "./feature-colors.ts";
import { FeaturePaint } from "./feature-paint.ts";
import { MapLabels } from "./map-labels.ts";
import type { MapLooks } from "./map-looks.ts";

/** Applies what the person has set of the map's looks. */
export class LooksLayer implements MapLooks {
  readonly #context: SceneContext;
  readonly #backdrop: GroundPrimitive | undefined;
  readonly #paint: FeaturePaint;
  readonly #labels: MapLabels;

  /** `backdrop`: the page's own ground and sky, over a city. */
  constructor(context: SceneContext, backdrop: GroundPrimitive | undefined) {
    this.#context = context;
    this.#backdrop = backdrop;
    this.#paint = new FeaturePaint(context);
    this.#labels = new MapLabels(context);
  }

  setColors(colors: FeatureColors | undefined): void {
    this.#paint.set(colors);
  }

  setLayersHidden(keys: ReadonlySet<string>): void {
    this.#context.tiles?.setHidden(keys);
    this.#context.scene.requestRender();
  }

  setGroundClearness(clearness: number): void {
    this.#context.tiles?.setClearness(clearness);
    if (this.#backdrop !== undefined) this.#backdrop.clearness = clearness;
    this.#context.scene.requestRender();
  }

  setSourcesHidden(sources: ReadonlySet<string>): void {
    this.#context.entities.setSourcesHidden(sources);
  }

  setLabelsShown(shown: boolean): void {
    this.#labels.shown = shown;
  }

  /** Whether all that is in view has its colours. */
  get settled(): boolean {
    return this.#paint.settled;
  }

  /** What a thing is painted with where it is not chosen. */
  paintOf(feature: Cesium3DTileFeature): Color {
    return this.#paint.of(feature);
  }

  /** Before each frame, `whole` where it may take as long as it does; true where it has more to do. */
  beforeFrame(whole = false): boolean {
    this.#labels.beforeFrame();
    return this.#paint.beforeFrame(whole);
  }

  destroy(): void {
    this.#paint.destroy();
    this.#labels.destroy();
  }
}
