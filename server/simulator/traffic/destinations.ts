import type { ZoneUse } from "../../../shared/city-places.ts";
import type { Random } from "../../../shared/random.ts";
import type { CarParks } from "./car-parks.ts";
import type { RoadNetwork } from "./road-network.ts";
import { Routes } from "./routes.ts";

/** Car parks that ways are kept to; those beyond keep whom they have. */
const MOST_GOALS = 160;
/** Ways to other places at once: of stalled trucks, and of buses that missed a turn. */
const SPECIAL_ROWS = 24;

/** How much a use draws people: in the morning, about noon, in the evening, by night. */
const DRAW: Readonly<Record<ZoneUse, readonly [number, number, number, number]>> = {
  commercial: [2, 3, 2, 0.6],
  mixed: [1.3, 1.5, 1.5, 1],
  industrial: [2.5, 1, 0.4, 0.5],
  harbour: [2, 1.2, 0.5, 0.5],
  public: [1.6, 1.5, 0.8, 0.4],
  residential: [0.5, 0.8, 2.2, 1.5],
  green: [0.6, 1.2, 0.6, 0.3],
  rural: [0.6, 0.8, 1, 0.8],
};

/** Where vehicles are bound for, and the ways there. */
export class Destinations {
  readonly routes: Routes;
  /** By row of `routes`: the car park it leads to. */
  readonly #goals: readonly number[];
  readonly #parks: CarParks;
  /** By row: sum of the draws up to it, for the period that it was made for. */
  readonly #sums: Float64Array;
  #period = -1;
  readonly #freeRows: number[];
  #oldest = 0;

  constructor(parks: CarParks, network: RoadNetwork) {
    this.#parks = parks;
    const every = Math.max(1, parks.all.length / MOST_GOALS);
    const count = Math.min(parks.all.length, MOST_GOALS);
    this.#goals = Array.from({ length: count }, (_, i) => Math.floor(i * every));
    this.routes = new Routes(network, count + SPECIAL_ROWS);
    for (const [row, park] of this.#goals.entries()) {
      this.routes.aim(row, parks.all[park]?.edge ?? 0);
    }
    this.#sums = new Float64Array(count);
    this.#freeRows = Array.from({ length: SPECIAL_ROWS }, (_, i) => count + SPECIAL_ROWS - 1 - i);
  }

  /** Car parks that can be driven to. */
  get count(): number {
    return this.#goals.length;
  }

  parkOf(row: number): number {
    return this.#goals[row] as number;
  }

  /** A row whose car park has room and can be reached from an edge, the further of two; -1 after too many tries. */
  draw(from: number, hour: number, random: Random): number {
    this.#sum(hour);
    const total = this.#sums[this.#sums.length - 1] ?? 0;
    let best = -1;
    let furthest = -1;
    for (let tries = 0, found = 0; tries < 12 && found < 2; tries++) {
      const row = this.#rowAt(random.next() * total);
      if (this.#parks.isFull(this.parkOf(row)) || this.routes.goalOf(row) === from) continue;
      const cost = this.routes.cost(row, from);
      if (cost === Number.POSITIVE_INFINITY) continue;
      found++;
      if (cost > furthest) {
        furthest = cost;
        best = row;
      }
    }
    return best;
  }

  /** A row towards any edge; undefined where all are in use. Give it back. */
  borrow(edge: number): number | undefined {
    const row = this.#freeRows.pop();
    if (row !== undefined) this.routes.aim(row, edge);
    return row;
  }

  giveBack(row: number): void {
    this.#freeRows.push(row);
  }

  isBorrowed(row: number): boolean {
    return row >= this.#goals.length;
  }

  /** Finds the ways to one of the car parks anew, by the times driven lately: each has its turn. */
  refresh(): void {
    if (this.#goals.length === 0) return;
    this.#oldest = (this.#oldest + 1) % this.#goals.length;
    this.routes.aim(this.#oldest, this.routes.goalOf(this.#oldest));
    this.routes.fade();
  }

  #rowAt(sum: number): number {
    let low = 0;
    let high = this.#sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] as number) > sum) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #sum(hour: number): void {
    const period = hour < 5 || hour >= 22 ? 3 : hour < 10 ? 0 : hour < 16 ? 1 : 2;
    if (period === this.#period) return;
    this.#period = period;
    let sum = 0;
    for (const [row, park] of this.#goals.entries()) {
      const { use, stalls } = this.#parks.all[park] ?? { use: undefined, stalls: [] };
      sum += (use === undefined ? 1 : (DRAW[use][period] ?? 1)) * (6 + stalls.length);
      this.#sums[row] = sum;
    }
  }
}
