import type { EntityKind } from "../../shared/entity.ts";

/** What the sky does, the same for every part of the simulation. */
export interface Weather {
  readonly temperatureCelsius: number;
  /** mm/h. */
  readonly rain: number;
  /** m/s, and the direction it comes from. */
  readonly windSpeed: number;
  readonly windFromDegrees: number;
  /** 0 clear to 1 overcast. */
  readonly cloud: number;
}

/** One step of simulated time, handed to every part in a fixed order. */
export interface Step {
  /** At its end: milliseconds since 1970 by the simulation's clock; a whole multiple of its length. */
  readonly time: number;
  /** Seconds. */
  readonly seconds: number;
  /** Hour of the day in the city, 0 to 24. */
  readonly hour: number;
  readonly weekend: boolean;
  readonly weather: Weather;
  /** 0 dead of night to 1 rush hour: how much the city is about. */
  readonly bustle: number;
}

/** One entity's state as it is to be told. */
export interface Telling {
  readonly id: string;
  readonly kind: EntityKind;
  readonly name: string;
  /** The system it belongs to: traffic, bus, rail, drone, sensor. */
  readonly source: string;
  /** Metres of the city's plane. */
  readonly east: number;
  readonly north: number;
  readonly height: number;
  readonly headingDegrees?: number;
  readonly speed?: number;
  readonly values?: Readonly<Record<string, number>>;
}

/**
 * One part of the city's life. Its state after a step follows from the seed, the time it was begun at
 * and the steps since; never from a clock or a random number of its own.
 */
export interface Part {
  step(step: Step): void;
  /** Tells those entities whose turn it is, of `tell`'s round: each tells at least once in its usual interval. */
  report(step: Step, tell: (telling: Telling) => void): void;
  /** How many entities it moves. */
  readonly entities: Readonly<Record<string, number>>;
}
