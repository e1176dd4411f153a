import type { DronePhase } from "../../../shared/drone-phase.ts";
import type { Weather } from "../part.ts";
import type { PlanePoint } from "../world/plane-line.ts";
import { charge, drain } from "./battery.ts";
import { type Flight, type FlightPoint, headwind, type Route } from "./flight.ts";

/** m/s through the air, up, and down; m/s² along the way. */
const AIRSPEED = 15;
const CLIMB = 4;
const DESCENT = 2.5;
const AGILITY = 1.6;
/** How far a diverted drone is blown aside and goes up, metres, and how fast, m/s. */
const ASIDE = 55;
const ABOVE = 35;
const BLOWN = 2.2;
/** Charge below which a diverted drone goes home whatever blows. */
const RESERVE = 0.4;

/** One drone: on its stand, or on a flight to a village or back. */
export class Drone {
  readonly id: string;
  readonly name: string;
  readonly stand: PlanePoint;
  readonly port: string;
  phase: DronePhase = "standing";
  battery: number;
  /** kg. */
  payload = 0;
  /** Seconds until it may do something else. */
  wait: number;
  missions = 0;
  /** The way of its mission. */
  route: Route | undefined;
  /** Undefined on the stand. */
  flight: Flight | undefined;
  /** Metres along the flight, and m/s. */
  along = 0;
  speed = 0;
  diverted = false;
  #height = 0;
  #aside = 0;

  constructor(options: {
    id: string;
    name: string;
    stand: PlanePoint;
    port: string;
    battery: number;
    wait: number;
  }) {
    this.id = options.id;
    this.name = options.name;
    this.stand = options.stand;
    this.port = options.port;
    this.battery = options.battery;
    this.wait = options.wait;
    this.#height = options.stand[2];
  }

  get flying(): boolean {
    return this.flight !== undefined && this.phase !== "delivering";
  }

  launch(flight: Flight, payload: number): void {
    this.flight = flight;
    this.payload = payload;
    this.along = 0;
    this.speed = 0;
    this.#aside = 0;
    this.#height = flight.start[2];
    this.phase = "climbing";
  }

  /** Moves on by some seconds; true once when it has come down at the end of its flight. */
  step(seconds: number, weather: Weather): boolean {
    const { flight } = this;
    this.wait = Math.max(0, this.wait - seconds);
    if (flight === undefined) {
      this.battery = Math.min(1, this.battery + charge(this.battery) * seconds);
      this.phase = this.battery < 1 ? "charging" : "standing";
      return false;
    }
    if (this.phase === "delivering") return false;
    const cruising = this.phase === "cruising" || this.phase === "diverted";
    this.battery -= drain(cruising, this.payload, weather.windSpeed) * seconds;
    if (this.phase === "climbing") this.#climb(flight, seconds);
    else if (cruising) this.#cruise(flight, seconds, weather);
    else return this.#descend(flight, seconds);
    return false;
  }

  /** @param drift Metres that gusts move it aside now. */
  place(drift: number): FlightPoint {
    const { flight } = this;
    if (flight === undefined) {
      const [east, north, height] = this.stand;
      return { east, north, height, headingDegrees: 0 };
    }
    if (this.phase === "climbing") return flight.over(flight.start, this.#height);
    if (this.phase === "descending" || this.phase === "delivering") {
      return flight.over(flight.end, this.#height);
    }
    const above = (ABOVE * this.#aside) / ASIDE;
    return flight.at(this.along, this.#aside + drift, above);
  }

  #climb(flight: Flight, seconds: number): void {
    const goal = flight.cruiseHeight(0);
    this.#height = Math.min(goal, this.#height + CLIMB * seconds);
    if (this.#height >= goal) this.phase = "cruising";
  }

  #cruise(flight: Flight, seconds: number, weather: Weather): void {
    const blown = this.diverted && this.battery > RESERVE;
    this.phase = blown ? "diverted" : "cruising";
    const reach = BLOWN * seconds;
    this.#aside = blown ? Math.min(ASIDE, this.#aside + reach) : Math.max(0, this.#aside - reach);
    const { headingDegrees } = flight.at(this.along, 0, 0);
    const against = headwind(headingDegrees, weather.windFromDegrees, weather.windSpeed);
    const free = Math.min(19, Math.max(10, AIRSPEED - 0.5 * against)) * (blown ? 0.5 : 1);
    const left = flight.length - this.along;
    const goal = Math.min(free, Math.sqrt(2 * AGILITY * Math.max(0, left)) + 0.5);
    const change = AGILITY * seconds;
    this.speed = Math.min(this.speed + change, Math.max(this.speed - 2 * change, goal));
    this.along += this.speed * seconds;
    if (this.along < flight.length) return;
    this.along = flight.length;
    this.speed = 0;
    this.#aside = 0;
    this.#height = flight.cruiseHeight(flight.length);
    this.phase = "descending";
  }

  #descend(flight: Flight, seconds: number): boolean {
    const ground = flight.end[2];
    const left = this.#height - ground;
    this.#height = Math.max(ground, this.#height - (left > 6 ? DESCENT : 1) * seconds);
    return this.#height <= ground;
  }
}
