import { standsAlone } from "./object-classes.ts";

/** A CityObject as it arrived. */
export interface Arrived {
  readonly key: string;
  readonly type: string;
  readonly parents: readonly string[];
  readonly children: readonly string[];
  /** Its JSON; it may have been let go meanwhile and is then read again. */
  readonly load: () => Promise<unknown>;
}

/** An object and the parts that are merged into it, it first. */
export interface Family {
  readonly members: readonly Arrived[];
  /** What is odd about it, in the words of a rule. */
  readonly note?: string;
}

interface Waiting {
  readonly members: Arrived[];
  missing: number;
}

const MISSING = "parts that it names are not there";
const STRAY = "a part whose whole does not name it became a feature of its own";

/**
 * Brings objects and their parts together, in whatever order they come. What waits is only who is related
 * to whom; objects that are complete go at once.
 */
export class Families {
  /** By the key of a part that has not arrived. */
  readonly #expected = new Map<string, Waiting>();
  readonly #unfinished = new Set<Waiting>();
  /** Parts that arrived before the whole that names them. */
  readonly #early = new Map<string, Arrived>();

  /** @returns the families that are complete with it: mostly its own */
  add(object: Arrived): Family[] {
    const alone = standsAlone(object.type) || object.parents.length === 0;
    const expecting = this.#expected.get(object.key);
    if (expecting === undefined && !alone) {
      this.#early.set(object.key, object);
      return [];
    }
    const complete: Family[] = [];
    if (expecting !== undefined) {
      this.#expected.delete(object.key);
      expecting.missing--;
      if (!alone) this.#join(expecting, object);
      complete.push(...this.#finished(expecting));
    }
    if (alone) {
      const family: Waiting = { members: [], missing: 0 };
      this.#unfinished.add(family);
      this.#join(family, object);
      complete.push(...this.#finished(family));
    }
    return complete;
  }

  /** What is left when no more objects come. */
  *end(): Generator<Family> {
    for (const { members } of this.#unfinished) yield { members, note: MISSING };
    this.#unfinished.clear();
    this.#expected.clear();
    for (const object of [...this.#early.values()]) {
      const nested = object.parents.some((parent) => this.#early.has(parent));
      if (!nested && this.#early.delete(object.key)) yield this.#stray(object);
    }
    // Those that are each other's parents.
    for (const object of [...this.#early.values()]) {
      if (this.#early.delete(object.key)) yield this.#stray(object);
    }
  }

  #stray(object: Arrived): Family {
    const family: Waiting = { members: [], missing: 0 };
    this.#join(family, object);
    return { members: family.members, note: STRAY };
  }

  #join(family: Waiting, object: Arrived): void {
    const joining = [object];
    for (let next = joining.pop(); next !== undefined; next = joining.pop()) {
      family.members.push(next);
      // A group names what is in it; that is not a part of it.
      if (next.type === "CityObjectGroup") continue;
      for (const child of next.children) {
        const early = this.#early.get(child);
        if (early !== undefined) {
          this.#early.delete(child);
          joining.push(early);
        } else if (!this.#expected.has(child)) {
          this.#expected.set(child, family);
          family.missing++;
        }
      }
    }
  }

  #finished(family: Waiting): Family[] {
    if (family.missing > 0) return [];
    this.#unfinished.delete(family);
    return [{ members: family.members }];
  }
}
