import type { Crossing, RoadWorld } from "./road-graph.ts";

/** Metres between two stop lines that the longest vehicle fits between with some to spare. */
const SHORTEST_EDGE = 13.2;

/**
 * Crossings of a world: a junction each, but those that a road too short for a bus joins are one. Who
 * enters such a road could not be sure of clearing the junction behind.
 */
export function joinShortRoads(world: RoadWorld): Crossing[] {
  const groups = new Groups(world.junctions.map(({ id }) => id));
  const short = new Set<RoadWorld["roads"][number]>();
  const degree = new Map<string, number>();
  for (const { from, to } of world.roads) {
    degree.set(from, (degree.get(from) ?? 0) + 1);
    degree.set(to, (degree.get(to) ?? 0) + 1);
  }
  for (const road of world.roads) {
    const free = road.line.length - road.trimFrom - road.trimTo;
    // A short blind alley stays a road as far as it can: there is nothing to join it to.
    if (free >= SHORTEST_EDGE || road.from === road.to) continue;
    short.add(road);
    groups.join(road.from, road.to);
  }
  const crossings = new Map<string, Crossing>();
  for (const junction of world.junctions) {
    const root = groups.rootOf(junction.id);
    const known = crossings.get(root);
    const roads = degree.get(junction.id) ?? 0;
    if (known === undefined) {
      const number = crossings.size;
      crossings.set(root, {
        number,
        junctions: [junction],
        signals: junction.signals,
        incoming: [],
        outgoing: [],
        inside: [],
        roads,
      });
    } else {
      crossings.set(root, {
        ...known,
        junctions: [...known.junctions, junction],
        signals: known.signals || junction.signals,
        roads: known.roads + roads,
      });
    }
  }
  for (const road of short) crossings.get(groups.rootOf(road.from))?.inside.push(road);
  return [...crossings.values()];
}

/** Sets that grow together. Source: disjoint-set forest, Galler and Fischer 1964. */
class Groups {
  readonly #parent: Map<string, string>;

  constructor(names: readonly string[]) {
    this.#parent = new Map(names.map((name) => [name, name]));
  }

  rootOf(name: string): string {
    let root = name;
    for (;;) {
      const above = this.#parent.get(root) ?? root;
      if (above === root) return root;
      this.#parent.set(root, this.#parent.get(above) ?? above);
      root = above;
    }
  }

  join(one: string, other: string): void {
    this.#parent.set(this.rootOf(one), this.rootOf(other));
  }
}
