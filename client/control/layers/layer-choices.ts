import { computed, type ReadonlySignal, type Signal } from "@preact/signals";
import type { CityLayer } from "../../../shared/city.ts";
import { rememberedNames } from "../../ui/remembered-names.ts";
import type { CityState } from "../load-city.ts";
import { layerKey } from "./layer-key.ts";

/** Layers of which is kept that they were turned off, or on. */
const MOST_KEPT = 128;

/** Which layers of the city are drawn. Those that are off by themselves are told apart: a city may gain some. */
export class LayerChoices {
  /** Keys of layers that were turned off, of those that are on by themselves. */
  readonly off: Signal<ReadonlySet<string>> = rememberedNames("hidden-layers", MOST_KEPT);
  /** Keys of layers that were turned on, of those that are off by themselves. */
  readonly on: Signal<ReadonlySet<string>> = rememberedNames("shown-layers", MOST_KEPT);
  readonly layers: ReadonlySignal<readonly CityLayer[]>;
  /** Keys of all that are not drawn. */
  readonly hidden: ReadonlySignal<ReadonlySet<string>>;
  /** Whether something under the ground is drawn, so that the ground must be looked through. */
  readonly isUnderground: ReadonlySignal<boolean>;

  constructor(city: ReadonlySignal<CityState>) {
    this.layers = computed(() =>
      city.value.state === "ready" ? (city.value.city.layers ?? []) : [],
    );
    this.hidden = computed(
      () => new Set(this.layers.value.filter((each) => !this.isShown(each)).map(layerKey)),
    );
    this.isUnderground = computed(() =>
      this.layers.value.some((each) => each.underground === true && this.isShown(each)),
    );
  }

  isShown(layer: CityLayer): boolean {
    const key = layerKey(layer);
    return this.#isOff(layer) ? this.on.value.has(key) : !this.off.value.has(key);
  }

  show(layer: CityLayer, shown: boolean): void {
    const isOff = this.#isOff(layer);
    const set = isOff ? this.on : this.off;
    const next = new Set(set.peek());
    if (shown === isOff) next.add(layerKey(layer));
    else next.delete(layerKey(layer));
    set.value = next;
  }

  /** Whether it is off by itself. A city of nothing but pipes shows its pipes. */
  #isOff({ off }: CityLayer): boolean {
    return off === true && this.layers.value.some((each) => each.off !== true);
  }
}
