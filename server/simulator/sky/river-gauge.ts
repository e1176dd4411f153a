const MINUTE = 60_000;
const HOUR = 3_600_000;
/** Minutes of rain that the river remembers. */
const MEMORY = 360;
/** Minutes after which most of a rain arrives: a gamma kernel of this many stores in a row. */
const STORES = 4;
const PEAK = 60;
/** Metres of level for one mm/h that has fallen long enough. */
const RISE = 0.075;

/**
 * The river's level: the sea's tide, and the rain that fell upstream and comes down about an hour
 * later. Rain is remembered by the minute.
 * @see Nash 1957, "The form of the instantaneous unit hydrograph": a cascade of equal stores.
 */
export class RiverGauge {
  readonly #rain = new Float64Array(MEMORY);
  readonly #kernel = kernel();
  #minute: number;
  #fallen = 0;

  /**
   * @param rainBefore The rain of a time before the beginning, mm/h, to start with a river that knows it.
   * @param begin Milliseconds since 1970.
   */
  constructor(begin: number, rainBefore: (time: number) => number) {
    this.#minute = Math.floor(begin / MINUTE);
    for (let i = 0; i < MEMORY; i++) {
      const minute = this.#minute - i;
      this.#rain[modulo(minute)] = rainBefore(minute * MINUTE);
    }
    this.#sum();
  }

  /** Metres above the sea's mean, without the tide: what the rain adds. */
  get fallen(): number {
    return this.#fallen;
  }

  step(time: number, rain: number): void {
    const minute = Math.floor(time / MINUTE);
    if (minute === this.#minute) return;
    // Steps are shorter than a minute, so none is passed over.
    this.#minute = minute;
    this.#rain[modulo(minute)] = rain;
    this.#sum();
  }

  /** Metres above the sea's mean level at a gauge, `upstream` from 0 at the mouth to 1. */
  level(time: number, upstream: number): number {
    const tide = 0.55 * Math.cos((2 * Math.PI * time) / (12.4206 * HOUR));
    return 0.35 + 0.9 * upstream + tide * (1 - 0.8 * upstream) + this.#fallen;
  }

  #sum(): void {
    let sum = 0;
    for (let i = 0; i < MEMORY; i++) {
      sum += (this.#kernel[i] ?? 0) * (this.#rain[modulo(this.#minute - i)] ?? 0);
    }
    this.#fallen = sum * RISE;
  }
}

function kernel(): Float64Array {
  const mean = PEAK / (STORES - 1);
  const weights = Float64Array.from({ length: MEMORY }, (_, minute) => {
    return minute ** (STORES - 1) * Math.exp(-minute / mean);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function modulo(minute: number): number {
  return ((minute % MEMORY) + MEMORY) % MEMORY;
}
