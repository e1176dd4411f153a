import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Cesium3DTileFeature } from "cesium";
import { buildingProperties } from "../building-properties.ts";
import type { SceneContext } from "../scene-context.ts";
import { FoundBuilding } from "./found-building.ts";
import { PlacePin } from "./place-pin.ts";

/** What a tile says of a feature. */
export interface FoundFeature {
  readonly id: string;
  readonly properties: ReadonlyMap<string, unknown>;
}

/** Shows on the map what was chosen from a search: a place by a pin, a building in the chosen one's colour. */
export class FindingLayer {
  readonly #pin: PlacePin;
  readonly #building: FoundBuilding;
  readonly #unselect: () => void;
  readonly #found: Signal<FoundFeature | undefined> = signal<FoundFeature | undefined>(undefined);

  constructor(context: SceneContext, choose: (building: Cesium3DTileFeature | undefined) => void) {
    this.#pin = new PlacePin(context);
    this.#building = new FoundBuilding(context, (building) => {
      choose(building);
      const selected = context.selection.current.peek();
      const id = selected?.type === "building" ? selected.id : undefined;
      this.#found.value =
        building && id !== undefined ? { id, properties: buildingProperties(building) } : undefined;
    });
    this.#unselect = effect(() => {
      const selected = context.selection.current.value;
      this.#pin.set(selected?.type === "place" ? selected.place.position : undefined);
      this.#building.look(selected?.type === "building" ? selected.id : undefined);
    });
  }

  /** What the tiles say of the building that was searched for: more than the search knows. */
  get found(): ReadonlySignal<FoundFeature | undefined> {
    return this.#found;
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
