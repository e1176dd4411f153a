import type { Incident, Simulation as Told } from "../../shared/simulation.ts";
import { Drones } from "./drones/drones.ts";
import { IncidentDesk, type IncidentEffects } from "./incidents/incident-desk.ts";
import { type Planned, Programme } from "./incidents/programme.ts";
import type { Part, Step, Telling, Weather } from "./part.ts";
import { Rail } from "./rail/rail.ts";
import type { CityState } from "./sensors/city-state.ts";
import { Sensors } from "./sensors/sensors.ts";
import { bustleAt } from "./sky/bustle.ts";
import { CityClock } from "./sky/city-clock.ts";
import { RiverGauge } from "./sky/river-gauge.ts";
import { solarElevation } from "./sky/solar-elevation.ts";
import { type Cloudburst, WeatherModel } from "./sky/weather-model.ts";
import { StateHash } from "./state-hash.ts";
import { Traffic } from "./traffic/traffic.ts";
import type { World } from "./world.ts";

/** Seconds of a step. */
const STEP = 0.5;
/** What a city has at scale 1. */
const VEHICLES = 2_000;
const BUSES = 60;
const DRONES = 40;
const SENSORS = 600;
/** Seconds that drones have flown before the beginning, so that some are under way. */
const FLOWN = 600;

export interface SimulationOptions {
  readonly world: World;
  readonly seed: string;
  /** Multiplies vehicles, buses, drones and sensors. */
  readonly scale: number;
  /** Milliseconds since 1970. */
  readonly begin: number;
}

/**
 * The life of a city, step by step. What it is after so many steps follows from the seed, the beginning
 * and what was switched in the programme when; from nothing else.
 */
export class Simulation {
  readonly entities: Readonly<Record<string, number>>;
  readonly #world: World;
  readonly #clock: CityClock;
  readonly #weather: WeatherModel;
  readonly #river: RiverGauge;
  readonly #traffic: Traffic;
  readonly #rail: Rail;
  readonly #drones: Drones;
  readonly #sensors: Sensors;
  readonly #desk: IncidentDesk;
  /** In the order in which they step. */
  readonly #parts: readonly Part[];
  #step: Step;

  constructor({ world, seed, scale, begin }: SimulationOptions) {
    const clock = new CityClock(world.timeZone);
    const { latitude } = world.plane;
    this.#world = world;
    this.#clock = clock;
    this.#weather = new WeatherModel({ seed, clock, latitude });
    const programme = new Programme({ seed, clock, world });
    this.#desk = new IncidentDesk({ programme, plane: world.plane, effects: this.#effects() });
    this.#river = new RiverGauge(begin, (time) => this.#weatherAt(time).rain);
    const counted = (usual: number) => Math.max(1, Math.round(usual * scale));
    this.#traffic = new Traffic({
      world,
      seed,
      vehicles: counted(VEHICLES),
      buses: counted(BUSES),
      begin,
    });
    this.#rail = new Rail({ world, clock, seed });
    this.#drones = new Drones({ world, drones: counted(DRONES), seed });
    const look = (step: Step) => this.#look(step);
    this.#sensors = new Sensors({ world, sensors: counted(SENSORS), seed, look });
    this.#parts = [this.#traffic, this.#rail, this.#drones, this.#sensors];
    this.entities = Object.assign({}, ...this.#parts.map(({ entities }) => entities));
    this.#step = this.#stepAt(begin);
    this.#desk.step(begin);
    for (let time = begin - FLOWN * 1000; time < begin; time += STEP * 1000) {
      this.#drones.step(this.#stepAt(time));
    }
  }

  /** Milliseconds since 1970: how far it is. */
  get time(): number {
    return this.#step.time;
  }

  /** Goes on by one step of half a second. */
  step(): void {
    this.#step = this.#stepAt(this.#step.time + STEP * 1000);
    this.#desk.step(this.#step.time);
    // Rain that has begun with this very step falls in it.
    this.#step = this.#stepAt(this.#step.time);
    this.#river.step(this.#step.time, this.#step.weather.rain);
    for (const part of this.#parts) part.step(this.#step);
  }

  /** Tells all whose turn it is after the last step. */
  report(tell: (telling: Telling) => void): void {
    for (const part of this.#parts) part.report(this.#step, tell);
  }

  /** Switches an incident; undefined where none of that id is on the programme. */
  setIncident(id: string, enabled: boolean): Incident | undefined {
    return this.#desk.enable(id, enabled);
  }

  incidents(): readonly Incident[] {
    return this.#desk.list();
  }

  /** The weather now, rounded as it is told. */
  weather(): Told["weather"] {
    const { temperatureCelsius, rain, windSpeed, windFromDegrees, cloud } = this.#step.weather;
    return {
      temperatureCelsius: Math.round(temperatureCelsius * 10) / 10,
      rain: Math.round(rain * 10) / 10,
      windSpeed: Math.round(windSpeed * 10) / 10,
      windFromDegrees: Math.round(windFromDegrees) % 360,
      cloud: Math.round(cloud * 100) / 100,
    };
  }

  /** The same for two simulations in the same state. */
  hash(): string {
    return new StateHash()
      .add(this.#step.time)
      .add(this.#river.fallen)
      .addText(String(this.#traffic.hash()))
      .addText(this.#rail.hash())
      .addText(this.#drones.hash())
      .addText(this.#sensors.hash())
      .digest();
  }

  #stepAt(time: number): Step {
    const hour = this.#clock.hour(time);
    const weekend = this.#clock.weekend(time);
    const weather = this.#weatherAt(time);
    return { time, seconds: STEP, hour, weekend, weather, bustle: bustleAt(hour, weekend) };
  }

  #weatherAt(time: number): Weather {
    const bursts = this.#desk.showers(time).map(cloudburst);
    return this.#weather.at(time, bursts);
  }

  #look(step: Step): CityState {
    const { longitude, latitude } = this.#world.plane;
    return {
      step,
      traffic: this.#traffic,
      riverLevel: (upstream) => this.#river.level(step.time, upstream),
      stationFlow: (station) => this.#rail.flowAt(station),
      sunElevation: solarElevation(step.time, longitude, latitude),
    };
  }

  #effects(): IncidentEffects {
    return {
      begin: (planned) => this.#begin(planned),
      end: ({ type, site }, entity) => {
        if (type === "stalled-truck" && entity !== undefined) this.#traffic.release(entity);
        if (type === "diverted-drone" && entity !== undefined) this.#drones.release(entity);
        if (type === "silent-sensor" && site !== undefined) this.#sensors.silence(site, false);
      },
      placeOf: (entity) => {
        const place = this.#drones.placeOf(entity, this.#step);
        return place && [place.east, place.north, place.height];
      },
    };
  }

  #begin({ type, road, along, site, to }: Planned): string | true | undefined {
    switch (type) {
      case "stalled-truck":
        return road && this.#traffic.stall(road.id, along ?? 0, to);
      case "silent-sensor":
        return site === undefined ? undefined : (this.#sensors.silence(site, true) ?? true);
      case "diverted-drone":
        return this.#drones.divert();
      case "heavy-rain":
        return true;
    }
  }
}

function cloudburst({ from, to, rain }: Planned): Cloudburst {
  return { from, to, rain: rain ?? 0 };
}
