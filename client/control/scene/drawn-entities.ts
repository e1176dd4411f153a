import type { Store } from "../../twin/store.ts";
import type { EntityFeed } from "./entity-feed.ts";
import type { EntityInstances } from "./entity-instances.ts";
import type { EntityView } from "./entity-primitive.ts";
import type { LocalSpace } from "./local-space.ts";
import { MODEL_TRAITS, MODEL_TYPES } from "./model-types.ts";

export interface DrawnParts {
  readonly store: Store;
  readonly instances: EntityInstances;
  readonly feed: EntityFeed;
  readonly view: EntityView;
  /** Seconds, the clock of the instances. */
  readonly clock: () => number;
  /** Seconds of a clock that never stands. */
  readonly seconds: () => number;
}

/** CSS pixels from an entity's place up to what may be written over its symbol. */
const OVER_SYMBOL = 14;
const OVER_CHOSEN = 22;
const OVER_MODEL = 6;
/** Over the pin that a chosen model has. */
const OVER_PIN = 50;
/** Part of its reach within which a model is seen rather than its symbol. */
const SEEN = 0.88;

/** The drawn entities, as whoever writes their names asks for them: by slot, in metres of their frame. */
export class DrawnEntities {
  readonly #parts: DrawnParts;

  constructor(parts: DrawnParts) {
    this.#parts = parts;
  }

  get count(): number {
    return this.#parts.view.count;
  }

  get space(): LocalSpace {
    return this.#parts.view.space;
  }

  /** The slot under the pointer, -1 for none. */
  get hovered(): number {
    return this.#parts.view.hovered;
  }

  /** The slot whose eyes are looked through, -1 for none. */
  get ridden(): number {
    return this.#parts.view.ridden;
  }

  /** Of a clock that runs evenly, whatever moment is shown. */
  seconds(): number {
    return this.#parts.seconds();
  }

  slotOf(id: string): number {
    const handle = this.#parts.store.handleOf(id);
    return handle === undefined ? -1 : this.#parts.feed.slotOf(handle);
  }

  /** The store's handle of what a slot draws. */
  handleOf(slot: number): number {
    return this.#parts.feed.handleOf(slot);
  }

  /** Calls back for each slot from `from` below `to` that is bound for within `reach` metres of an eye. */
  near(
    [from, to]: readonly [number, number],
    kinds: number,
    eye: { readonly x: number; readonly y: number; readonly z: number },
    reach: number,
    found: (slot: number, metres: number) => void,
  ): void {
    const { instances, view } = this.#parts;
    const wanted = kinds & view.kinds;
    for (let slot = from; slot < Math.min(to, view.count); slot++) {
      if (!instances.isShown(slot) || ((wanted >> instances.kindOf(slot)) & 1) === 0) continue;
      const metres = instances.distanceFrom(slot, eye.x, eye.y, eye.z);
      if (metres < reach) found(slot, metres);
    }
  }

  /**
   * Writes the top of what a slot is drawn as into `out`: east, north, up in metres. Gives the CSS pixels
   * to leave above that.
   */
  top(
    slot: number,
    eye: { readonly x: number; readonly y: number; readonly z: number },
    out: Float64Array,
  ): number {
    const { instances, view } = this.#parts;
    instances.shownAt(slot, this.#parts.clock(), out);
    const model = instances.modelOf(slot);
    const isChosen = slot === view.selected;
    const away = Math.hypot(
      eye.x - (out[0] as number),
      eye.y - (out[1] as number),
      eye.z - (out[2] as number),
    );
    const isModel = away < SEEN * (view.reaches[model] ?? 0);
    if (!isModel) return isChosen ? OVER_CHOSEN : OVER_SYMBOL;
    out[2] = (out[2] as number) + MODEL_TRAITS[MODEL_TYPES[model] ?? "none"].height;
    return isChosen ? OVER_PIN : OVER_MODEL;
  }
}
