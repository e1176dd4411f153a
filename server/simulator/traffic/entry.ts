import type { Roadway } from "./look-ahead.ts";
import { STANDING_GAP } from "./queues.ts";
import { AMBER_LIGHT, GREEN, NONE, type Signals } from "./signals.ts";

/** Why a vehicle was not let over its crossing. */
export const LET = 0;
export const BY_SIGNAL = 1;
const BY_OTHERS = 2;
const BY_PRECEDENCE = 3;
export const BY_ROOM = 4;
export const BY_LANE = 5;

/** Seconds that others on the way to a crossing must still need for one without precedence to go. */
const LEAST_TIME = 4.5;
/** Seconds of standing after which one without precedence is let go before those that could still stop. */
const PATIENCE = 14;
/** Metres that approaching vehicles are looked for, and how many of a lane. */
const APPROACH = 90;
const LOOKED_AT = 5;
/** How the paths that meet a turn are: free, being left, or taken. */
const CLEAR = 0;
const CLEARING = 1;
const BLOCKED = 2;
/** m/s that who sets off is reckoned with, and seconds to spare behind who leaves. */
const SETTING_OFF = 4;
const SPARE_TIME = 0.6;
/** m/s² that one brakes with for amber at most. */
const AMBER_BRAKING = 3.5;

/**
 * The rule of the crossings: over the stop line goes who has green (or cannot stop any more), whose path
 * is clear of all that meet it, who keeps nobody with precedence waiting, and who has room beyond.
 */
export class Entry {
  readonly #way: Roadway;
  readonly #signals: Signals;
  /** By crossing: who waited too long and is next; -1 for nobody. */
  readonly #next: Int32Array;
  /** By crossing: the step in which that one asked last. */
  readonly #asked: Int32Array;
  #step = 0;

  constructor(way: Roadway, signals: Signals) {
    this.#way = way;
    this.#signals = signals;
    this.#next = new Int32Array(way.network.graph.crossings.length).fill(-1);
    this.#asked = new Int32Array(this.#next.length);
  }

  /** Before all who ask in a step. */
  beginStep(): void {
    this.#step++;
  }

  /** Asks for the turn ahead of a vehicle; grants it or says why not. */
  ask(vehicle: number): number {
    const { fleet, network, grants } = this.#way;
    const turn = fleet.turn[vehicle] as number;
    if (turn < 0) return BY_LANE;
    const light = this.#signals.light[turn] as number;
    const crossing = network.turnCrossing[turn] as number;
    if (light !== GREEN && light !== NONE) {
      if (this.#next[crossing] === vehicle) this.#next[crossing] = -1;
      return BY_SIGNAL;
    }
    if (!this.hasRoom(vehicle, turn)) {
      if (this.#next[crossing] === vehicle) this.#next[crossing] = -1;
      return BY_ROOM;
    }
    const impatient = (fleet.patience[vehicle] as number) > PATIENCE;
    const next = this.#next[crossing] as number;
    if (impatient && (next < 0 || !this.#isWaiting(next, crossing))) {
      this.#next[crossing] = vehicle;
    }
    const mine = this.#next[crossing] === vehicle;
    if (mine) this.#asked[crossing] = this.#step;
    if (!mine && this.#keepsWaiting(turn, crossing)) return BY_OTHERS;
    const clear = this.#clearness(vehicle, turn);
    if (clear === BLOCKED) return BY_OTHERS;
    if (!mine && !this.#mayGoBefore(turn)) return BY_PRECEDENCE;
    if (mine) this.#next[crossing] = -1;
    grants.grant(vehicle, turn);
    fleet.trusting[vehicle] = Number(clear === CLEARING);
    return LET;
  }

  /** Takes back a grant from one whose signal changed and who can still stop, `distance` metres before the line. */
  reconsider(vehicle: number, distance: number): void {
    const { fleet, grants } = this.#way;
    const turn = fleet.granted[vehicle] as number;
    const light = this.#signals.light[turn] as number;
    if (light === GREEN || light === NONE) return;
    const speed = fleet.speed[vehicle] as number;
    const needed = (speed * speed) / (2 * AMBER_BRAKING) + speed * 0.25 + 0.5;
    if (light !== AMBER_LIGHT || distance > needed) grants.revoke(vehicle);
  }

  /** Whether a vehicle would find room on the lane beyond a turn, also if everyone there stops. */
  hasRoom(vehicle: number, turn: number): boolean {
    const { fleet, network, queues, grants } = this.#way;
    const lane = network.turnTo[turn] as number;
    const need =
      (grants.claimed[lane] as number) + (fleet.length[vehicle] as number) + STANDING_GAP;
    const free = (network.strips.length[lane] as number) - (queues.used[lane] as number);
    if (free < need) return false;
    const tail = queues.tail[lane] as number;
    if (tail < 0) return true;
    const last = queues.vehicleAt(tail);
    if ((fleet.speed[last] as number) > 1.5) return true;
    return (fleet.at[last] as number) - (fleet.length[last] as number) >= need;
  }

  /** Whether somebody who waited too long at this crossing is to go before this turn. */
  #keepsWaiting(turn: number, crossing: number): boolean {
    const next = this.#next[crossing] as number;
    if (next < 0) return false;
    if (!this.#isWaiting(next, crossing)) {
      this.#next[crossing] = -1;
      return false;
    }
    const { network, fleet } = this.#way;
    const theirs = fleet.turn[next] as number;
    const end = network.meetingStart[turn + 1] as number;
    for (let i = network.meetingStart[turn] as number; i < end; i++) {
      if (network.meetingTurn[i] === theirs) return network.meetingSameLane[i] === 0;
    }
    return false;
  }

  #isWaiting(vehicle: number, crossing: number): boolean {
    const { fleet, network } = this.#way;
    const turn = fleet.turn[vehicle] as number;
    return (
      turn >= 0 &&
      (this.#asked[crossing] as number) >= this.#step - 1 &&
      network.turnCrossing[turn] === crossing &&
      (fleet.patience[vehicle] as number) > PATIENCE &&
      (fleet.granted[vehicle] as number) < 0
    );
  }

  /** Whether all who are on turns that meet this one are out of the way, or will be in good time. */
  #clearness(vehicle: number, turn: number): number {
    const { network, grants, fleet } = this.#way;
    const speed = fleet.speed[vehicle] as number;
    const distance = this.#toTurn(vehicle);
    const end = network.meetingStart[turn + 1] as number;
    let clear = CLEAR;
    for (let i = network.meetingStart[turn] as number; i < end; i++) {
      if (network.meetingSameLane[i] === 1) continue;
      const metres = network.meetingEnd[i] as number;
      const place = grants.inTheWay(network.meetingTurn[i] as number, metres);
      if (place < 0) continue;
      if (place < fleet.count) return BLOCKED;
      const other = place - fleet.count;
      const theirs = fleet.speed[other] as number;
      const left = metres - (fleet.passed[other] as number) + (fleet.length[other] as number);
      const mine = (distance + (network.meetingBegin[i] as number)) / Math.max(speed, SETTING_OFF);
      if (theirs < 2 || left / theirs + SPARE_TIME > mine) return BLOCKED;
      clear = CLEARING;
    }
    return clear;
  }

  /** Metres to the stop line that a vehicle comes to. */
  #toTurn(vehicle: number): number {
    const { network, fleet } = this.#way;
    const strip = fleet.strip[vehicle] as number;
    const left = (network.strips.length[strip] as number) - (fleet.at[vehicle] as number);
    if (strip < network.lanes) return left;
    const lane = network.turnTo[strip - network.lanes] as number;
    return left + (network.strips.length[lane] as number);
  }

  #mayGoBefore(turn: number): boolean {
    const { network } = this.#way;
    const end = network.meetingStart[turn + 1] as number;
    for (let i = network.meetingStart[turn] as number; i < end; i++) {
      if (network.meetingYields[i] === 0) continue;
      const other = network.meetingTurn[i] as number;
      const light = this.#signals.light[other] as number;
      if (light !== GREEN && light !== NONE) continue;
      if (this.#isComing(other)) return false;
    }
    return true;
  }

  /** Whether somebody will come by a turn soon. */
  #isComing(turn: number): boolean {
    const { network, fleet, queues } = this.#way;
    const lane = network.turnFrom[turn] as number;
    const length = network.strips.length[lane] as number;
    let place = queues.front[lane] as number;
    for (let i = 0; i < LOOKED_AT && place >= 0; i++) {
      const vehicle = queues.vehicleAt(place);
      const distance = length - (fleet.at[vehicle] as number);
      const speed = fleet.speed[vehicle] as number;
      if (distance > APPROACH) return false;
      if (fleet.turn[vehicle] === turn && speed > 1 && distance < LEAST_TIME * speed) return true;
      place = queues.behind[place] as number;
    }
    return false;
  }
}
