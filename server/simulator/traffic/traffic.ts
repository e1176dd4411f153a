import { Random } from "../../../shared/random.ts";
import type { Part, Step, Telling } from "../part.ts";
import { busCircuits } from "./bus-circuits.ts";
import { Buses, busesFor } from "./buses.ts";
import { CarParks } from "./car-parks.ts";
import { Destinations } from "./destinations.ts";
import { Driving } from "./driving.ts";
import { Entry } from "./entry.ts";
import { Fleet } from "./fleet.ts";
import { Grants } from "./grants.ts";
import { LaneChange } from "./lane-change.ts";
import type { Roadway } from "./look-ahead.ts";
import { drivesOnTheRight, mirrorRoads } from "./mirror-roads.ts";
import { Obstacles } from "./obstacles.ts";
import { Passage } from "./passage.ts";
import { Plans } from "./planner.ts";
import { type Pose, Poses } from "./poses.ts";
import { Queues } from "./queues.ts";
import type { RoadWorld } from "./road-graph.ts";
import { RoadNetwork } from "./road-network.ts";
import { RoadUse } from "./road-use.ts";
import { settle } from "./settle.ts";
import { Signals } from "./signals.ts";
import { type RoadState, SpeedChoice } from "./speed-choice.ts";
import { Stalls } from "./stalls.ts";
import { Tellings } from "./tellings.ts";
import { stateHash } from "./traffic-hash.ts";
import { Trips } from "./trips.ts";

export interface TrafficSetup {
  readonly world: RoadWorld;
  readonly seed: string;
  /** Vehicles that are no buses; none move where the city has no car park. */
  readonly vehicles: number;
  /** Buses; fewer where the circuits are short (one for 250 m of a circuit at most). */
  readonly buses: number;
  /** When the simulation begins, milliseconds since 1970. */
  readonly begin: number;
}

/** Seconds of a step: what the simulation is stepped with. */
const STEP = 0.5;
/** Vehicles on the roads at once, for each metre of lane. */
const DENSEST = 0.008;
/** Share of the vehicles on the roads in the dead of night, and beyond that at the rush hour. */
const NIGHT_SHARE = 0.15;
const RUSH_SHARE = 0.75;
/** Steps of simulated time before the first, for queues to form; and steps between two looks for new ways. */
const WARM_UP = 120;
const REFRESH = 4;

/**
 * The city's road traffic: vehicles that follow one another in lanes, stop at signals, give way, turn,
 * park and set off again, and buses on their circuits among them. All of it follows from the seed, the
 * beginning and the steps.
 */
export class Traffic implements Part {
  /** The roads as it sees them, in a mirror where traffic keeps to the right; for tests and pictures. */
  readonly network: RoadNetwork;
  readonly fleet: Fleet;
  readonly signals: Signals;
  readonly parks: CarParks;
  readonly buses: Buses;
  readonly trips: Trips;
  readonly #way: Roadway;
  readonly #destinations: Destinations;
  readonly #driving: Driving;
  readonly #plans: Plans;
  readonly #stalls: Stalls;
  readonly #obstacles: Obstacles;
  readonly #poses: Poses;
  readonly #tellings: Tellings;
  readonly #use: RoadUse;
  readonly #random: Random;
  readonly #road: RoadState = { pace: 1, caution: 1 };
  readonly #cap: number;
  #steps = -1;

  constructor({ world: given, seed, vehicles, buses }: TrafficSetup) {
    const onTheRight = drivesOnTheRight(given);
    const world = onTheRight ? mirrorRoads(given) : given;
    const random = new Random(`traffic ${seed}`);
    const network = new RoadNetwork(world);
    const circuits = busCircuits(world, network);
    const movable = world.carParks.length > 1 ? vehicles : 0;
    const fleet = new Fleet(movable, busesFor(circuits, buses), random);
    const queues = new Queues(fleet, network.strips.count);
    const grants = new Grants(fleet, network);
    const lastOut = new Int32Array(network.lanes).fill(-1);
    const way: Roadway = { network, fleet, queues, grants, lastOut };
    this.#way = way;
    this.network = network;
    this.fleet = fleet;
    this.#random = random;
    this.signals = new Signals(network);
    this.parks = new CarParks(world, network, movable);
    this.#destinations = new Destinations(this.parks, network);
    this.buses = new Buses(way, circuits, this.#destinations, random);
    this.#stalls = new Stalls(way, this.#destinations);
    const entry = new Entry(way, this.signals);
    const lanes = new LaneChange(way, STEP);
    this.#plans = new Plans(way, {
      parks: this.parks,
      destinations: this.#destinations,
      buses: this.buses,
      stalls: this.#stalls,
      entry,
      lanes,
    });
    this.#driving = new Driving(
      way,
      {
        lanes,
        speeds: new SpeedChoice(way, entry, STEP),
        passage: new Passage(way, this.#destinations.routes, this.#plans),
      },
      (vehicle, refusal) => this.#plans.reroute(vehicle, refusal),
    );
    this.trips = new Trips({
      way,
      parks: this.parks,
      destinations: this.#destinations,
      driving: this.#driving,
      lanes,
      planner: this.#plans,
      random,
    });
    this.#plans.trips = this.trips;
    this.#obstacles = new Obstacles(way, this.#driving, lanes);
    this.#poses = new Poses(way, this.parks, this.trips, onTheRight);
    this.#tellings = new Tellings(fleet, this.#poses, this.buses);
    this.#use = new RoadUse(way);
    const metres = network.strips.length.subarray(0, network.lanes).reduce((sum, m) => sum + m, 0);
    this.#cap = Math.floor(metres * DENSEST);
  }

  get entities(): Readonly<Record<string, number>> {
    return { vehicles: this.fleet.vehicles, buses: this.fleet.buses };
  }

  /** Vehicles that are no buses and not parked, and how many of them there may be at most. */
  get driving(): number {
    return this.trips.about;
  }

  get mostDriving(): number {
    return this.#cap;
  }

  /** The first step settles the city: spreads the vehicles and lets them drive for a minute before it. */
  step(step: Step): void {
    if (step.seconds !== STEP) throw new Error(`traffic is stepped by ${STEP} s`);
    if (this.#steps < 0) this.#settle(step);
    this.#advance(step);
  }

  report(step: Step, tell: (telling: Telling) => void): void {
    this.#tellings.report(step, tell);
  }

  /** Number over all that decides what happens next: the same for the same seed, beginning and steps. */
  hash(): string {
    return stateHash(this.fleet, this.buses);
  }

  /**
   * Sends a truck to break down on a road, some metres along its line, until a time (ms since 1970).
   * Returns the id of the vehicle that was sent: it is there some minutes later. Undefined where nobody can.
   */
  stall(road: string, metres: number, until: number): string | undefined {
    const vehicle = this.#stalls.send(road, metres, until);
    if (vehicle === undefined) return undefined;
    this.#replan(vehicle);
    return this.#tellings.idOf(vehicle);
  }

  /** Lets a vehicle that was to break down drive on. */
  release(id: string): void {
    const vehicle = this.#tellings.vehicleOf(id);
    if (vehicle >= 0) this.#endStalls(0, vehicle);
  }

  /** Ids of the vehicles that stand broken down on a road. */
  stalledOn(road: string): readonly string[] {
    return this.#stalls.on(road).map((vehicle) => this.#tellings.idOf(vehicle));
  }

  /**
   * Closes a lane (0 at the kerb) of a road in one direction at some metres along its line, as soon as
   * there is a gap. Returns a number to clear it by; undefined where there is no such lane or no obstacle left.
   */
  obstruct(road: string, backward: boolean, lane: number, metres: number): number | undefined {
    return this.#obstacles.close(road, backward, lane, metres);
  }

  clear(obstacle: number): void {
    this.#obstacles.open(obstacle);
  }

  /** Vehicles on a road's lanes, buses included. */
  vehiclesOn(road: string): number {
    return this.#use.vehiclesOn(road);
  }

  /** Mean speed on a road over its limit, now; 1 when empty. */
  speedRatioOn(road: string): number {
    return this.#use.speedRatioOn(road);
  }

  /** Vehicles that stand in a car park, and slots there on all its levels; undefined where nobody can drive to it. */
  parkedIn(carPark: string): { readonly occupied: number; readonly capacity: number } | undefined {
    const park = this.parks.all.findIndex(({ id }) => id === carPark);
    if (park < 0) return undefined;
    return { occupied: this.parks.standingIn(park), capacity: this.parks.capacityOf(park) };
  }

  /** What the signal for a direction of a road shows to who drives up to the end of it, straight on before turning. */
  signalOf(road: string, backward: boolean): "green" | "amber" | "red" | "none" {
    const edge = this.network.graph.edgeOf(road, backward);
    return edge === undefined ? "none" : this.#use.signalOf(edge.firstLane, this.signals);
  }

  /** Sets a pose to where a vehicle is. */
  poseOf(vehicle: number, pose: Pose): void {
    this.#poses.set(pose, vehicle);
  }

  #settle(step: Step): void {
    this.#steps = 0;
    const parts = {
      way: this.#way,
      parks: this.parks,
      trips: this.trips,
      buses: this.buses,
      driving: this.#driving,
      planner: this.#plans,
      random: this.#random,
    };
    const first = { ...step, time: step.time - WARM_UP * STEP * 1000 };
    settle(parts, this.#wanted(step), first);
    this.#tellings.name();
    for (let i = 0; i < WARM_UP; i++) {
      this.#advance({ ...step, time: first.time + i * STEP * 1000 });
    }
  }

  #wanted({ bustle }: Step): number {
    const share = NIGHT_SHARE + RUSH_SHARE * bustle;
    return Math.min(this.#cap, Math.round(share * this.fleet.vehicles));
  }

  #advance(step: Step): void {
    const { time, hour, weather } = step;
    this.#steps++;
    this.#road.pace = 1 - Math.min(0.25, weather.rain * 0.012);
    this.#road.caution = 1 + Math.min(0.4, weather.rain * 0.02);
    this.signals.show(time);
    this.#driving.step(STEP, time, this.#road);
    this.#runErrands();
    this.buses.step(step);
    this.#endStalls(time, -1);
    this.#obstacles.step(time);
    this.trips.step(step);
    this.trips.sendOff(this.#wanted(step), hour);
    if (this.#steps % REFRESH === 0) this.#destinations.refresh();
  }

  /** Turns in who has come to a car park. */
  #runErrands(): void {
    const { fleet, network } = this.#way;
    for (let i = 0; i < this.#driving.count; i++) {
      const vehicle = this.#driving.vehicleAt(i);
      if (fleet.stopAt[vehicle] === Number.POSITIVE_INFINITY) continue;
      if ((fleet.strip[vehicle] as number) >= network.lanes || !this.trips.isBound(vehicle))
        continue;
      if (this.#destinations.isBorrowed(fleet.row[vehicle] as number)) continue;
      if (this.trips.arrive(vehicle)) this.#plans.passBy(vehicle);
    }
  }

  #endStalls(time: number, released: number): void {
    for (const vehicle of this.#stalls.over(time, released)) this.#replan(vehicle);
  }

  /** Plans anew for where a vehicle is; its own lane's turn, where it has been granted one, it keeps. */
  #replan(vehicle: number): void {
    const { fleet, network, grants } = this.#way;
    const strip = fleet.strip[vehicle] as number;
    if ((fleet.granted[vehicle] as number) >= 0) grants.revoke(vehicle);
    const lane = strip < network.lanes ? strip : (network.turnTo[strip - network.lanes] as number);
    this.#plans.plan(vehicle, fleet.edge[vehicle] as number, lane);
  }
}
