import { type Primitive, ShowGeometryInstanceAttribute } from "cesium";

/**
 * Hides what a primitive draws of one area, which is drawn brighter elsewhere: one over the other would
 * be neither.
 */
export class HiddenInstances {
  /** Ids of the instances of each area, in what is drawn and in what is being made. */
  #ids: ReadonlyMap<string, readonly object[]> = new Map();
  #nextIds: ReadonlyMap<string, readonly object[]> = new Map();
  #wanted: string | undefined;
  #hidden: string | undefined;

  /** A new primitive is being made. */
  next(ids: ReadonlyMap<string, readonly object[]>): void {
    this.#nextIds = ids;
  }

  /** Nothing is hidden where undefined. */
  hide(area: string | undefined): void {
    this.#wanted = area;
  }

  /** Before each frame; `swapped` where the new primitive has taken its place. */
  follow(primitive: Primitive | undefined, swapped: boolean): void {
    if (swapped) {
      this.#ids = this.#nextIds;
      this.#hidden = undefined;
    }
    if (primitive === undefined || this.#hidden === this.#wanted) return;
    this.#show(primitive, this.#hidden, true);
    this.#show(primitive, this.#wanted, false);
    this.#hidden = this.#wanted;
  }

  #show(primitive: Primitive, area: string | undefined, shown: boolean): void {
    for (const id of this.#ids.get(area ?? "") ?? []) {
      const attributes = primitive.getGeometryInstanceAttributes(id);
      if (attributes !== undefined) attributes.show = ShowGeometryInstanceAttribute.toValue(shown);
    }
  }
}
