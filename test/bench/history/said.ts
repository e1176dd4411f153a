import type { Accepted } from "../../../shared/observation.ts";

/** Cars that drive on and on: observations as a live feed has them, each second another part of the cars. */
export class Said {
  readonly #cars: number;
  #next = 0;

  constructor(cars: number) {
    this.#cars = cars;
  }

  /** The next observations, all of one moment (milliseconds since 1970). */
  take(count: number, now: number): Accepted[] {
    return Array.from({ length: count }, () => this.#one(now));
  }

  #one(now: number): Accepted {
    const number = this.#next++;
    const car = number % this.#cars;
    const angle = number / 120_000 + car * 0.618;
    return {
      observation: {
        entity: { id: `vehicle:bench:${car}`, kind: "vehicle" },
        observedAt: now - (number % 40),
        position: {
          longitude: six(140.1 + (car % 100) * 0.002 + 0.0017 * Math.cos(angle)),
          latitude: six(35.6 + Math.floor(car / 100) * 0.002 + 0.0014 * Math.sin(angle)),
          height: 20 + (car % 30),
        },
        motion: {
          headingDegrees: Math.round((angle * 573) % 3600) / 10,
          speed: (number % 140) / 10,
        },
      },
      receivedAt: now,
      provenance: "live",
      source: "bench",
    };
  }
}

function six(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
