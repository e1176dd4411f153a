import type { Roadway } from "./look-ahead.ts";
import type { Routes } from "./routes.ts";

/** Who decides where a vehicle goes. */
export interface Planner {
  /**
   * Sets `next`, `turn` and `stopAt` of a vehicle that came to `edge` and is, or will be, on `lane`.
   */
  plan(vehicle: number, edge: number, lane: number): void;
}

/** Moves vehicles from strip to strip, those ahead first. */
export class Passage {
  readonly #way: Roadway;
  readonly #routes: Routes;
  readonly #planner: Planner;

  constructor(way: Roadway, routes: Routes, planner: Planner) {
    this.#way = way;
    this.#routes = routes;
    this.#planner = planner;
  }

  /** Lets all who are beyond the end of a strip go on to the next, until a vehicle is on its own. */
  pass(vehicle: number, time: number): void {
    const { fleet, network, queues } = this.#way;
    for (;;) {
      const strip = fleet.strip[vehicle] as number;
      const length = network.strips.length[strip] as number;
      if ((fleet.at[vehicle] as number) < length) return;
      const front = queues.front[strip] as number;
      const first = queues.vehicleAt(front);
      if (strip < network.lanes) this.#enterTurn(first, strip, length, time);
      else this.#enterLane(first, strip, length, time);
      if (first !== vehicle) this.pass(first, time);
    }
  }

  #enterTurn(vehicle: number, lane: number, length: number, time: number): void {
    const { fleet, network, queues, grants, lastOut } = this.#way;
    const turn = fleet.granted[vehicle] as number;
    if (turn < 0) throw new Error(`vehicle ${vehicle} passed its stop line unasked`);
    if (fleet.oldLane[vehicle] !== -1) throw new Error(`vehicle ${vehicle} is between two lanes`);
    const over = (fleet.at[vehicle] as number) - length;
    queues.remove(vehicle, lane);
    this.#routes.measured(
      network.laneEdge[lane] as number,
      (time - (fleet.since[vehicle] as number)) / 1000,
    );
    fleet.parted[vehicle] = lastOut[lane] as number;
    lastOut[lane] = vehicle;
    grants.enter(vehicle);
    fleet.passed[vehicle] = over;
    fleet.strip[vehicle] = network.lanes + turn;
    fleet.at[vehicle] = over;
    const edge = network.turnToEdge[turn] as number;
    fleet.edge[vehicle] = edge;
    queues.append(vehicle, network.lanes + turn);
    this.#planner.plan(vehicle, edge, network.turnTo[turn] as number);
  }

  #enterLane(vehicle: number, strip: number, length: number, time: number): void {
    const { fleet, network, queues, grants } = this.#way;
    const turn = strip - network.lanes;
    const lane = network.turnTo[turn] as number;
    queues.remove(vehicle, strip);
    grants.arrive(vehicle, turn);
    fleet.strip[vehicle] = lane;
    fleet.at[vehicle] = (fleet.at[vehicle] as number) - length;
    fleet.cameBy[vehicle] = turn;
    fleet.parted[vehicle] = -1;
    fleet.since[vehicle] = time;
    queues.append(vehicle, lane);
  }
}
