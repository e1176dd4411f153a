import { effect } from "@preact/signals";
import type { Cesium3DTileFeature } from "cesium";
import type { SceneContext } from "../scene-context.ts";
import { FoundBuilding } from "./found-building.ts";
import { PlacePin } from "./place-pin.ts";

/** Shows on the map what was chosen from a search: a place by a pin, a building in the chosen one's colour. */
export class FindingLayer {
  readonly #pin: PlacePin;
  readonly #building: FoundBuilding;
  readonly #unselect: () => void;

  constructor(context: SceneContext, choose: (building: Cesium3DTileFeature | undefined) => void) {
    this.#pin = new PlacePin(context);
    this.#building = new FoundBuilding(context, choose);
    this.#unselect = effect(() => {
      const selected = context.selection.current.value;
      this.#pin.set(selected?.type === "place" ? selected.place.position : undefined);
      this.#building.look(selected?.type === "building" ? selected.id : undefined);
    });
  }

  /** Before each frame; nothing of it moves by itself. */
  beforeFrame(): boolean {
    this.#pin.beforeFrame();
    this.#building.beforeFrame();
    return false;
  }

  destroy(): void {
    this.#unselect();
    this.#pin.destroy();
    this.#building.stop();
  }
}
