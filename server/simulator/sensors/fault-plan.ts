import { Noise } from "../noise.ts";

const WINDOW = 6 * 3_600_000;
const MINUTE = 60_000;
/** Part of the sensors that have a fault within a window. */
const FAULTY = 0.02;

/** `stuck`: the same value again and again; `spike`: a wild one; `silent`: nothing comes. */
export type SensorFault = "stuck" | "spike" | "silent";

/** Which sensor is out of order when, from the seed and the time alone. */
export class FaultPlan {
  readonly #noise: Noise;

  constructor(seed: string) {
    this.#noise = new Noise(`${seed} faults`);
  }

  /** @param time Milliseconds since 1970. */
  at(sensor: number, time: number): SensorFault | undefined {
    const window = Math.floor(time / WINDOW);
    const key = (window * 65_536 + sensor) * 4;
    if (this.#noise.chance(key) >= FAULTY) return undefined;
    const kind = this.#noise.chance(key + 1);
    const fault = kind < 0.5 ? "stuck" : kind < 0.8 ? "spike" : "silent";
    const lasts = MINUTE * (fault === "spike" ? 1.5 : 10 + 50 * this.#noise.chance(key + 2));
    const start = window * WINDOW + (WINDOW - lasts) * this.#noise.chance(key + 3);
    return time >= start && time < start + lasts ? fault : undefined;
  }
}
