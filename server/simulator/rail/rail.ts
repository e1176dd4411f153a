import type { Part, Step, Telling } from "../part.ts";
import type { CityClock } from "../sky/city-clock.ts";
import { StateHash } from "../state-hash.ts";
import type { Track } from "../world/read-rail.ts";
import type { World } from "../world.ts";
import { Ridership, TRAIN_CAPACITY } from "./ridership.ts";
import { stationWeights } from "./station-weights.ts";
import { Timetable, type TrainState } from "./timetable.ts";

/** Trains on all lines together, where there is room for them. */
const TRAINS = 6;

interface Line {
  readonly id: string;
  readonly name: string;
  readonly timetable: Timetable;
  readonly ridership: Ridership;
}

/** The trains: always on time, since their place follows from the clock alone. */
export class Rail implements Part {
  readonly entities: { readonly trains: number };
  readonly #lines: readonly Line[];
  #seconds = 0;

  constructor(options: {
    world: Pick<World, "tracks" | "facilities" | "districts">;
    clock: CityClock;
    seed: string;
  }) {
    const { world, clock, seed } = options;
    const weights = stationWeights(world, seed);
    const pairs = linesOf(world.tracks);
    this.#lines = pairs.map(([out, back], index) => {
      const share = Math.floor((TRAINS + index) / pairs.length);
      const timetable = new Timetable(out, back, share);
      const ridership = new Ridership({
        timetable,
        clock,
        weights,
        seed: `${seed} riders ${out.lineId}`,
      });
      return { id: out.lineId, name: out.lineName, timetable, ridership };
    });
    this.entities = { trains: this.#lines.reduce((sum, line) => sum + line.timetable.trains, 0) };
  }

  /** The timetables, by line. */
  get timetables(): ReadonlyMap<string, Timetable> {
    return new Map(this.#lines.map(({ id, timetable }) => [id, timetable]));
  }

  /** People a minute who leave a station because a train came, and who come to take one. */
  flowAt(station: string): { readonly leaving: number; readonly coming: number } {
    let leaving = 0;
    let coming = 0;
    for (const { ridership } of this.#lines) {
      const flow = ridership.flowAt(station, this.#seconds);
      leaving += flow.leaving;
      coming += flow.coming;
    }
    return { leaving, coming };
  }

  step(step: Step): void {
    this.#seconds = step.time / 1000;
  }

  report(_step: Step, tell: (telling: Telling) => void): void {
    for (const line of this.#lines) {
      for (let train = 0; train < line.timetable.trains; train++) tell(this.#telling(line, train));
    }
  }

  hash(): string {
    const hash = new StateHash();
    for (const { timetable } of this.#lines) {
      for (let train = 0; train < timetable.trains; train++) {
        hash.add(timetable.stateOf(train, this.#seconds).along);
      }
    }
    return hash.digest();
  }

  #telling(line: Line, train: number): Telling {
    const state = line.timetable.stateOf(train, this.#seconds);
    const passengers = line.ridership.exchange(state.leg, state.run, state.call).aboard;
    return {
      id: `train:${line.id}:${train + 1}`,
      kind: "transit",
      name: `${line.name}, train ${train + 1}`,
      source: "rail",
      ...placeOf(state, line.timetable),
      speed: state.speed,
      values: {
        occupancy: Math.round((passengers / TRAIN_CAPACITY) * 1000) / 1000,
        passengers,
        doorsOpen: state.doorsOpen ? 1 : 0,
        delay: 0,
      },
    };
  }
}

/** On its track, or between the two at the line's end. */
function placeOf({ leg, along, crossing }: TrainState, timetable: Timetable) {
  const here = leg.track.line.at(along);
  if (crossing === 0) return here;
  const next = timetable.legs.find((each) => each !== leg) ?? leg;
  const there = next.track.line.at(next.calls[0]?.platform.at ?? 0);
  return {
    east: here.east + (there.east - here.east) * crossing,
    north: here.north + (there.north - here.north) * crossing,
    height: here.height + (there.height - here.height) * crossing,
    headingDegrees: here.headingDegrees,
  };
}

/** Each line's track out and track back; a line that lacks one, or stops on it only once, has no trains. */
function linesOf(tracks: readonly Track[]): [Track, Track][] {
  const ids = [...new Set(tracks.map(({ lineId }) => lineId))].sort();
  return ids.flatMap((id) => {
    const of = (direction: Track["direction"]) =>
      tracks.find((track) => {
        return track.lineId === id && track.direction === direction && track.platforms.length > 1;
      });
    const out = of("outbound");
    const back = of("inbound");
    return out === undefined || back === undefined ? [] : [[out, back]];
  });
}
