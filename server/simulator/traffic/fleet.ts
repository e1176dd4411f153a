import type { Random } from "../../../shared/random.ts";
import { drawType, VEHICLE_TRAITS, VEHICLE_TYPES, type VehicleType } from "./vehicle-types.ts";

/** Where a vehicle is in its life. */
export const PARKED = 0;
/** On its way from the stall to the road, and waiting there for a gap. */
export const LEAVING = 1;
export const DRIVING = 2;
/** On its way from the road to its stall. */
export const ENTERING = 3;
/** Not there: an obstacle that is not set up. */
export const ABSENT = 4;

/** Places kept for obstacles, after all vehicles. */
export const OBSTACLES = 16;

/** All vehicles as columns; buses follow the others, obstacles follow the buses. -1 stands for none. */
export class Fleet {
  readonly vehicles: number;
  readonly buses: number;
  readonly count: number;

  readonly type: Uint8Array;
  readonly length: Float64Array;
  readonly width: Float64Array;
  readonly acceleration: Float64Array;
  readonly headway: Float64Array;
  /** Of the limit, how fast the driver likes to go; fastest of the vehicle, m/s. */
  readonly haste: Float64Array;
  readonly fastest: Float64Array;

  readonly state: Uint8Array;
  /** Strip that its front is on, metres along it, m/s. */
  readonly strip: Int32Array;
  readonly at: Float64Array;
  readonly speed: Float64Array;
  readonly nextSpeed: Float64Array;
  /** Edge that it drives on, or that the turn it is on leads to. */
  readonly edge: Int32Array;
  /** Edge to take after that, and the turn there from its lane: -1 where its lane does not lead there. */
  readonly next: Int32Array;
  readonly turn: Int32Array;
  /** Turn that it may enter; turn whose end its rear has not passed, and metres driven from that one's beginning. */
  readonly granted: Int32Array;
  readonly passing: Int32Array;
  readonly passed: Float64Array;
  /** 1 where it was let over a crossing that others are still leaving: it waits for them before their paths. */
  readonly trusting: Uint8Array;
  /** Turn that it came by, for where its rear is. */
  readonly cameBy: Int32Array;
  /** Who left the lane before it by another turn. */
  readonly parted: Int32Array;
  /** Metres along its edge where it has to stop (a stop, a drive); infinite where nowhere. */
  readonly stopAt: Float64Array;
  /** Lane that it is leaving for the one it is on; where along the edge it began, and metres it takes. */
  readonly oldLane: Int32Array;
  readonly changeFrom: Float64Array;
  readonly changeLength: Float64Array;
  /** Who it lets in, or falls in behind, on the lane beside: for the next step. */
  readonly letsIn: Int32Array;
  /** Metres to the left of its lane that it comes from (out of a drive). */
  readonly aside: Float64Array;
  /** Seconds that it has stood, and that it has stood although its signal was green. */
  readonly stood: Float64Array;
  readonly patience: Float64Array;
  /** When it came to its edge, milliseconds since 1970. */
  readonly since: Float64Array;
  /** Row of the way to its goal. */
  readonly row: Int32Array;
  /** Car park and slot that it stands in or is bound for. */
  readonly park: Int32Array;
  readonly slot: Int32Array;
  /** Metres driven on its way over a car park. */
  readonly drive: Float64Array;
  /** Why it was not let over the crossing last (entry.ts). */
  readonly refusal: Uint8Array;

  constructor(vehicles: number, buses: number, random: Random) {
    this.vehicles = vehicles;
    this.buses = buses;
    this.count = vehicles + buses + OBSTACLES;
    const { count } = this;
    this.type = new Uint8Array(count);
    this.length = new Float64Array(count);
    this.width = new Float64Array(count);
    this.acceleration = new Float64Array(count);
    this.headway = new Float64Array(count);
    this.haste = new Float64Array(count);
    this.fastest = new Float64Array(count);
    for (let v = 0; v < count; v++) this.#build(v, random);
    this.state = new Uint8Array(count);
    this.strip = new Int32Array(count).fill(-1);
    this.at = new Float64Array(count);
    this.speed = new Float64Array(count);
    this.nextSpeed = new Float64Array(count);
    this.edge = new Int32Array(count).fill(-1);
    this.next = new Int32Array(count).fill(-1);
    this.turn = new Int32Array(count).fill(-1);
    this.granted = new Int32Array(count).fill(-1);
    this.passing = new Int32Array(count).fill(-1);
    this.passed = new Float64Array(count);
    this.trusting = new Uint8Array(count);
    this.cameBy = new Int32Array(count).fill(-1);
    this.parted = new Int32Array(count).fill(-1);
    this.stopAt = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    this.oldLane = new Int32Array(count).fill(-1);
    this.changeFrom = new Float64Array(count);
    this.changeLength = new Float64Array(count);
    this.letsIn = new Int32Array(count).fill(-1);
    this.aside = new Float64Array(count);
    this.stood = new Float64Array(count);
    this.patience = new Float64Array(count);
    this.since = new Float64Array(count);
    this.row = new Int32Array(count).fill(-1);
    this.park = new Int32Array(count).fill(-1);
    this.slot = new Int32Array(count).fill(-1);
    this.drive = new Float64Array(count);
    this.refusal = new Uint8Array(count);
    this.state.fill(ABSENT, vehicles);
  }

  isBus(vehicle: number): boolean {
    return vehicle >= this.vehicles && vehicle < this.vehicles + this.buses;
  }

  typeOf(vehicle: number): VehicleType {
    return VEHICLE_TYPES[this.type[vehicle] as number] as VehicleType;
  }

  #build(v: number, random: Random): void {
    const { vehicles, buses } = this;
    const type = v < vehicles ? drawType(random) : v < vehicles + buses ? "bus" : "obstacle";
    const traits = VEHICLE_TRAITS[type];
    this.type[v] = VEHICLE_TYPES.indexOf(type);
    this.length[v] = traits.length * (type === "truck" ? random.between(0.95, 1.15) : 1);
    this.width[v] = traits.width;
    this.acceleration[v] = traits.acceleration * random.between(0.85, 1.15);
    this.headway[v] = traits.headway * random.between(0.85, 1.25);
    this.haste[v] = random.between(0.86, 1.04);
    this.fastest[v] = traits.fastest;
  }
}
