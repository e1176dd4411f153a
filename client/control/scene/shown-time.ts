import type { CityClock } from "../../twin/city-clock.ts";
import type { Timekeeper } from "./timekeeper.ts";

/** The clocks of a page that draws by itself. */
export class ShownTime implements Timekeeper {
  readonly #clock: CityClock;

  constructor(clock: CityClock) {
    this.#clock = clock;
  }

  seconds(): number {
    return performance.now() / 1000;
  }

  cityNow(): number {
    return this.#clock.now();
  }

  shownSeconds(): number {
    // The server's clock is measured again and again; ours runs evenly meanwhile.
    return this.#clock.state.peek().mode === "live" ? this.seconds() : this.cityNow() / 1000;
  }

  get turns(): number {
    return this.#clock.turns;
  }

  get isStanding(): boolean {
    return this.#clock.isStanding;
  }
}
