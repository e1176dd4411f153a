import type { FeatureReader } from "./feature-reader.ts";

/** Things with an id of their own, in the order of their file. */
export class NamedList<T extends { readonly id: string }> {
  readonly #byId = new Map<string, T>();

  get all(): readonly T[] {
    return [...this.#byId.values()];
  }

  get(id: string): T | undefined {
    return this.#byId.get(id);
  }

  add(thing: T, reader: FeatureReader): void {
    if (this.#byId.has(thing.id)) reader.refuse(`the id ${thing.id} comes twice.`);
    this.#byId.set(thing.id, thing);
  }

  /** Refuses a feature that speaks of what is not there. */
  demand(id: string, field: string, reader: FeatureReader): void {
    if (!this.#byId.has(id)) reader.refuse(`${field} speaks of ${id}, which is not there.`);
  }
}
