import type { Random } from "../../../shared/random.ts";
import type { Step } from "../part.ts";
import type { CarParks } from "./car-parks.ts";
import type { Destinations } from "./destinations.ts";
import type { Driving } from "./driving.ts";
import { DRIVING, ENTERING, LEAVING, PARKED } from "./fleet.ts";
import type { LaneChange } from "./lane-change.ts";
import type { Roadway } from "./look-ahead.ts";
import type { Planner } from "./passage.ts";

/** m/s over a car park. */
export const PARK_SPEED = 3;
/** Metres to the left of the kerb lane that who waits to join it stands. */
export const VERGE = 2.6;
/** Metres of a vehicle's way in that it still blocks the lane, beyond its length. */
const CLEAR_OF_LANE = 1;
/** Metres before its drive that one turns in, and m/s. */
const TURN_IN = 1.6;
const TURN_IN_SPEED = 2.6;
/** Metres before its drive that one who is not at the kerb gives up. */
const GIVES_UP = 8;
/** Vehicles that leave a car park at once, and metres from one to the next. */
const LEAVING_AT_ONCE = 4;
const IN_QUEUE = 7;
/** Of those wanted, how many are enough for who arrives to stay. */
const ENOUGH = 0.97;
/** Tries a step to find somebody who sets off. */
const TRIES = 40;

export interface TripParts {
  readonly way: Roadway;
  readonly parks: CarParks;
  readonly destinations: Destinations;
  readonly driving: Driving;
  readonly lanes: LaneChange;
  readonly planner: Planner;
  readonly random: Random;
}

/** Vehicles between car parks: when they set off, where to, and how they join and leave the road. */
export class Trips {
  readonly #parts: TripParts;
  /** Vehicles that may set off, of all that are no buses. */
  readonly #vehicles: number;
  /** On their way over a car park, or on the road. */
  #about = 0;
  /** How many are to be about, and the hour of the day, as of the last step. */
  #wanted = 0;
  #hour = 0;
  /** Of who is on its way out: the car park and slot that it comes from. */
  readonly #from = new Map<number, { readonly park: number; readonly slot: number }>();
  readonly #leaving: number[] = [];
  readonly #entering: number[] = [];
  /** By car park: metres to the road of the last of those who leave it, as a step goes through them. */
  readonly #rest: Float64Array;

  constructor(parts: TripParts) {
    this.#parts = parts;
    this.#vehicles = parts.way.fleet.vehicles;
    this.#rest = new Float64Array(parts.parks.all.length);
  }

  /** Vehicles that do not stand in a car park. */
  get about(): number {
    return this.#about;
  }

  /** Puts a vehicle in a slot of a car park, without a way there. */
  park(vehicle: number, park: number): void {
    const { way, parks, random } = this.#parts;
    way.fleet.state[vehicle] = PARKED;
    way.fleet.park[vehicle] = park;
    way.fleet.slot[vehicle] = parks.take(park, vehicle, random);
    parks.stand(park, 1);
  }

  /** Gives a vehicle that is put on the road a goal; whether there is one. */
  bind(vehicle: number, edge: number, hour: number): boolean {
    const { way, parks, destinations, random } = this.#parts;
    const row = destinations.draw(edge, hour, random);
    if (row < 0) return false;
    const park = destinations.parkOf(row);
    way.fleet.row[vehicle] = row;
    way.fleet.park[vehicle] = park;
    way.fleet.slot[vehicle] = parks.take(park, vehicle, random);
    this.#about++;
    return true;
  }

  /** Sends vehicles off until `wanted` are about, a few a step. */
  sendOff(wanted: number, hour: number): void {
    const { way, random } = this.#parts;
    this.#wanted = wanted;
    this.#hour = hour;
    const most = 1 + Math.ceil(this.#vehicles / 1500);
    let sent = 0;
    for (let i = 0; i < TRIES && sent < most && this.#about < wanted; i++) {
      const vehicle = random.below(this.#vehicles);
      if (way.fleet.state[vehicle] === PARKED && this.setOff(vehicle, hour)) sent++;
    }
  }

  /** Sends one vehicle off, unless several are leaving its car park already. */
  setOff(vehicle: number, hour: number): boolean {
    const { way, parks, destinations } = this.#parts;
    const { fleet } = way;
    const park = fleet.park[vehicle] as number;
    if ((parks.leaving[park] as number) >= LEAVING_AT_ONCE) return false;
    const slot = fleet.slot[vehicle] as number;
    const edge = parks.all[park]?.edge ?? 0;
    if (destinations.count < 2 || !this.bind(vehicle, edge, hour)) return false;
    // Until it is on the road it keeps its old slot too.
    this.#from.set(vehicle, { park, slot });
    parks.leaving[park] = (parks.leaving[park] as number) + 1;
    parks.stand(park, -1);
    fleet.state[vehicle] = LEAVING;
    fleet.drive[vehicle] = 0;
    this.#leaving.push(vehicle);
    return true;
  }

  /** The car park and slot whose ground a vehicle is on: where it stands, comes from or goes in. */
  groundOf(vehicle: number): { readonly park: number; readonly slot: number } {
    const { fleet } = this.#parts.way;
    return (
      this.#from.get(vehicle) ?? {
        park: fleet.park[vehicle] as number,
        slot: fleet.slot[vehicle] as number,
      }
    );
  }

  /** Moves those on car parks, and turns in those who have come to their drive. */
  step({ seconds, time }: Step): void {
    this.#rest.fill(-IN_QUEUE);
    let kept = 0;
    for (let i = 0; i < this.#leaving.length; i++) {
      const vehicle = this.#leaving[i] as number;
      if (!this.#leave(vehicle, seconds, time)) this.#leaving[kept++] = vehicle;
    }
    this.#leaving.length = kept;
    for (let i = this.#entering.length - 1; i >= 0; i--) {
      const vehicle = this.#entering[i] as number;
      if (this.#enter(vehicle, seconds)) this.#entering.splice(i, 1);
    }
  }

  /**
   * Gives one who comes to its goal's road another goal, as if it only let somebody out, where too few are
   * about; whether it did.
   */
  rebind(vehicle: number, edge: number): boolean {
    const { way, parks } = this.#parts;
    if (this.#about > this.#wanted * ENOUGH) return false;
    const { park, slot } = this.groundOf(vehicle);
    if (!this.bind(vehicle, edge, this.#hour)) return false;
    this.#about--;
    parks.release(park, slot);
    way.fleet.stopAt[vehicle] = Number.POSITIVE_INFINITY;
    return true;
  }

  /** Turns a vehicle in that has come to its drive; returns whether it has given its errand up. */
  arrive(vehicle: number): boolean {
    const { way } = this.#parts;
    const { fleet, network } = way;
    const lane = fleet.strip[vehicle] as number;
    const left = (fleet.stopAt[vehicle] as number) - (fleet.at[vehicle] as number);
    const isAtKerb = network.laneIndex[lane] === 0 && fleet.oldLane[vehicle] === -1;
    if (!isAtKerb) return left < GIVES_UP && network.laneIndex[lane] !== 0;
    if (left > TURN_IN || (fleet.speed[vehicle] as number) > TURN_IN_SPEED) return false;
    fleet.state[vehicle] = ENTERING;
    fleet.speed[vehicle] = 0;
    fleet.drive[vehicle] = 0;
    this.#entering.push(vehicle);
    return false;
  }

  readonly #point = new Float64Array(3);

  /** Metres over the car park between the drive and a slot. */
  wayLength(park: number, slot: number): number {
    const { parks, way } = this.#parts;
    const place = parks.all[park];
    const stall = place?.stalls[slot % place.stalls.length];
    if (place === undefined || stall === undefined) return 1;
    way.network.strips.locate(place.lane, place.at, this.#point);
    const [east, north] = this.#point;
    return 4 + Math.hypot(stall.point[0] - (east ?? 0), stall.point[1] - (north ?? 0));
  }

  #leave(vehicle: number, seconds: number, time: number): boolean {
    const { fleet } = this.#parts.way;
    const { park, slot } = this.groundOf(vehicle);
    const length = this.wayLength(park, slot);
    const before = fleet.drive[vehicle] as number;
    // Behind who leaves the same car park before it.
    const furthest = Math.min(length, length - (this.#rest[park] as number) - IN_QUEUE);
    const drive = Math.max(before, Math.min(furthest, before + PARK_SPEED * seconds));
    fleet.drive[vehicle] = drive;
    if (drive > length - 0.1 && this.#join(vehicle, park, slot, time)) return true;
    this.#rest[park] = length - drive;
    return false;
  }

  /** Joins the kerb lane where there is a gap. */
  #join(vehicle: number, park: number, slot: number, time: number): boolean {
    const { way, parks, driving, lanes, planner } = this.#parts;
    const { fleet, queues } = way;
    const place = parks.all[park];
    if (place === undefined) return false;
    const length = fleet.length[vehicle] as number;
    const end = way.network.strips.length[place.lane] as number;
    const at = Math.min(end - 1, Math.max(place.at, length + 0.5));
    const ahead = queues.aheadOf(place.lane, at);
    if (!lanes.fitsIn(at, length, place.lane, ahead)) return false;
    fleet.speed[vehicle] = 0;
    fleet.aside[vehicle] = VERGE;
    driving.enter(vehicle, place.lane, at, ahead, time);
    parks.release(park, slot);
    parks.leaving[park] = (parks.leaving[park] as number) - 1;
    this.#from.delete(vehicle);
    planner.plan(vehicle, place.edge, place.lane);
    return true;
  }

  #enter(vehicle: number, seconds: number): boolean {
    const { way, driving, parks } = this.#parts;
    const { fleet } = way;
    const park = fleet.park[vehicle] as number;
    const before = fleet.drive[vehicle] as number;
    const drive = before + PARK_SPEED * seconds;
    fleet.drive[vehicle] = drive;
    const clear = (fleet.length[vehicle] as number) + CLEAR_OF_LANE;
    if (before < clear && drive >= clear) {
      driving.leave(vehicle);
      fleet.strip[vehicle] = -1;
    }
    if (drive < Math.max(clear, this.wayLength(park, fleet.slot[vehicle] as number))) return false;
    fleet.state[vehicle] = PARKED;
    fleet.stopAt[vehicle] = Number.POSITIVE_INFINITY;
    fleet.row[vehicle] = -1;
    parks.stand(park, 1);
    this.#about--;
    return true;
  }

  /** Whether it drives to a car park, and is not busy there already. */
  isBound(vehicle: number): boolean {
    const { fleet } = this.#parts.way;
    return vehicle < this.#vehicles && fleet.state[vehicle] === DRIVING;
  }
}
