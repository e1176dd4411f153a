import type { Destinations } from "./destinations.ts";
import { DRIVING } from "./fleet.ts";
import type { Roadway } from "./look-ahead.ts";

interface Stall {
  readonly vehicle: number;
  readonly road: string;
  readonly edge: number;
  readonly at: number;
  /** Row that leads to the spot, and the row that it had before. */
  readonly row: number;
  readonly before: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Trucks that are to break down at a place: sent there, standing there, and sent on. */
export class Stalls {
  readonly #way: Roadway;
  readonly #destinations: Destinations;
  #stalls: readonly Stall[] = [];

  constructor(way: Roadway, destinations: Destinations) {
    this.#way = way;
    this.#destinations = destinations;
  }

  /**
   * Sends the truck (or, where none is about, the van, or else any vehicle) that is soonest there to a
   * spot, to stand until a time. Returns who it is; undefined where nobody is about who could.
   */
  send(road: string, metres: number, until: number): number | undefined {
    const { network, fleet } = this.#way;
    const edge = network.graph.edgeOf(road, false) ?? network.graph.edgeOf(road, true);
    if (edge === undefined) return undefined;
    const row = this.#destinations.borrow(edge.number);
    if (row === undefined) return undefined;
    const vehicle = this.#soonest(row, edge.number);
    if (vehicle === undefined) {
      this.#destinations.giveBack(row);
      return undefined;
    }
    const along = (edge.backward ? edge.road.line.length - metres : metres) - edge.start;
    const at = Math.max(Math.min(10, edge.length / 2), Math.min(edge.length - 2, along));
    const before = fleet.row[vehicle] as number;
    this.#stalls = [...this.#stalls, { vehicle, road, edge: edge.number, at, row, before, until }];
    fleet.row[vehicle] = row;
    return vehicle;
  }

  /** Where along an edge a vehicle is to stand; undefined where it is not. */
  spotOn(edge: number, vehicle: number): number | undefined {
    if (this.#stalls.length === 0) return undefined;
    return this.#stalls.find((stall) => stall.vehicle === vehicle && stall.edge === edge)?.at;
  }

  /** Vehicles that stand broken down on a road. */
  on(road: string): readonly number[] {
    const { fleet, network } = this.#way;
    return this.#stalls
      .filter(
        (stall) =>
          stall.road === road &&
          (fleet.strip[stall.vehicle] as number) < network.lanes &&
          fleet.edge[stall.vehicle] === stall.edge &&
          (fleet.speed[stall.vehicle] as number) < 0.1 &&
          stall.at - (fleet.at[stall.vehicle] as number) < 2,
      )
      .map(({ vehicle }) => vehicle);
  }

  /** Takes those whose time has come (or who are let go) out, and returns them, their own goals restored. */
  over(time: number, released?: number): readonly number[] {
    if (this.#stalls.length === 0) return [];
    const done = this.#stalls.filter(({ until, vehicle }) => until <= time || vehicle === released);
    if (done.length === 0) return [];
    this.#stalls = this.#stalls.filter((stall) => !done.includes(stall));
    for (const { vehicle, before, row } of done) {
      this.#way.fleet.row[vehicle] = before;
      this.#destinations.giveBack(row);
    }
    return done.map(({ vehicle }) => vehicle);
  }

  #soonest(row: number, goal: number): number | undefined {
    const { fleet } = this.#way;
    let best: number | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (let vehicle = 0; vehicle < fleet.vehicles; vehicle++) {
      if (fleet.state[vehicle] !== DRIVING || Number.isFinite(fleet.stopAt[vehicle])) continue;
      if (
        fleet.edge[vehicle] === goal ||
        this.#destinations.isBorrowed(fleet.row[vehicle] as number)
      )
        continue;
      const type = fleet.typeOf(vehicle);
      const worse = type === "truck" ? 0 : type === "van" ? 900 : 3600;
      const cost = this.#destinations.routes.cost(row, fleet.edge[vehicle] as number) + worse;
      if (cost < least) {
        least = cost;
        best = vehicle;
      }
    }
    return best;
  }
}
