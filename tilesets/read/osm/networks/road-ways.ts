import { NearestFirst } from "./nearest-first.ts";
import type { LaidRoad } from "./road-network.ts";

/** A road in one of its directions. */
export interface Leg {
  readonly road: LaidRoad;
  readonly backward: boolean;
}

/** How a junction was reached. */
interface Reached {
  readonly metres: number;
  readonly leg: Leg | undefined;
}

/** Metres that a gap in a route may be gone around by. */
const DETOUR = 2_000;

/** Ways through the roads, from junction to junction. */
export class RoadWays {
  readonly #from = new Map<number, Leg[]>();

  constructor(roads: readonly LaidRoad[]) {
    for (const road of roads) {
      if (road.facts.lanesForward > 0) this.#add({ road, backward: false });
      if (road.facts.lanesBackward > 0) this.#add({ road, backward: true });
    }
  }

  isJunction(node: number): boolean {
    return this.#from.has(node);
  }

  startOf({ road, backward }: Leg): number {
    return (backward ? road.refs.at(-1) : road.refs[0]) as number;
  }

  endOf({ road, backward }: Leg): number {
    return (backward ? road.refs[0] : road.refs.at(-1)) as number;
  }

  /** Legs through junctions one after the other; one that cannot be reached soon is passed by. */
  through(junctions: readonly number[]): Leg[] {
    const legs: Leg[] = [];
    let at = junctions[0];
    for (const next of junctions.slice(1)) {
      if (at === undefined || next === at) continue;
      const way = this.between(at, next, DETOUR);
      if (way === undefined) continue;
      for (const leg of way) legs.push(leg);
      at = next;
    }
    return legs;
  }

  /** The shortest way of at most so many metres; undefined where there is none. Source: Dijkstra 1959. */
  between(from: number, to: number, most: number): Leg[] | undefined {
    if (from === to) return [];
    const reached = new Map<number, Reached>([[from, { metres: 0, leg: undefined }]]);
    const open = new NearestFirst();
    open.add(from, 0);
    for (let next = open.take(); next !== undefined; next = open.take()) {
      const { node, metres } = next;
      if (node === to) return this.#backTo(from, to, reached);
      // It was reached by a shorter way after it was put there.
      if (metres > (reached.get(node)?.metres ?? 0)) continue;
      for (const leg of this.#from.get(node) ?? []) {
        const end = this.endOf(leg);
        const far = metres + leg.road.line.length;
        if (far > most || far >= (reached.get(end)?.metres ?? Infinity)) continue;
        reached.set(end, { metres: far, leg });
        open.add(end, far);
      }
    }
    return undefined;
  }

  #backTo(from: number, to: number, reached: ReadonlyMap<number, Reached>): Leg[] {
    const legs: Leg[] = [];
    for (let node = to; node !== from; ) {
      const leg = reached.get(node)?.leg;
      if (leg === undefined) break;
      legs.push(leg);
      node = this.startOf(leg);
    }
    return legs.reverse();
  }

  #add(leg: Leg): void {
    const known = this.#from.get(this.startOf(leg));
    if (known === undefined) this.#from.set(this.startOf(leg), [leg]);
    else known.push(leg);
  }
}
