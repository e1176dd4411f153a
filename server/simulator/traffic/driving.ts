import { BY_LANE, BY_ROOM } from "./entry.ts";
import { DRIVING } from "./fleet.ts";
import type { LaneChange } from "./lane-change.ts";
import type { Roadway } from "./look-ahead.ts";
import type { Passage } from "./passage.ts";
import { type RoadState, type SpeedChoice, triesPatience } from "./speed-choice.ts";

/** Seconds that one waits in the wrong lane, or for room beyond the crossing, before taking another way. */
const WRONG_LANE = 8;
const NO_ROOM = 25;

/** Takes another way from the lane a vehicle is in, where there is one. */
export type Reroute = (vehicle: number, refusal: number) => void;

/** All vehicles on the roads, and how a step moves them. */
export class Driving {
  readonly #way: Roadway;
  readonly #lanes: LaneChange;
  readonly #speeds: SpeedChoice;
  readonly #passage: Passage;
  readonly #reroute: Reroute;
  /** Vehicles in a queue, in no order that means anything; place in it by vehicle. */
  readonly #active: Int32Array;
  readonly #placeOf: Int32Array;
  #count = 0;
  #steps = 0;

  constructor(
    way: Roadway,
    parts: { lanes: LaneChange; speeds: SpeedChoice; passage: Passage },
    reroute: Reroute,
  ) {
    this.#way = way;
    this.#lanes = parts.lanes;
    this.#speeds = parts.speeds;
    this.#passage = parts.passage;
    this.#reroute = reroute;
    this.#active = new Int32Array(way.fleet.count);
    this.#placeOf = new Int32Array(way.fleet.count).fill(-1);
  }

  /** Vehicles on the roads. */
  get count(): number {
    return this.#count;
  }

  vehicleAt(place: number): number {
    return this.#active[place] as number;
  }

  /** Puts a vehicle on a lane, its front at some metres, behind a place of its queue. */
  enter(vehicle: number, lane: number, at: number, ahead: number, time: number): void {
    const { fleet, network, queues } = this.#way;
    fleet.state[vehicle] = DRIVING;
    fleet.strip[vehicle] = lane;
    fleet.at[vehicle] = at;
    fleet.edge[vehicle] = network.laneEdge[lane] as number;
    fleet.cameBy[vehicle] = -1;
    fleet.since[vehicle] = time;
    fleet.stood[vehicle] = 0;
    fleet.patience[vehicle] = 0;
    queues.insert(vehicle, lane, ahead);
    this.#placeOf[vehicle] = this.#count;
    this.#active[this.#count++] = vehicle;
  }

  /** Takes a vehicle off its lane. */
  leave(vehicle: number): void {
    const { fleet, queues, grants } = this.#way;
    if ((fleet.oldLane[vehicle] as number) >= 0) this.#lanes.end(vehicle);
    if ((fleet.granted[vehicle] as number) >= 0) grants.revoke(vehicle);
    if ((fleet.passing[vehicle] as number) >= 0) grants.leave(vehicle);
    queues.remove(vehicle, fleet.strip[vehicle] as number);
    const place = this.#placeOf[vehicle] as number;
    const last = this.#active[--this.#count] as number;
    this.#active[place] = last;
    this.#placeOf[last] = place;
    this.#placeOf[vehicle] = -1;
    fleet.speed[vehicle] = 0;
  }

  /** Moves everybody by some seconds, to a time in milliseconds since 1970. */
  step(seconds: number, time: number, road: RoadState): void {
    const { fleet } = this.#way;
    this.#steps++;
    this.#speeds.beginStep();
    for (let i = 0; i < this.#count; i++) {
      const vehicle = this.#active[i] as number;
      // Each looks for another lane once a second.
      if (((vehicle + this.#steps) & 1) === 0 && fleet.state[vehicle] === DRIVING) {
        this.#lanes.consider(vehicle);
      }
    }
    for (let i = 0; i < this.#count; i++) {
      const vehicle = this.#active[i] as number;
      if (fleet.state[vehicle] === DRIVING) this.#speeds.choose(vehicle, road);
      else fleet.nextSpeed[vehicle] = 0;
    }
    for (let i = 0; i < this.#count; i++) this.#move(this.#active[i] as number, seconds);
    for (let i = 0; i < this.#count; i++) this.#passage.pass(this.#active[i] as number, time);
  }

  #move(vehicle: number, seconds: number): void {
    const { fleet, network, grants } = this.#way;
    const speed = fleet.nextSpeed[vehicle] as number;
    const way = speed * seconds;
    fleet.speed[vehicle] = speed;
    fleet.at[vehicle] = (fleet.at[vehicle] as number) + way;
    const passing = fleet.passing[vehicle] as number;
    if (passing >= 0) {
      const passed = (fleet.passed[vehicle] as number) + way;
      fleet.passed[vehicle] = passed;
      const length = network.strips.length[network.lanes + passing] as number;
      if (passed - (fleet.length[vehicle] as number) >= length) grants.leave(vehicle);
    }
    if ((fleet.oldLane[vehicle] as number) >= 0) this.#lanes.finish(vehicle);
    const aside = fleet.aside[vehicle] as number;
    if (aside > 0) fleet.aside[vehicle] = Math.max(0, aside - 0.25 * way);
    this.#wait(vehicle, speed, seconds);
  }

  #wait(vehicle: number, speed: number, seconds: number): void {
    const { fleet } = this.#way;
    if (speed > 0.3) {
      fleet.stood[vehicle] = 0;
      fleet.patience[vehicle] = 0;
      return;
    }
    fleet.stood[vehicle] = (fleet.stood[vehicle] as number) + seconds;
    const refusal = fleet.refusal[vehicle] as number;
    if (!triesPatience(refusal)) return;
    const patience = (fleet.patience[vehicle] as number) + seconds;
    fleet.patience[vehicle] = patience;
    if (refusal === BY_LANE && (patience > WRONG_LANE || !this.#lanes.hasWay(vehicle))) {
      this.#reroute(vehicle, refusal);
    }
    if (refusal === BY_ROOM && patience > NO_ROOM && patience % 5 < seconds) {
      this.#reroute(vehicle, refusal);
    }
  }
}
