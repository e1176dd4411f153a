import type { Fleet } from "./fleet.ts";
import type { Grants } from "./grants.ts";
import type { Queues } from "./queues.ts";
import type { RoadNetwork } from "./road-network.ts";

/** What all parts of the traffic's inner loop work on. */
export interface Roadway {
  readonly network: RoadNetwork;
  readonly fleet: Fleet;
  readonly queues: Queues;
  readonly grants: Grants;
  /** By lane: who left it last. */
  readonly lastOut: Int32Array;
}

/** Of a change of lane, the part after which one is out of the old lane's way. */
export const SWING = 0.65;
/** Metres beyond which nobody looks. */
const SIGHT = 150;

/** What one driver sees ahead on its path. Reused: read it before the next look. */
export class LookAhead {
  readonly #way: Roadway;
  /** Metres to the rear of the nearest vehicle, and its speed; who it is, -1 for nobody. */
  gap = Number.POSITIVE_INFINITY;
  speed = 0;
  leader = -1;
  /** Whether that one is ahead in the same lane, this side of the stop line. */
  sameLane = false;
  /** Metres to the first stop line that it may not pass yet. */
  line = Number.POSITIVE_INFINITY;
  /** Metres to where, on a crossing, it comes into the way of others who have not left it. */
  inner = Number.POSITIVE_INFINITY;

  constructor(way: Roadway) {
    this.#way = way;
  }

  look(vehicle: number): void {
    const { network, fleet, queues } = this.#way;
    this.gap = Number.POSITIVE_INFINITY;
    this.speed = 0;
    this.leader = -1;
    this.line = Number.POSITIVE_INFINITY;
    this.inner =
      fleet.trusting[vehicle] === 1 ? this.#innerLine(vehicle) : Number.POSITIVE_INFINITY;
    let strip = fleet.strip[vehicle] as number;
    const at = fleet.at[vehicle] as number;
    if (strip >= network.lanes) this.#seeParted(fleet.parted[vehicle] as number, vehicle, -at);
    else if (!this.#isGranted(vehicle, strip)) this.line = this.#toEnd(vehicle);
    if ((fleet.oldLane[vehicle] as number) >= 0) this.#seeInOldLane(vehicle, at);
    const ahead = queues.ahead[vehicle] as number;
    this.sameLane = ahead >= 0 && strip < network.lanes;
    if (ahead >= 0) {
      this.#see(queues.vehicleAt(ahead), -at);
      return;
    }
    let distance = this.#toEnd(vehicle);
    while (distance < SIGHT) {
      if (strip < network.lanes) {
        const turn = fleet.granted[vehicle] as number;
        const granted = this.#isGranted(vehicle, strip);
        const planned = granted ? turn : (fleet.turn[vehicle] as number);
        this.#seeParted(this.#way.lastOut[strip] as number, vehicle, distance, planned);
        if (!granted) {
          this.line = distance;
          return;
        }
        strip = network.lanes + turn;
      } else {
        strip = network.turnTo[strip - network.lanes] as number;
      }
      const tail = queues.tail[strip] as number;
      if (tail >= 0) {
        this.#see(queues.vehicleAt(tail), distance);
        return;
      }
      distance += network.strips.length[strip] as number;
    }
  }

  #isGranted(vehicle: number, lane: number): boolean {
    const turn = this.#way.fleet.granted[vehicle] as number;
    return turn >= 0 && this.#way.network.turnFrom[turn] === lane;
  }

  #toEnd(vehicle: number): number {
    const { fleet, network } = this.#way;
    const strip = fleet.strip[vehicle] as number;
    return (network.strips.length[strip] as number) - (fleet.at[vehicle] as number);
  }

  /** Somebody whose strip begins some metres ahead. */
  #see(other: number, distance: number): void {
    const { fleet } = this.#way;
    this.#note(other, distance + (fleet.at[other] as number) - (fleet.length[other] as number));
  }

  /** For one who was let go before others had left: nobody may stop for it, so that they do leave. */
  #innerLine(vehicle: number): number {
    const { fleet, network, grants } = this.#way;
    const isBefore = (fleet.granted[vehicle] as number) >= 0;
    const turn = (isBefore ? fleet.granted[vehicle] : fleet.passing[vehicle]) as number;
    let nearest = Number.POSITIVE_INFINITY;
    if (turn >= 0) {
      const place = isBefore ? vehicle : vehicle + fleet.count;
      const gone = isBefore ? -this.#toLane(vehicle, turn) : (fleet.passed[vehicle] as number);
      const end = network.meetingStart[turn + 1] as number;
      for (let i = network.meetingStart[turn] as number; i < end; i++) {
        if (network.meetingSameLane[i] === 1) continue;
        const metres = network.meetingEnd[i] as number;
        if (grants.inTheWay(network.meetingTurn[i] as number, metres, place) < 0) continue;
        nearest = Math.min(nearest, (network.meetingBegin[i] as number) - gone);
      }
    }
    if (nearest === Number.POSITIVE_INFINITY) fleet.trusting[vehicle] = 0;
    return nearest;
  }

  /** Metres to the stop line before a turn. */
  #toLane(vehicle: number, turn: number): number {
    const { fleet, network } = this.#way;
    const lane = network.turnFrom[turn] as number;
    const left = this.#toEnd(vehicle);
    return fleet.strip[vehicle] === lane ? left : left + (network.strips.length[lane] as number);
  }

  /** Who is ahead in the lane that one is leaving is in the way until one has swung out of it. */
  #seeInOldLane(vehicle: number, at: number): void {
    const { fleet, queues } = this.#way;
    const gone = at - (fleet.changeFrom[vehicle] as number);
    const ahead = queues.ahead[queues.secondOf(vehicle)] as number;
    if (ahead >= 0 && gone < SWING * (fleet.changeLength[vehicle] as number)) {
      this.#see(queues.vehicleAt(ahead), -at);
    }
  }

  /** Somebody who left the lane that ends (or ended) some metres ahead by another turn, and is still near it. */
  #seeParted(other: number, vehicle: number, distance: number, planned = -1): void {
    if (other < 0 || other === vehicle) return;
    const { fleet, network } = this.#way;
    const strip = fleet.strip[vehicle] as number;
    const theirs = fleet.passing[other] as number;
    if (theirs < 0) return;
    const isOnTurn = strip >= network.lanes;
    const mine = isOnTurn ? strip - network.lanes : planned;
    // Who came round again is behind, on the same turn in its queue.
    const passed = fleet.passed[other] as number;
    if (isOnTurn && (theirs === mine || passed < (fleet.at[vehicle] as number))) return;
    const rear = passed - (fleet.length[other] as number);
    const lane = network.turnFrom[theirs];
    const same = mine < 0 ? lane === strip : network.turnFrom[mine] === lane;
    if (!same) return;
    const parting = theirs === mine ? 0 : mine < 0 ? 0 : network.partingFrom(mine, theirs);
    if (rear < Math.max(0, parting)) this.#note(other, distance + rear);
  }

  #note(other: number, gap: number): void {
    if (gap >= this.gap) return;
    this.gap = gap;
    this.speed = this.#way.fleet.speed[other] as number;
    this.leader = other;
  }
}
