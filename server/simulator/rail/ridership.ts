import { Noise } from "../noise.ts";
import { bustleAt } from "../sky/bustle.ts";
import type { CityClock } from "../sky/city-clock.ts";
import type { Leg, Timetable } from "./timetable.ts";

/** People that a train of three cars holds. */
export const TRAIN_CAPACITY = 420;
/** People that come to a station of weight 1 in a second of the rush hour. */
const RUSH = 0.28;
/** Seconds after an arrival at which most of its people pass the gates. */
const WALK = 32;

/** Who got off and on at one call of one run, and who was in the train when it left. */
export interface Exchange {
  readonly alighted: number;
  readonly boarded: number;
  readonly aboard: number;
}

/** Who rides on a line: closed form from seed, run and time, so that each telling of it agrees. */
export class Ridership {
  readonly #timetable: Timetable;
  readonly #clock: CityClock;
  readonly #weights: ReadonlyMap<string, number>;
  readonly #spread: Noise;

  /** @param weights How much each station draws, by its id; 1 is usual. */
  constructor(options: {
    timetable: Timetable;
    clock: CityClock;
    weights: ReadonlyMap<string, number>;
    seed: string;
  }) {
    this.#timetable = options.timetable;
    this.#clock = options.clock;
    this.#weights = options.weights;
    this.#spread = new Noise(options.seed);
  }

  /** What happened on a leg of a run up to and at a call. */
  exchange(leg: Leg, run: number, call: number): Exchange {
    let aboard = 0;
    let alighted = 0;
    let boarded = 0;
    for (let i = 0; i <= call; i++) {
      alighted = Math.round(aboard * this.#shareLeaving(leg, i));
      aboard -= alighted;
      const room = TRAIN_CAPACITY - aboard;
      boarded = i === leg.calls.length - 1 ? 0 : Math.min(room, this.#waiting(leg, run, i));
      aboard += boarded;
    }
    return { alighted, boarded, aboard };
  }

  /** People a minute who leave a station now, and who come to it. `seconds` since 1970. */
  flowAt(station: string, seconds: number): { readonly leaving: number; readonly coming: number } {
    let leaving = 0;
    let coming = 0;
    for (const leg of this.#timetable.legs) {
      const index = leg.calls.findIndex(({ platform }) => platform.station === station);
      const call = leg.calls[index];
      if (call === undefined) continue;
      const last = this.#timetable.arrivalBefore(call, seconds);
      // A run's people are gone after five times the walk; trains come less often than that.
      for (let back = 0; back < 3; back++) {
        const ago = last.ago + back * this.#timetable.headway;
        const { alighted } = this.exchange(leg, last.run - back, index);
        leaving += 60 * alighted * (ago / (WALK * WALK)) * Math.exp(-ago / WALK);
      }
      const { boarded } = this.exchange(leg, last.run + 1, index);
      coming += (60 * boarded) / this.#timetable.headway;
    }
    return { leaving, coming };
  }

  #waiting(leg: Leg, run: number, call: number): number {
    const { platform, arrive } = leg.calls[call] as Leg["calls"][number];
    const time = (run * this.#timetable.headway + arrive) * 1000;
    const bustle = bustleAt(this.#clock.hour(time), this.#clock.weekend(time));
    const ends = this.#weights.get(platform.station) ?? 1;
    const spread = 0.7 + 0.6 * this.#spread.chance(run * 64 + call + (leg.calls.length << 4));
    return Math.round(RUSH * this.#timetable.headway * (0.03 + bustle) * ends * spread);
  }

  /** Who is going further spreads over the stations ahead by their weights. */
  #shareLeaving(leg: Leg, call: number): number {
    let ahead = 0;
    for (let i = call; i < leg.calls.length; i++) ahead += this.#weightAt(leg, i);
    return call === 0 || ahead === 0 ? 0 : this.#weightAt(leg, call) / ahead;
  }

  #weightAt(leg: Leg, call: number): number {
    return this.#weights.get(leg.calls[call]?.platform.station ?? "") ?? 1;
  }
}
