import { MinHeap } from "./min-heap.ts";
import type { RoadNetwork } from "./road-network.ts";

/** Seconds that a way over a crossing costs beside the driving: more where one waits for others. */
const SIGNAL_WAIT = 9;
const TURN_COST = { straight: 1, left: 2, right: 6, back: 25 };
/** Weight of the newest measured time of an edge. */
const NEWEST = 0.15;

/**
 * Which edge to take next towards each of a number of goals (edges), by travel time. A row belongs to a
 * goal. Source: Dijkstra 1959, from the goal backward; of equal ways the one found first.
 */
export class Routes {
  readonly #network: RoadNetwork;
  readonly #next: Int32Array;
  readonly #cost: Float32Array;
  readonly #goals: Int32Array;
  /** Seconds along each edge, as driven lately. */
  readonly #time: Float64Array;
  /** Backward: by edge, the edges that lead into it and what the turn costs. */
  readonly #intoStart: Int32Array;
  readonly #into: Int32Array;
  readonly #intoCost: Float64Array;
  readonly #heap: MinHeap;

  /** @param rows Goals that can be kept at once. */
  constructor(network: RoadNetwork, rows: number) {
    const { edges } = network;
    this.#network = network;
    this.#next = new Int32Array(rows * edges).fill(-1);
    this.#cost = new Float32Array(rows * edges).fill(Number.POSITIVE_INFINITY);
    this.#goals = new Int32Array(rows).fill(-1);
    this.#time = Float64Array.from({ length: edges }, (_, edge) => this.#freeTime(edge));
    const into: Map<number, number>[] = Array.from({ length: edges }, () => new Map());
    for (const turn of network.turns) {
      const cost = TURN_COST[turn.way] + (turn.crossing.signals ? SIGNAL_WAIT : 0);
      const known = into[turn.to.number]?.get(turn.from.number) ?? Number.POSITIVE_INFINITY;
      into[turn.to.number]?.set(turn.from.number, Math.min(cost, known));
    }
    this.#intoStart = new Int32Array(edges + 1);
    for (const [edge, list] of into.entries()) {
      this.#intoStart[edge + 1] = (this.#intoStart[edge] as number) + list.size;
    }
    this.#into = Int32Array.from(into.flatMap((list) => [...list.keys()]));
    this.#intoCost = Float64Array.from(into.flatMap((list) => [...list.values()]));
    // Each edge at most once for each edge that it leads to.
    this.#heap = new MinHeap(this.#into.length + 1);
  }

  /** The edge after `edge` on the way to the goal of a row; -1 at the goal and where no way leads there. */
  next(row: number, edge: number): number {
    return this.#next[row * this.#network.edges + edge] as number;
  }

  /** Seconds from the beginning of `edge` to the goal's end; infinite where no way leads there. */
  cost(row: number, edge: number): number {
    return this.#cost[row * this.#network.edges + edge] as number;
  }

  goalOf(row: number): number {
    return this.#goals[row] as number;
  }

  /** Tells how long a vehicle took along an edge. */
  measured(edge: number, seconds: number): void {
    const known = this.#time[edge] as number;
    // One long stay (a red, a bus at its stop) is no jam.
    const counted = Math.min(seconds, 4 * known + 60);
    this.#time[edge] = known + NEWEST * (counted - known);
  }

  /** Finds the ways to a goal anew, by the times measured so far, which count less afterwards. */
  aim(row: number, goal: number): void {
    const { edges } = this.#network;
    const base = row * edges;
    this.#goals[row] = goal;
    this.#next.fill(-1, base, base + edges);
    this.#cost.fill(Number.POSITIVE_INFINITY, base, base + edges);
    this.#cost[base + goal] = this.#time[goal] as number;
    this.#heap.clear();
    this.#heap.push(goal, this.#cost[base + goal] as number);
    while (this.#heap.size > 0) {
      const edge = this.#heap.pop();
      const cost = this.#cost[base + edge] as number;
      if (this.#heap.poppedKey > cost) continue;
      this.#relax(base, edge, cost);
    }
  }

  /** Lets what was measured on all edges fade towards a free road. */
  fade(): void {
    for (let edge = 0; edge < this.#time.length; edge++) {
      const known = this.#time[edge] as number;
      this.#time[edge] = known + 0.008 * (this.#freeTime(edge) - known);
    }
  }

  #relax(base: number, edge: number, cost: number): void {
    const end = this.#intoStart[edge + 1] as number;
    for (let i = this.#intoStart[edge] as number; i < end; i++) {
      const before = this.#into[i] as number;
      // Compared as it is kept, in single precision.
      const total = Math.fround(
        cost + (this.#intoCost[i] as number) + (this.#time[before] as number),
      );
      if (total >= (this.#cost[base + before] as number)) continue;
      this.#cost[base + before] = total;
      this.#next[base + before] = edge;
      this.#heap.push(before, total);
    }
  }

  #freeTime(edge: number): number {
    const { edgeLength, edgeLimit } = this.#network;
    return (edgeLength[edge] as number) / (0.85 * (edgeLimit[edge] as number));
  }
}
