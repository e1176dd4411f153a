import { Noise } from "../noise.ts";
import type { Weather } from "../part.ts";
import type { CityClock } from "./city-clock.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A cloudburst of the programme: rain on top of the day's own. Times in milliseconds since 1970. */
export interface Cloudburst {
  readonly from: number;
  readonly to: number;
  /** mm/h at its height. */
  readonly rain: number;
}

/**
 * The weather of a seed and a time, in closed form: fronts of some hours that bring cloud, showers of
 * some minutes in them, a daily and a yearly course of temperature, and a breeze from the sea by day.
 */
export class WeatherModel {
  readonly #clock: CityClock;
  /** Yearly mean and half the yearly range, degrees Celsius, from the latitude alone. */
  readonly #mean: number;
  readonly #swing: number;
  readonly #front: Noise;
  readonly #shower: Noise;
  readonly #warmth: Noise;
  readonly #gust: Noise;
  readonly #turning: Noise;

  constructor(options: { seed: string; clock: CityClock; latitude: number }) {
    const { seed, clock, latitude } = options;
    this.#clock = clock;
    this.#mean = 28 - 0.42 * Math.max(0, Math.abs(latitude) - 8);
    this.#swing = 0.29 * latitude;
    this.#front = new Noise(`${seed} front`);
    this.#shower = new Noise(`${seed} shower`);
    this.#warmth = new Noise(`${seed} warmth`);
    this.#gust = new Noise(`${seed} gust`);
    this.#turning = new Noise(`${seed} turning`);
  }

  at(time: number, cloudbursts: readonly Cloudburst[]): Weather {
    const hours = time / HOUR;
    const front = 0.6 * this.#front.at(hours / 7) + 0.55 * this.#front.at(1e6 + hours / 23);
    const burst = cloudbursts.reduce((most, each) => Math.max(most, burstAt(each, time)), 0);
    const cloud = clamp(0.42 + 0.75 * front + 0.12 * this.#shower.at(hours * 1.7));
    const rain = this.#rain(front, time) + burst;
    const day = this.#clock.hour(time);
    const sunny = Math.max(0, Math.sin(((day - 7) / 14) * Math.PI)) * (day > 7 && day < 21 ? 1 : 0);
    return {
      temperatureCelsius: this.#temperature(time, day, cloud) - Math.min(3, rain * 0.12),
      rain,
      cloud: burst > 0 ? Math.max(cloud, 0.95) : cloud,
      ...this.#wind(hours, front, sunny, cloud, burst),
    };
  }

  #rain(front: number, time: number): number {
    const wet = clamp((front - 0.3) / 0.55);
    if (wet === 0) return 0;
    const shower = clamp(0.55 + 0.75 * this.#shower.at(time / (23 * MINUTE)));
    const rain = 16 * wet ** 1.4 * (0.15 + shower * shower);
    // What is less than a drizzle falls as none.
    return rain < 0.1 ? 0 : rain;
  }

  #temperature(time: number, hour: number, cloud: number): number {
    // Warmest at the end of July and at two o'clock in the afternoon.
    const year = Math.cos(2 * Math.PI * (this.#clock.season(time) - 0.58));
    const day = Math.cos((2 * Math.PI * (hour - 14)) / 24);
    const spell = 3.5 * this.#warmth.at(time / (60 * HOUR)) + 0.5 * this.#warmth.at(time / HOUR);
    return this.#mean + this.#swing * year + (4.6 - 2.8 * cloud) * day + spell;
  }

  #wind(hours: number, front: number, sunny: number, cloud: number, burst: number) {
    const breeze = 2.4 * sunny * (1 - 0.6 * cloud);
    const storm = 6 * Math.max(0, front - 0.2) + burst * 0.12;
    const gust = 1.4 * this.#gust.at(hours * 2) + 0.7 * this.#gust.at(hours * 11);
    const windSpeed = Math.max(0.2, 2.2 + 1.6 * this.#gust.at(hours / 5) + breeze + storm + gust);
    const turned = 200 + 150 * this.#turning.at(hours / 13) + 12 * this.#turning.at(hours * 3);
    return { windSpeed, windFromDegrees: ((turned % 360) + 360) % 360 };
  }
}

/** Comes and goes within a fifth of its time. */
function burstAt({ from, to, rain }: Cloudburst, time: number): number {
  if (time <= from || time >= to) return 0;
  const ramp = (to - from) / 5;
  const part = clamp(Math.min(time - from, to - time) / ramp);
  return rain * part * part * (3 - 2 * part);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
