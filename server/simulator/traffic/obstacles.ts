import type { Driving } from "./driving.ts";
import { ABSENT, DRIVING, OBSTACLES } from "./fleet.ts";
import type { LaneChange } from "./lane-change.ts";
import type { Roadway } from "./look-ahead.ts";

interface Closure {
  readonly lane: number;
  readonly at: number;
}

/** What closes a lane: a vehicle without a driver, that nobody tells of. */
export class Obstacles {
  readonly #way: Roadway;
  readonly #driving: Driving;
  readonly #lanes: LaneChange;
  /** By obstacle, counted from 0: where it is to be. */
  readonly #closures = new Map<number, Closure>();

  constructor(way: Roadway, driving: Driving, lanes: LaneChange) {
    this.#way = way;
    this.#driving = driving;
    this.#lanes = lanes;
  }

  close(road: string, backward: boolean, lane: number, metres: number): number | undefined {
    const edge = this.#way.network.graph.edgeOf(road, backward);
    if (edge === undefined || lane < 0 || lane >= edge.lanes) return undefined;
    const free = Array.from({ length: OBSTACLES }, (_, i) => i).find((i) => !this.#closures.has(i));
    if (free === undefined) return undefined;
    const along = (backward ? edge.road.line.length - metres : metres) - edge.start;
    const at = Math.max(7, Math.min(edge.length - 1, along));
    this.#closures.set(free, { lane: edge.firstLane + lane, at });
    return free;
  }

  open(obstacle: number): void {
    const { fleet } = this.#way;
    const vehicle = this.#first() + obstacle;
    if (!this.#closures.delete(obstacle) || fleet.state[vehicle] === ABSENT) return;
    this.#driving.leave(vehicle);
    fleet.state[vehicle] = ABSENT;
  }

  /** Sets up those that wait for a gap. */
  step(time: number): void {
    const { fleet, queues } = this.#way;
    for (const [obstacle, { lane, at }] of this.#closures) {
      const vehicle = this.#first() + obstacle;
      if (fleet.state[vehicle] !== ABSENT) continue;
      const ahead = queues.aheadOf(lane, at);
      if (!this.#lanes.fitsIn(at, fleet.length[vehicle] as number, lane, ahead)) continue;
      this.#driving.enter(vehicle, lane, at, ahead, time);
      fleet.stopAt[vehicle] = at;
      fleet.state[vehicle] = DRIVING;
    }
  }

  #first(): number {
    const { fleet } = this.#way;
    return fleet.vehicles + fleet.buses;
  }
}
