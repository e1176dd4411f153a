import { chanceOf } from "../../../shared/random.ts";
import type { Step, Telling } from "../part.ts";
import { BUS_CAPACITY, type Buses } from "./buses.ts";
import { DRIVING, type Fleet, PARKED } from "./fleet.ts";
import { Pose, type Poses } from "./poses.ts";
import { PARK_SPEED } from "./trips.ts";
import { VEHICLE_TRAITS } from "./vehicle-types.ts";

/** Seconds between what is told of a vehicle: driving, turning, standing in a queue, parked. */
const DRIVING_INTERVAL = 1;
const TURNING_INTERVAL = 0.5;
const STANDING_INTERVAL = 2.5;
const PARKED_INTERVAL = 9;
/** Degrees since the last that count as turning. */
const TURNING = 10;
/** m/s under which it stands. */
const STANDS = 0.2;
/** Metres that an electric car's battery takes it, and seconds that an empty one is charged in. */
const RANGE = 250_000;

/** Tells what the vehicles do, each in its own rhythm. */
export class Tellings {
  readonly #fleet: Fleet;
  readonly #poses: Poses;
  readonly #buses: Buses;
  readonly #pose = new Pose();
  readonly #ids: readonly string[];
  #names: readonly string[] = [];
  /** By vehicle: seconds of the simulation at which it told last, where it headed, whether it stood. */
  readonly #told: Float64Array;
  readonly #heading: Float64Array;
  readonly #stood: Uint8Array;
  /** Electric cars' charge as it was when last told; NaN for others. */
  readonly #battery: Float64Array;

  constructor(fleet: Fleet, poses: Poses, buses: Buses) {
    this.#fleet = fleet;
    this.#poses = poses;
    this.#buses = buses;
    const { count } = fleet;
    this.#ids = Array.from({ length: count }, (_, v) => idOf(fleet, v));
    this.name();
    this.#told = new Float64Array(count);
    this.#heading = new Float64Array(count);
    this.#stood = new Uint8Array(count).fill(1);
    this.#battery = Float64Array.from({ length: count }, (_, v) =>
      isElectric(fleet, v) ? 0.3 + 0.65 * chanceOf(`charge ${v}`) : Number.NaN,
    );
  }

  /** Names all vehicles; buses by the circuits that they have been given. */
  name(): void {
    const all = { length: this.#fleet.count };
    this.#names = Array.from(all, (_, v) => nameOf(this.#fleet, this.#buses, v));
  }

  idOf(vehicle: number): string {
    return this.#ids[vehicle] as string;
  }

  /** The vehicle of an id; -1 for none. */
  vehicleOf(id: string): number {
    return this.#ids.indexOf(id);
  }

  report(step: Step, tell: (telling: Telling) => void): void {
    const fleet = this.#fleet;
    const seconds = step.time / 1000;
    const all = fleet.vehicles + fleet.buses;
    for (let vehicle = 0; vehicle < all; vehicle++) {
      const told = this.#told[vehicle] as number;
      const silent = seconds - told;
      const state = fleet.state[vehicle] as number;
      if (told === 0) this.#told[vehicle] = seconds - this.#firstWait(vehicle, state);
      else if (silent >= this.#interval(vehicle, state)) this.#tell(vehicle, step, silent, tell);
      else if (silent >= TURNING_INTERVAL && state !== PARKED)
        this.#tellIfTurned(vehicle, step, silent, tell);
    }
  }

  /** A share of its interval, so that not all tell at once. */
  #firstWait(vehicle: number, state: number): number {
    return (this.#interval(vehicle, state) * ((vehicle * 7) % 18)) / 18;
  }

  #interval(vehicle: number, state: number): number {
    // Who has just come to stand, or set off, tells so at once.
    if (this.#stood[vehicle] === 0) return DRIVING_INTERVAL;
    if (state === PARKED) return PARKED_INTERVAL;
    const stands = state === DRIVING && (this.#fleet.speed[vehicle] as number) < STANDS;
    return stands ? STANDING_INTERVAL : DRIVING_INTERVAL;
  }

  #tellIfTurned(
    vehicle: number,
    step: Step,
    silent: number,
    tell: (telling: Telling) => void,
  ): void {
    if (this.#stood[vehicle] === 1 && (this.#fleet.speed[vehicle] as number) < STANDS) return;
    this.#poses.set(this.#pose, vehicle);
    const turned = Math.abs(
      ((this.#pose.headingDegrees - (this.#heading[vehicle] as number) + 540) % 360) - 180,
    );
    if (turned > TURNING) this.#tell(vehicle, step, silent, tell);
  }

  #tell(vehicle: number, { time }: Step, silent: number, tell: (telling: Telling) => void): void {
    const fleet = this.#fleet;
    const pose = this.#pose;
    this.#poses.set(pose, vehicle);
    const state = fleet.state[vehicle];
    const speed =
      state === DRIVING ? (fleet.speed[vehicle] as number) : state === PARKED ? 0 : PARK_SPEED;
    this.#told[vehicle] = time / 1000;
    this.#heading[vehicle] = pose.headingDegrees;
    this.#stood[vehicle] = Number(speed < STANDS);
    const values = this.#valuesOf(vehicle, speed, silent, time);
    const isBus = fleet.isBus(vehicle);
    tell({
      id: this.#ids[vehicle] as string,
      kind: isBus ? "transit" : "vehicle",
      name: this.#names[vehicle] as string,
      source: isBus ? "bus" : "traffic",
      east: pose.east,
      north: pose.north,
      height: pose.height,
      headingDegrees: pose.headingDegrees,
      speed,
      ...(values === undefined ? {} : { values }),
    });
  }

  #valuesOf(
    vehicle: number,
    speed: number,
    silent: number,
    time: number,
  ): Record<string, number> | undefined {
    const fleet = this.#fleet;
    if (fleet.isBus(vehicle)) return this.#busValues(vehicle - fleet.vehicles, time);
    const type = fleet.typeOf(vehicle);
    // A new load, or fare, for every stay: the slot it is bound for and the hour tell them apart.
    const draw = () =>
      chanceOf(
        `${vehicle} ${fleet.park[vehicle]} ${fleet.slot[vehicle]} ${Math.floor(time / 7.2e6)}`,
      );
    if (type === "truck" || type === "van") return { load: Math.round(draw() * 20) / 20 };
    if (type === "taxi") return { hired: fleet.state[vehicle] === DRIVING && draw() < 0.6 ? 1 : 0 };
    const battery = this.#battery[vehicle] as number;
    if (Number.isNaN(battery)) return undefined;
    const charged = fleet.state[vehicle] === PARKED ? silent / 14_400 : -(speed * silent) / RANGE;
    const now = Math.min(1, Math.max(0.05, battery + charged));
    this.#battery[vehicle] = now;
    return { battery: Math.round(now * 1000) / 1000 };
  }

  #busValues(bus: number, time: number): Record<string, number> {
    const passengers = this.#buses.passengers[bus] as number;
    return {
      occupancy: Math.round((passengers / BUS_CAPACITY) * 100) / 100,
      passengers,
      delay: Math.round(this.#buses.lateness(bus, time)),
    };
  }
}

function isElectric(fleet: Fleet, vehicle: number): boolean {
  return fleet.typeOf(vehicle) === "car" && chanceOf(`electric ${vehicle}`) < 0.25;
}

function idOf(fleet: Fleet, vehicle: number): string {
  if (fleet.isBus(vehicle)) return `bus:${String(vehicle - fleet.vehicles + 1).padStart(3, "0")}`;
  return `vehicle:${String(vehicle + 1).padStart(4, "0")}`;
}

function nameOf(fleet: Fleet, buses: Buses, vehicle: number): string {
  const type = fleet.typeOf(vehicle);
  if (fleet.isBus(vehicle)) {
    const circuit = buses.circuits[buses.circuit[vehicle - fleet.vehicles] as number];
    return circuit === undefined ? "Bus" : `${circuit.ref} ${circuit.name}`;
  }
  return `${VEHICLE_TRAITS[type].name} ${String(vehicle + 1).padStart(4, "0")}`;
}
