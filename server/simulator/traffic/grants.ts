import type { Fleet } from "./fleet.ts";
import { STANDING_GAP } from "./queues.ts";
import type { RoadNetwork } from "./road-network.ts";

/**
 * Who may be on which turn: a vehicle is granted a turn before its stop line, and keeps it until its rear
 * has left it. Nobody is granted a turn that meets one where another still is in the way.
 */
export class Grants {
  readonly #fleet: Fleet;
  readonly #network: RoadNetwork;
  /** By turn: who was granted it last; by place (as in Queues): who was before and after. */
  readonly #last: Int32Array;
  readonly #before: Int32Array;
  readonly #after: Int32Array;
  /** By place: how many were granted before it. */
  readonly #order: Float64Array;
  #granted = 0;
  /** By lane: metres that those granted a turn to it will need there. */
  readonly claimed: Float64Array;

  constructor(fleet: Fleet, network: RoadNetwork) {
    this.#fleet = fleet;
    this.#network = network;
    this.#last = new Int32Array(network.turns.length).fill(-1);
    this.#before = new Int32Array(2 * fleet.count).fill(-1);
    this.#after = new Int32Array(2 * fleet.count).fill(-1);
    this.#order = new Float64Array(2 * fleet.count);
    this.claimed = new Float64Array(network.lanes);
  }

  grant(vehicle: number, turn: number): void {
    if ((this.#fleet.granted[vehicle] as number) >= 0) {
      throw new Error(`vehicle ${vehicle} has been granted a turn already`);
    }
    const before = this.#last[turn] as number;
    this.#before[vehicle] = before;
    this.#after[vehicle] = -1;
    if (before >= 0) this.#after[before] = vehicle;
    this.#last[turn] = vehicle;
    this.#order[vehicle] = this.#granted++;
    this.#fleet.granted[vehicle] = turn;
    this.#claim(vehicle, turn, 1);
  }

  /** Gives back what was granted but not entered. */
  revoke(vehicle: number): void {
    const turn = this.#fleet.granted[vehicle] as number;
    this.#unlink(vehicle, turn);
    this.#fleet.granted[vehicle] = -1;
    this.#claim(vehicle, turn, -1);
  }

  /** Its front passes the stop line: from granted to passing. */
  enter(vehicle: number): void {
    const { fleet, second } = { fleet: this.#fleet, second: vehicle + this.#fleet.count };
    if ((fleet.passing[vehicle] as number) >= 0) this.leave(vehicle);
    const turn = fleet.granted[vehicle] as number;
    const before = this.#before[vehicle] as number;
    const after = this.#after[vehicle] as number;
    this.#order[second] = this.#order[vehicle] as number;
    this.#before[second] = before;
    this.#after[second] = after;
    if (before >= 0) this.#after[before] = second;
    if (after >= 0) this.#before[after] = second;
    else this.#last[turn] = second;
    this.#before[vehicle] = -1;
    this.#after[vehicle] = -1;
    fleet.granted[vehicle] = -1;
    fleet.passing[vehicle] = turn;
    fleet.passed[vehicle] = 0;
  }

  /** Its front comes to the lane beyond: what it needs there is now in that lane's queue. */
  arrive(vehicle: number, turn: number): void {
    this.#claim(vehicle, turn, -1);
  }

  /** Its rear leaves the turn it is passing. */
  leave(vehicle: number): void {
    const turn = this.#fleet.passing[vehicle] as number;
    this.#unlink(vehicle + this.#fleet.count, turn);
    this.#fleet.passing[vehicle] = -1;
  }

  /**
   * Who was granted a turn last (or last before the place `than` was granted its own) and has not passed
   * some metres of it with the rear: its place, below the number of vehicles where it has not entered the
   * turn yet; -1 for nobody.
   */
  inTheWay(turn: number, metres: number, than = -1): number {
    const order = than < 0 ? Number.POSITIVE_INFINITY : (this.#order[than] as number);
    let place = this.#last[turn] as number;
    while (place >= 0 && (this.#order[place] as number) > order) {
      place = this.#before[place] as number;
    }
    const { count, passed, length } = this.#fleet;
    if (place < count) return place;
    const vehicle = place - count;
    const rear = (passed[vehicle] as number) - (length[vehicle] as number);
    return rear >= metres ? -1 : place;
  }

  #unlink(place: number, turn: number): void {
    const before = this.#before[place] as number;
    const after = this.#after[place] as number;
    if (before >= 0) this.#after[before] = after;
    if (after >= 0) this.#before[after] = before;
    else this.#last[turn] = before;
    this.#before[place] = -1;
    this.#after[place] = -1;
  }

  #claim(vehicle: number, turn: number, sign: number): void {
    const lane = this.#network.turnTo[turn] as number;
    const need = (this.#fleet.length[vehicle] as number) + STANDING_GAP;
    this.claimed[lane] = (this.claimed[lane] as number) + sign * need;
  }
}
