import { Noise } from "../noise.ts";
import type { Part, Step, Telling } from "../part.ts";
import { StateHash } from "../state-hash.ts";
import type { World } from "../world.ts";
import type { CityState, Reading } from "./city-state.ts";
import { FaultPlan } from "./fault-plan.ts";
import {
  lightReading,
  powerReading,
  rainReading,
  riverReading,
  temperatureReading,
} from "./field-readings.ts";
import { placeSensors, type Sensor } from "./sensor.ts";
import {
  airReading,
  noiseReading,
  parkingReading,
  peopleReading,
  trafficAt,
} from "./street-readings.ts";

/** What the sensors of a city measure, with their noise and their faults. */
export class Sensors implements Part {
  readonly entities: { readonly sensors: number };
  readonly #sensors: readonly Sensor[];
  readonly #look: (step: Step) => CityState;
  readonly #faults: FaultPlan;
  readonly #noise: Noise;
  readonly #people: ReadonlyMap<string, number>;
  readonly #upstream: (north: number) => number;
  /** Vehicles on 100 m, smoothed, by sensor; brought up to date with each reading. */
  readonly #density: Float64Array;
  readonly #last: (Reading | undefined)[];
  readonly #silenced = new Set<string>();
  #due: readonly Sensor[] = [];

  /** @param look What the city is like at the end of a step. */
  constructor(options: {
    world: World;
    sensors: number;
    seed: string;
    look: (step: Step) => CityState;
  }) {
    const { world, sensors, seed, look } = options;
    this.#sensors = placeSensors(world, sensors, seed);
    this.#look = look;
    this.#faults = new FaultPlan(seed);
    this.#noise = new Noise(`${seed} readings`);
    this.#people = new Map(world.districts.map(({ id, people }) => [id, people]));
    this.#upstream = upstreamOf(world);
    this.#density = new Float64Array(this.#sensors.length);
    this.#last = new Array(this.#sensors.length).fill(undefined);
    this.entities = { sensors: this.#sensors.length };
  }

  /** Lets the sensors of a site fall silent, or speak again; the first one's id. */
  silence(site: string, silent: boolean): string | undefined {
    if (silent) this.#silenced.add(site);
    else this.#silenced.delete(site);
    return this.#sensors.find((sensor) => sensor.site.id === site)?.id;
  }

  /** Takes the readings of those whose turn it is. */
  step(step: Step): void {
    const tick = Math.round(step.time / 500);
    this.#due = this.#sensors.filter(({ index, interval }) => {
      return (tick + index * 7) % (interval * 2) === 0;
    });
    if (this.#due.length === 0) return;
    const city = this.#look(step);
    for (const sensor of this.#due) {
      const { index } = sensor;
      const now = trafficAt(sensor, city);
      this.#density[index] = 0.6 * (this.#density[index] ?? 0) + 0.4 * now;
      this.#last[index] = this.#sense(sensor, city);
    }
  }

  report(step: Step, tell: (telling: Telling) => void): void {
    for (const { id, name, index, site, point } of this.#due) {
      const values = this.#last[index];
      const silent = this.#silenced.has(site.id) || this.#faults.at(index, step.time) === "silent";
      if (values === undefined || silent) continue;
      const [east, north, height] = point;
      tell({ id, kind: "sensor", name, source: "sensor", east, north, height, values });
    }
  }

  hash(): string {
    const hash = new StateHash().addAll(this.#density);
    for (const reading of this.#last) if (reading) hash.addAll(Object.values(reading));
    return hash.digest();
  }

  #sense(sensor: Sensor, city: CityState): Reading | undefined {
    const { time } = city.step;
    const fault = this.#faults.at(sensor.index, time);
    if (fault === "stuck") return this.#last[sensor.index] ?? this.#read(sensor, city);
    const reading = this.#read(sensor, city);
    if (fault !== "spike" || reading === undefined) return reading;
    return Object.fromEntries(
      Object.entries(reading).map(([name, value]) => [name, value * 9 + 5]),
    );
  }

  #read(sensor: Sensor, city: CityState): Reading | undefined {
    const { index, site, roadDistance, point } = sensor;
    const { time } = city.step;
    const noise = this.#noise.at(time / 45_000 + index * 131.7);
    const density = this.#density[index] ?? 0;
    switch (site.senses) {
      case "air":
        return airReading(city, density, this.#noise.at(time / 5.4e7), noise);
      case "noise":
        return noiseReading(city, density, roadDistance, noise);
      case "temperature":
        return temperatureReading(sensor, city, noise);
      case "rain":
        return rainReading(city, noise);
      case "river":
        return riverReading(city, this.#upstream(point[1]), noise);
      case "people":
        return peopleReading(sensor, city, noise);
      case "parking":
        return parkingReading(sensor, city);
      case "light":
        return lightReading(sensor, city);
      case "power":
        return powerReading(sensor, city, this.#people.get(site.of ?? "") ?? 0, noise);
    }
  }
}

/** How far up the river a gauge is: from 0 at the lowest of them to 1 at the highest. */
function upstreamOf({ sensorSites }: World): (north: number) => number {
  const heights = sensorSites
    .filter(({ senses }) => senses === "river")
    .map(({ point }) => point[1]);
  const low = Math.min(...heights);
  const high = Math.max(...heights);
  return (north) => (high > low ? (north - low) / (high - low) : 0);
}
