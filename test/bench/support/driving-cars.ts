/** Metres a degree of latitude is. */
const METRES = 111_320;

/**
 * Observations of cars that drive, as JSON text, each of which the gate has to judge in full: every car
 * goes on plausibly a second at a time, and every record is new.
 */
export class DrivingCars {
  readonly #source: string;
  readonly #cars: number;
  readonly #begin: number;
  #next = 0;

  /** @param source Makes these cars others than those of another source. */
  constructor(source: string, cars: number) {
    this.#source = source;
    this.#cars = cars;
    this.#begin = Date.now() - 120_000;
  }

  /** The next `count` records. */
  take(count: number): string[] {
    return Array.from({ length: count }, () => this.#record(this.#next++));
  }

  #record(index: number): string {
    const car = index % this.#cars;
    const second = Math.floor(index / this.#cars);
    const speed = 5 + (car % 20);
    return JSON.stringify({
      entity: { id: `${this.#source}:${car}`, kind: "vehicle", source: this.#source },
      observedAt: new Date(this.#begin + second * 1000).toISOString(),
      position: {
        longitude: Number((140 + (car % 100) * 0.001).toFixed(7)),
        latitude: Number(
          (35.5 + Math.floor(car / 100) * 0.001 + (second * speed) / METRES).toFixed(7),
        ),
        height: 41.5,
      },
      motion: { headingDegrees: 0, speed },
    });
  }
}
