import { ENTITY_KINDS } from "../../../shared/entity.ts";
import type { Store } from "../../twin/store.ts";

/** Up to so many of a kind have their full symbols; from the second number on they are a crowd. */
const FEW = 60;
const CROWD = 900;
/** Seconds from one count to the next; all entities are looked at. */
const PERIOD = 0.5;
/** A picture that has changed by this part of itself is counted at once. */
const CHANGE = 0.1;

/**
 * How crowded each kind is in the picture, 0 to 1, in the order of ENTITY_KINDS. Symbols of a crowd are
 * drawn small; the few buses among a thousand cars are not.
 */
export class Crowding {
  readonly #counts = new Float64Array(ENTITY_KINDS.length);
  #crowds: readonly number[] = ENTITY_KINDS.map(() => 0);
  #busy = 0;
  #countedAt = Number.NaN;
  #size = 0;

  /** How crowded the picture is with all kinds together, 0 to 1, at the last count. */
  get busy(): number {
    return this.#busy;
  }

  /** At `clock`, in seconds of any clock. */
  at(store: Pick<Store, "columns" | "size">, clock: number): readonly number[] {
    const changed = Math.abs(store.size - this.#size) > CHANGE * this.#size;
    const recent = Math.abs(clock - this.#countedAt) < PERIOD;
    if (recent && !changed) return this.#crowds;
    this.#countedAt = clock;
    this.#size = store.size;
    this.#count(store);
    this.#crowds = Array.from(this.#counts, crowd);
    this.#busy = crowd(this.#counts.reduce((sum, count) => sum + count, 0));
    return this.#crowds;
  }

  #count({ columns }: Pick<Store, "columns">): void {
    const { present, kinds } = columns;
    this.#counts.fill(0);
    for (let handle = 0; handle < present.length; handle++) {
      const kind = kinds[handle] as number;
      if (present[handle] === 1 && kind < this.#counts.length)
        this.#counts[kind] = (this.#counts[kind] as number) + 1;
    }
  }
}

function crowd(count: number): number {
  const part = Math.log(Math.max(count, 1) / FEW) / Math.log(CROWD / FEW);
  return Math.min(1, Math.max(0, part));
}
