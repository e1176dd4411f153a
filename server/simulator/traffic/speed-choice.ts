import {
  followingAcceleration,
  HARDEST_BRAKING,
  safeSpeed,
  safeSpeedToLine,
  stoppingAcceleration,
} from "./car-following.ts";
import { BY_LANE, BY_SIGNAL, type Entry, LET } from "./entry.ts";
import { LookAhead, type Roadway } from "./look-ahead.ts";

/** m/s² that one slows with for a bend, and for a line: one asks to pass that early and no earlier. */
const EASY_BRAKING = 1.8;
const FIRM_BRAKING = 2.4;

/** m/s² that one slows with to let somebody in. */
const COURTEOUS_BRAKING = 1.5;
/** Metres before a stop line that one stands. */
const BEFORE_LINE = 1.2;
/** Metres before the line that one in the wrong lane waits, so that it can still change. */
const ROOM_TO_CHANGE = 12;
/** Metres more that one stays behind who will have to be passed. */
const ROOM_TO_PASS = 6;

/** How the road is today: factors on wished speed and on the time kept to who drives ahead. */
export interface RoadState {
  pace: number;
  caution: number;
}

/** What each driver does with the pedals for one step. */
export class SpeedChoice {
  readonly #way: Roadway;
  readonly #entry: Entry;
  readonly #look: LookAhead;
  readonly #seconds: number;

  constructor(way: Roadway, entry: Entry, seconds: number) {
    this.#way = way;
    this.#entry = entry;
    this.#look = new LookAhead(way);
    this.#seconds = seconds;
  }

  /** Before all vehicles of a step. */
  beginStep(): void {
    this.#entry.beginStep();
  }

  /** Sets a vehicle's `nextSpeed`; asks for the way over the crossing where it comes near. */
  choose(vehicle: number, road: RoadState): void {
    const { fleet } = this.#way;
    const look = this.#look;
    const speed = fleet.speed[vehicle] as number;
    this.#keepGrant(vehicle);
    look.look(vehicle);
    fleet.refusal[vehicle] = this.#answer(vehicle, speed);
    const gap = look.gap - this.#roomToPass(vehicle);
    const acceleration = followingAcceleration(
      speed,
      this.#wish(vehicle) * road.pace,
      fleet.acceleration[vehicle] as number,
      (fleet.headway[vehicle] as number) * road.caution,
      gap,
      look.speed,
    );
    let next = speed + Math.min(acceleration, this.#courtesy(vehicle, speed)) * this.#seconds;
    next = Math.min(next, this.#forTurn(vehicle, speed));
    next = Math.min(
      next,
      this.#forLine(speed, this.#toLine(vehicle)),
      this.#forLine(speed, this.#toStop(vehicle)),
    );
    next = Math.min(next, this.#forLine(speed, look.inner));
    next = Math.min(next, safeSpeed(look.gap, look.speed, this.#seconds));
    fleet.nextSpeed[vehicle] = Math.max(0, next);
  }

  /** m/s² that lets somebody in from the lane beside, or falls in behind; infinite where there is no need. */
  #courtesy(vehicle: number, speed: number): number {
    const { fleet } = this.#way;
    const other = fleet.letsIn[vehicle] as number;
    if (other < 0) return Number.POSITIVE_INFINITY;
    fleet.letsIn[vehicle] = -1;
    const gap =
      (fleet.at[other] as number) - (fleet.length[other] as number) - (fleet.at[vehicle] as number);
    if (gap < -6 || gap > 25) return Number.POSITIVE_INFINITY;
    const theirs = fleet.speed[other] as number;
    // A little slower than they are, and never to a stop.
    return speed > Math.max(2, theirs - 1) ? -COURTEOUS_BRAKING : 0;
  }

  /** Metres more to one ahead who stops on an errand, where there is a lane beside to pass in. */
  #roomToPass(vehicle: number): number {
    const { fleet, network } = this.#way;
    const { leader, sameLane } = this.#look;
    if (!sameLane || fleet.stopAt[leader] === Number.POSITIVE_INFINITY) return 0;
    if ((network.edgeLanes[fleet.edge[vehicle] as number] as number) < 2) return 0;
    return ROOM_TO_PASS;
  }

  /** Asks for the turn ahead where it is near enough, and looks again where it is granted. */
  #answer(vehicle: number, speed: number): number {
    const look = this.#look;
    if (this.#isInWrongLane(vehicle)) return look.sameLane ? LET : BY_LANE;
    if (look.line >= this.#askingDistance(speed) || !this.#mayAsk(vehicle)) return LET;
    const answer = this.#entry.ask(vehicle);
    if (answer === LET) look.look(vehicle);
    return answer;
  }

  #isInWrongLane(vehicle: number): boolean {
    const { fleet, network } = this.#way;
    return (
      (fleet.strip[vehicle] as number) < network.lanes &&
      (fleet.turn[vehicle] as number) < 0 &&
      (fleet.next[vehicle] as number) >= 0
    );
  }

  /** Metres to where it has to stand for the line ahead: in the wrong lane far enough before it to change. */
  #toLine(vehicle: number): number {
    const line = this.#look.line - BEFORE_LINE;
    if (!this.#isInWrongLane(vehicle)) return line;
    const speed = this.#way.fleet.speed[vehicle] as number;
    const easy = (speed * speed) / (2 * EASY_BRAKING) + 1;
    return Math.max(line - ROOM_TO_CHANGE, Math.min(line, easy));
  }

  #askingDistance(speed: number): number {
    return (speed * speed) / (2 * FIRM_BRAKING) + speed * this.#seconds + 2 + BEFORE_LINE;
  }

  /** A grant is lost with the green, and with the grant of who is ahead in the lane. */
  #keepGrant(vehicle: number): void {
    const { fleet, network, queues, grants } = this.#way;
    const turn = fleet.granted[vehicle] as number;
    if (turn < 0) return;
    const lane = network.turnFrom[turn] as number;
    if (fleet.strip[vehicle] === lane) {
      const ahead = queues.ahead[vehicle] as number;
      if (ahead >= 0 && !this.#isGoing(queues.vehicleAt(ahead), lane)) {
        grants.revoke(vehicle);
        return;
      }
      const left = (network.strips.length[lane] as number) - (fleet.at[vehicle] as number);
      this.#entry.reconsider(vehicle, left);
    } else if ((queues.front[lane] as number) >= 0) grants.revoke(vehicle);
    else this.#entry.reconsider(vehicle, network.strips.length[lane] as number);
  }

  #isGoing(vehicle: number, lane: number): boolean {
    const { fleet, network } = this.#way;
    const turn = fleet.granted[vehicle] as number;
    return turn >= 0 && network.turnFrom[turn] === lane && fleet.oldLane[vehicle] === -1;
  }

  #mayAsk(vehicle: number): boolean {
    const { fleet, network, queues } = this.#way;
    // One turn at a time: the line beyond the one granted is for later.
    if ((fleet.granted[vehicle] as number) >= 0) return false;
    if (Number.isFinite(fleet.stopAt[vehicle]) || (fleet.oldLane[vehicle] as number) >= 0)
      return false;
    const strip = fleet.strip[vehicle] as number;
    if (strip < network.lanes) {
      const ahead = queues.ahead[vehicle] as number;
      return ahead < 0 || this.#isGoing(queues.vehicleAt(ahead), strip);
    }
    // From the turn before: only into an empty lane.
    const lane = network.turnTo[strip - network.lanes] as number;
    return (queues.ahead[vehicle] as number) < 0 && (queues.front[lane] as number) < 0;
  }

  #wish(vehicle: number): number {
    const { fleet, network } = this.#way;
    const strip = fleet.strip[vehicle] as number;
    const limit = network.edgeLimit[fleet.edge[vehicle] as number] as number;
    const wish = Math.min(
      limit * (fleet.haste[vehicle] as number),
      fleet.fastest[vehicle] as number,
    );
    if (strip < network.lanes) return wish;
    return Math.min(wish, network.turnSpeed[strip - network.lanes] as number);
  }

  /** The most that lets it take the turn ahead at the turn's speed. */
  #forTurn(vehicle: number, speed: number): number {
    const { fleet, network } = this.#way;
    const strip = fleet.strip[vehicle] as number;
    const turn = fleet.turn[vehicle] as number;
    if (strip >= network.lanes || turn < 0) return Number.POSITIVE_INFINITY;
    const there = network.turnSpeed[turn] as number;
    if (speed <= there) return Number.POSITIVE_INFINITY;
    const left = (network.strips.length[strip] as number) - (fleet.at[vehicle] as number);
    const now = Math.sqrt(there * there + 2 * EASY_BRAKING * Math.max(0, left));
    return Math.max(now, speed - 3 * this.#seconds);
  }

  #forLine(speed: number, distance: number): number {
    if (distance === Number.POSITIVE_INFINITY) return distance;
    const braking = Math.max(-HARDEST_BRAKING, stoppingAcceleration(speed, distance));
    const eased =
      braking < -FIRM_BRAKING * 0.85 ? speed + braking * this.#seconds : Number.POSITIVE_INFINITY;
    if (distance < 0.8 && speed < 1) return 0;
    return Math.min(eased, safeSpeedToLine(distance, this.#seconds));
  }

  /** Metres to where it has an errand on its edge. */
  #toStop(vehicle: number): number {
    const { fleet, network } = this.#way;
    const stop = fleet.stopAt[vehicle] as number;
    if (stop === Number.POSITIVE_INFINITY) return stop;
    const strip = fleet.strip[vehicle] as number;
    const at = fleet.at[vehicle] as number;
    if (strip < network.lanes) return stop - at;
    return (network.strips.length[strip] as number) - at + stop;
  }
}

/** Whether a refusal is one that patience counts for. */
export function triesPatience(refusal: number): boolean {
  return refusal > BY_SIGNAL && refusal <= BY_LANE;
}
