import { safeSpeed } from "./car-following.ts";
import { type Roadway, SWING } from "./look-ahead.ts";

/** Metres that a change takes at least, and seconds where it is faster. */
const SHORTEST = 9;
const SECONDS = 2.2;
/** Metres that are to be left of the lane, or to the stop, after a change. */
const LEFT_OVER = 2;
/** Metres to who may be on the way into a lane and sees nobody there yet. */
const ARRIVING = 18;
/** Metres ahead at which somebody slow is passed, and m/s slower than one likes. */
const PASSING_SIGHT = 45;
const PASSING_GAIN = 3;

/**
 * Changes of lane: where the turn or the stop ahead asks for another lane, and to pass somebody slow;
 * only into gaps that are safe for both. While it changes a vehicle is in the queues of both lanes.
 * Source: safety and incentive as in MOBIL, Kesting, Treiber, Helbing 2007, simplified.
 */
export class LaneChange {
  readonly #way: Roadway;
  /** Seconds of a step. */
  readonly #seconds: number;

  constructor(way: Roadway, seconds: number) {
    this.#way = way;
    this.#seconds = seconds;
  }

  /** Begins a change where one is wanted and possible. */
  consider(vehicle: number): void {
    const { fleet, network } = this.#way;
    const lane = fleet.strip[vehicle] as number;
    if (lane >= network.lanes || (fleet.oldLane[vehicle] as number) >= 0) return;
    const edge = fleet.edge[vehicle] as number;
    if ((network.edgeLanes[edge] as number) < 2 || (fleet.granted[vehicle] as number) >= 0) return;
    const needed = this.#neededLane(vehicle, lane);
    if (needed >= 0) {
      const step = needed > lane ? 1 : needed < lane ? -1 : 0;
      if (step !== 0) this.#change(vehicle, lane, lane + step, true);
      return;
    }
    const other = this.#quickerLane(vehicle, lane);
    if (other >= 0) this.#change(vehicle, lane, other, false);
  }

  /** Whether what is left of its lane is long enough for a vehicle that stands to change. */
  hasWay(vehicle: number): boolean {
    const { fleet, network } = this.#way;
    const length = network.strips.length[fleet.strip[vehicle] as number] as number;
    return length - (fleet.at[vehicle] as number) > SHORTEST + LEFT_OVER;
  }

  /** Ends a change that has gone its length. */
  finish(vehicle: number): void {
    const { fleet, queues } = this.#way;
    const gone = (fleet.at[vehicle] as number) - (fleet.changeFrom[vehicle] as number);
    if (gone >= (fleet.changeLength[vehicle] as number)) this.end(vehicle, queues);
  }

  /** Takes a vehicle out of the lane that it is leaving. */
  end(vehicle: number, queues = this.#way.queues): void {
    const { fleet } = this.#way;
    queues.remove(queues.secondOf(vehicle), fleet.oldLane[vehicle] as number);
    fleet.oldLane[vehicle] = -1;
  }

  /** The lane that the stop or the turn ahead asks for; -1 where this one will do. */
  #neededLane(vehicle: number, lane: number): number {
    const { fleet, network } = this.#way;
    const edge = fleet.edge[vehicle] as number;
    const first = network.edgeFirstLane[edge] as number;
    if (Number.isFinite(fleet.stopAt[vehicle])) return lane === first ? -1 : first;
    const next = fleet.next[vehicle] as number;
    if ((fleet.turn[vehicle] as number) >= 0 || next < 0) return -1;
    const lanes = network.edgeLanes[edge] as number;
    for (let away = 1; away < lanes; away++) {
      for (let side = -1; side <= 1; side += 2) {
        const other = lane + side * away;
        if (other < first || other >= first + lanes) continue;
        if (network.turnBetween(other, next) >= 0) return other;
      }
    }
    return -1;
  }

  /** A lane beside this one, that leads on as well, in which one gets past somebody slow ahead; or -1. */
  #quickerLane(vehicle: number, lane: number): number {
    const { fleet, network, queues } = this.#way;
    const ahead = queues.ahead[vehicle] as number;
    if (ahead < 0 || fleet.isBus(vehicle)) return -1;
    const slow = queues.vehicleAt(ahead);
    const gap = this.#rearOf(slow) - (fleet.at[vehicle] as number);
    const edge = fleet.edge[vehicle] as number;
    const wish = (network.edgeLimit[edge] as number) * (fleet.haste[vehicle] as number);
    if (gap > PASSING_SIGHT || (fleet.speed[slow] as number) > wish - PASSING_GAIN) return -1;
    const first = network.edgeFirstLane[edge] as number;
    const lanes = network.edgeLanes[edge] as number;
    for (let side = 1; side >= -1; side -= 2) {
      const other = lane + side;
      if (other < first || other >= first + lanes) continue;
      if (network.turnBetween(other, fleet.next[vehicle] as number) < 0) continue;
      const place = queues.aheadOf(other, fleet.at[vehicle] as number);
      if (place < 0) return other;
      const leader = queues.vehicleAt(place);
      const room = this.#rearOf(leader) - (fleet.at[vehicle] as number);
      if (room > gap + 12 && (fleet.speed[leader] as number) >= (fleet.speed[slow] as number)) {
        return other;
      }
    }
    return -1;
  }

  #change(vehicle: number, from: number, to: number, needed: boolean): void {
    const { fleet, network, queues } = this.#way;
    const at = fleet.at[vehicle] as number;
    const speed = fleet.speed[vehicle] as number;
    const length = Math.max(SHORTEST, SECONDS * speed);
    const end = Math.min(network.strips.length[from] as number, fleet.stopAt[vehicle] as number);
    if (end - at < length + LEFT_OVER) return;
    const before = queues.ahead[vehicle] as number;
    // Past who stands ahead in the old lane only with room to swing out.
    if (before >= 0 && this.#rearOf(queues.vehicleAt(before)) - at < SWING * length) return;
    const ahead = queues.aheadOf(to, at);
    if (!this.#fits(vehicle, to, ahead, needed)) return;
    const second = queues.secondOf(vehicle);
    queues.remove(vehicle, from);
    queues.insert(second, from, before);
    queues.insert(vehicle, to, ahead);
    fleet.strip[vehicle] = to;
    fleet.oldLane[vehicle] = from;
    fleet.changeFrom[vehicle] = at;
    fleet.changeLength[vehicle] = length;
    const next = fleet.next[vehicle] as number;
    fleet.turn[vehicle] = next < 0 ? -1 : network.turnBetween(to, next);
  }

  /** Whether there is a safe gap behind a place of a lane's queue, with some comfort where there is no need. */
  #fits(vehicle: number, lane: number, ahead: number, needed: boolean): boolean {
    const { fleet, queues } = this.#way;
    const at = fleet.at[vehicle] as number;
    const speed = fleet.speed[vehicle] as number;
    const rear = at - (fleet.length[vehicle] as number);
    if (ahead >= 0) {
      const leader = queues.vehicleAt(ahead);
      const gap = this.#rearOf(leader) - at - (needed ? 0.2 : 1);
      if (gap < 1 || speed > safeSpeed(gap, fleet.speed[leader] as number, this.#seconds)) {
        if (needed) fleet.letsIn[vehicle] = leader;
        return false;
      }
    } else if (!this.#isExitClear(at, speed, lane)) return false;
    const behind = (ahead >= 0 ? queues.behind[ahead] : queues.front[lane]) as number;
    if (behind < 0) return this.isEntryClear(lane, rear);
    const follower = queues.vehicleAt(behind);
    const theirs = fleet.speed[follower] as number;
    const gap = rear - (fleet.at[follower] as number) - theirs * (needed ? 0.2 : 0.7);
    const fits = gap > 1 && theirs <= safeSpeed(gap, speed, this.#seconds);
    if (!fits && needed) fleet.letsIn[follower] = vehicle;
    return fits;
  }

  /** Whether one who stands beside a lane may join it with its front at some metres, behind a place of its queue. */
  fitsIn(at: number, length: number, lane: number, ahead: number): boolean {
    const { fleet, queues } = this.#way;
    if (ahead >= 0 && this.#rearOf(queues.vehicleAt(ahead)) - at < 1.5) return false;
    if (ahead < 0 && !this.#isExitClear(at, 0, lane)) return false;
    const behind = (ahead >= 0 ? queues.behind[ahead] : queues.front[lane]) as number;
    if (behind < 0) return this.isEntryClear(lane, at - length);
    const follower = queues.vehicleAt(behind);
    const speed = fleet.speed[follower] as number;
    const gap = at - length - (fleet.at[follower] as number);
    return gap > 2 + 1.2 * speed + (speed * speed) / 6;
  }

  /** Whether who is on the way into a lane could still stop behind a rear at some metres along it. */
  isEntryClear(lane: number, rear: number): boolean {
    const claimed = this.#way.grants.claimed[lane] as number;
    return rear > (claimed > 0 ? claimed + ARRIVING : 0);
  }

  /** Whether who left the lane last is far enough beyond its end. */
  #isExitClear(at: number, speed: number, lane: number): boolean {
    const { fleet, network, lastOut } = this.#way;
    const other = lastOut[lane] as number;
    const turn = other < 0 ? -1 : (fleet.passing[other] as number);
    if (turn < 0 || network.turnFrom[turn] !== lane) return true;
    const rear = (fleet.passed[other] as number) - (fleet.length[other] as number);
    return rear > 0 || (network.strips.length[lane] as number) + rear - at > 6 + speed;
  }

  #rearOf(vehicle: number): number {
    const { fleet } = this.#way;
    return (fleet.at[vehicle] as number) - (fleet.length[vehicle] as number);
  }
}
