import { DRONE_PHASES } from "../../../shared/drone-phase.ts";
import { Noise } from "../noise.ts";
import type { Part, Step, Telling, Weather } from "../part.ts";
import { StateHash } from "../state-hash.ts";
import { GroundHeights } from "../world/ground-heights.ts";
import type { World } from "../world.ts";
import { reckoned } from "./battery.ts";
import type { Drone } from "./drone.ts";
import { droneFleet, routesOf } from "./drone-fleet.ts";
import { Flight, type Route, spotOn } from "./flight.ts";

/** Wind in which none takes off, m/s. */
const GROUNDED = 13;
/** Drones that may come down at a landing at once, for each time the city's usual number. */
const SPOTS = 3;
/** Steps between two tellings of a drone that stands. */
const STANDING_STEPS = 10;
/** Charge that must be left at the end of a mission. */
const SPARE = 0.15;

/** The drones that carry parcels from ports to villages. */
export class Drones implements Part {
  readonly entities: { readonly drones: number };
  readonly #drones: readonly Drone[];
  readonly #routes: ReadonlyMap<string, readonly Route[]>;
  readonly #luck: Noise;
  readonly #gusts: Noise;
  readonly #ground: GroundHeights;
  /** By landing: the drone that is to use each spot, or is there. */
  readonly #spots = new Map<string, (number | undefined)[]>();
  #steps = 0;

  constructor(options: {
    world: Pick<World, "pads" | "corridors" | "roads" | "ground">;
    drones: number;
    seed: string;
  }) {
    const { world, drones, seed } = options;
    this.#routes = routesOf(world);
    const ports = world.pads.all.filter(({ id }) => this.#routes.has(id));
    this.#drones = droneFleet(ports, drones, seed);
    this.#luck = new Noise(`${seed} missions`);
    this.#gusts = new Noise(`${seed} gusts`);
    this.#ground = new GroundHeights(world);
    const spots = SPOTS * Math.max(1, Math.ceil(drones / 40));
    for (const { id, type } of world.pads.all) {
      if (type === "landing") this.#spots.set(id, new Array(spots).fill(undefined));
    }
    this.entities = { drones: this.#drones.length };
  }

  step(step: Step): void {
    this.#steps++;
    for (const [index, drone] of this.#drones.entries()) this.#move(drone, index, step);
  }

  report({ time, weather }: Step, tell: (telling: Telling) => void): void {
    for (const [index, drone] of this.#drones.entries()) {
      if (drone.flying || (index + this.#steps) % STANDING_STEPS === 0) {
        tell(this.#telling(drone, index, time, weather));
      }
    }
  }

  /** Lets the wind blow a drone off its corridor; its id, or undefined where none is under way. */
  divert(): string | undefined {
    const under = this.#drones.filter(({ phase, flight, along, battery }) => {
      const part = along / (flight?.length ?? 1);
      return phase === "cruising" && part > 0.1 && part < 0.6 && battery > 0.55;
    });
    const drone = under.reduce<Drone | undefined>((least, each) => {
      return least === undefined || each.along < least.along ? each : least;
    }, undefined);
    if (drone !== undefined) drone.diverted = true;
    return drone?.id;
  }

  /** Lets a diverted drone find back. */
  release(id: string): void {
    const drone = this.#drones.find((each) => each.id === id);
    if (drone !== undefined) drone.diverted = false;
  }

  /** Where a drone is: metres of the plane. */
  placeOf(id: string, step: Step): Telling | undefined {
    const index = this.#drones.findIndex((each) => each.id === id);
    const drone = this.#drones[index];
    return drone && this.#telling(drone, index, step.time, step.weather);
  }

  hash(): string {
    const hash = new StateHash();
    for (const { battery, along, speed, wait, phase, missions } of this.#drones) {
      hash.add(battery).add(along).add(speed).add(wait).add(missions).addText(phase);
    }
    return hash.digest();
  }

  #move(drone: Drone, index: number, step: Step): void {
    const down = drone.step(step.seconds, step.weather);
    if (drone.flight === undefined) {
      if (drone.wait === 0) this.#tryMission(drone, index, step);
      return;
    }
    if (drone.phase === "delivering") {
      if (drone.wait === 0) this.#goBack(drone, index);
      return;
    }
    if (!down) return;
    if (drone.flight.end === drone.stand) {
      drone.flight = undefined;
      drone.phase = "charging";
      drone.wait = this.#pause(drone, index, step.bustle);
    } else {
      drone.phase = "delivering";
      drone.wait = 20 + 25 * this.#chance(drone, index, 3);
    }
  }

  #tryMission(drone: Drone, index: number, { weather, bustle }: Step): void {
    const routes = this.#routes.get(drone.port) ?? [];
    const route = routes[Math.floor(this.#chance(drone, index, 0) * routes.length)];
    drone.wait = 15 + 20 * this.#chance(drone, index, 1);
    drone.missions++;
    if (route === undefined || weather.windSpeed > GROUNDED) return;
    const { corridor, landing } = route;
    const payload = Math.round((0.4 + 4.2 * this.#chance(drone, index, 2)) * 10) / 10;
    const climbs = corridor.line.at(0).height - drone.stand[2];
    const falls = corridor.line.at(corridor.line.length).height - landing.point[2];
    const need = reckoned(corridor.line.length, climbs + falls, payload, weather.windSpeed);
    // A route too long for a full battery is never flown.
    if (drone.battery < Math.min(0.98, need + SPARE) || need + SPARE > 1) return;
    const spots = this.#spots.get(landing.id) ?? [];
    const spot = spots.indexOf(undefined);
    if (spot < 0 || this.#chance(drone, index, 4) > 0.15 + bustle) return;
    spots[spot] = index;
    drone.launch(new Flight(corridor, false, drone.stand, spotOn(landing.point, spot)), payload);
    drone.route = route;
  }

  #goBack(drone: Drone, index: number): void {
    const { flight, route } = drone;
    if (flight === undefined || route === undefined) return;
    const spots = this.#spots.get(route.landing.id) ?? [];
    const spot = spots.indexOf(index);
    if (spot >= 0) spots[spot] = undefined;
    drone.launch(new Flight(route.corridor, true, flight.end, drone.stand), 0);
  }

  #pause(drone: Drone, index: number, bustle: number): number {
    return (30 + 120 * this.#chance(drone, index, 5)) / (0.3 + bustle);
  }

  #chance(drone: Drone, index: number, which: number): number {
    return this.#luck.chance((index * 8192 + drone.missions) * 8 + which);
  }

  #telling(drone: Drone, index: number, time: number, weather: Weather): Telling {
    const airborne = drone.phase === "cruising" || drone.phase === "diverted";
    const gust = this.#gusts.at(time / 4000 + index * 977);
    const place = drone.place(airborne ? 0.12 * weather.windSpeed * gust : 0);
    const ground = Math.min(this.#ground.at(place.east, place.north), place.height);
    return {
      id: drone.id,
      kind: "drone",
      name: drone.name,
      source: "drone",
      ...place,
      speed: airborne ? drone.speed : 0,
      values: {
        battery: Math.round(drone.battery * 1000) / 1000,
        payload: drone.payload,
        altitudeAboveGround: drone.flying ? Math.round((place.height - ground) * 10) / 10 : 0,
        phase: DRONE_PHASES.indexOf(drone.phase),
      },
    };
  }
}
