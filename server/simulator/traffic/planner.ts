import type { Buses } from "./buses.ts";
import type { CarParks } from "./car-parks.ts";
import type { Destinations } from "./destinations.ts";
import { BY_ROOM, type Entry } from "./entry.ts";
import type { LaneChange } from "./lane-change.ts";
import type { Roadway } from "./look-ahead.ts";
import type { Planner } from "./passage.ts";
import type { Stalls } from "./stalls.ts";
import type { Trips } from "./trips.ts";

/** Seconds that a bus waits before it leaves its circuit. */
const BUS_PATIENCE = 60;

/** Where each vehicle goes next: along its circuit, to where it is to break down, or to its car park. */
export class Plans implements Planner {
  readonly #way: Roadway;
  readonly #parts: {
    readonly parks: CarParks;
    readonly destinations: Destinations;
    readonly buses: Buses;
    readonly stalls: Stalls;
    readonly entry: Entry;
    readonly lanes: LaneChange;
  };

  constructor(
    way: Roadway,
    parts: {
      readonly parks: CarParks;
      readonly destinations: Destinations;
      readonly buses: Buses;
      readonly stalls: Stalls;
      readonly entry: Entry;
      readonly lanes: LaneChange;
    },
  ) {
    this.#way = way;
    this.#parts = parts;
  }

  /** Who gives those at their goals another; set once, since trips are planned too. */
  trips: Pick<Trips, "rebind"> | undefined;

  plan(vehicle: number, edge: number, lane: number): void {
    const { fleet, network } = this.#way;
    const { buses, stalls, destinations, parks } = this.#parts;
    if (fleet.isBus(vehicle)) {
      buses.plan(vehicle, edge, lane);
      return;
    }
    const spot = stalls.spotOn(edge, vehicle);
    if (spot !== undefined || (this.#isAtGoal(vehicle, edge) && !this.#onward(vehicle, edge))) {
      fleet.next[vehicle] = -1;
      fleet.turn[vehicle] = -1;
      fleet.stopAt[vehicle] = spot ?? parks.all[fleet.park[vehicle] as number]?.at ?? 0;
      return;
    }
    fleet.stopAt[vehicle] = Number.POSITIVE_INFINITY;
    const next = destinations.routes.next(fleet.row[vehicle] as number, edge);
    fleet.next[vehicle] = next;
    fleet.turn[vehicle] = network.turnBetween(lane, next);
    if (next < 0) this.#take(vehicle, this.#bestTurn(vehicle, lane, -1, false));
  }

  #isAtGoal(vehicle: number, edge: number): boolean {
    return this.#parts.destinations.routes.goalOf(this.#way.fleet.row[vehicle] as number) === edge;
  }

  /** Where too few are about, gives who comes to its goal another; whether it did. */
  #onward(vehicle: number, edge: number): boolean {
    const row = this.#way.fleet.row[vehicle] as number;
    return (
      !this.#parts.destinations.isBorrowed(row) && (this.trips?.rebind(vehicle, edge) ?? false)
    );
  }

  /** Gives up the errand on this edge: the way goes on and comes back. */
  passBy(vehicle: number): void {
    const { fleet } = this.#way;
    fleet.stopAt[vehicle] = Number.POSITIVE_INFINITY;
    this.#take(vehicle, this.#bestTurn(vehicle, fleet.strip[vehicle] as number, -1, false));
  }

  /** Another way from the lane that a vehicle waits in, where there is one. */
  reroute(vehicle: number, refusal: number): void {
    const { fleet } = this.#way;
    const isFull = refusal === BY_ROOM;
    const isPatient = (fleet.patience[vehicle] as number) < BUS_PATIENCE;
    if (fleet.isBus(vehicle) && isPatient && (isFull || this.#parts.lanes.hasWay(vehicle))) return;
    const avoided = isFull ? (fleet.turn[vehicle] as number) : -1;
    const turn = this.#bestTurn(vehicle, fleet.strip[vehicle] as number, avoided, isFull);
    if (turn >= 0) this.#take(vehicle, turn);
  }

  #take(vehicle: number, turn: number): void {
    const { fleet, network } = this.#way;
    fleet.turn[vehicle] = turn;
    fleet.next[vehicle] = turn < 0 ? -1 : (network.turnToEdge[turn] as number);
  }

  /** The turn from a lane from which the goal is nearest; -1 where none will do. */
  #bestTurn(vehicle: number, lane: number, avoided: number, withRoom: boolean): number {
    const { fleet, network } = this.#way;
    const row = fleet.row[vehicle] as number;
    const end = network.laneTurnStart[lane + 1] as number;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = network.laneTurnStart[lane] as number; i < end; i++) {
      const turn = network.laneTurns[i] as number;
      if (turn === avoided || (withRoom && !this.#parts.entry.hasRoom(vehicle, turn))) continue;
      const edge = network.turnToEdge[turn] as number;
      const cost = row < 0 ? i : this.#parts.destinations.routes.cost(row, edge);
      if (cost < least) {
        least = cost;
        best = turn;
      }
    }
    return best;
  }
}
