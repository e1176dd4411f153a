import type { Platform, Track } from "../world/read-rail.ts";
import { type RunProfile, runAt, runProfile } from "./run-profile.ts";

/** Seconds at a platform, in the middle of a line and at its ends. */
const DWELL = 35;
const TURN = 60;
/** Seconds between trains that an hour holds a whole number of, so that each hour is like the last. */
const HEADWAYS = [150, 180, 200, 225, 240, 300, 360, 400, 450, 600, 720, 900, 1200, 1800];

/** A train's call at a platform: seconds since its run began, whole. */
export interface Call {
  readonly platform: Platform;
  readonly arrive: number;
  readonly depart: number;
  /** On to the next call; absent at the last. */
  readonly run?: RunProfile;
}

/** From one end of the line to the other, on one track. */
export interface Leg {
  readonly track: Track;
  readonly calls: readonly Call[];
}

/** Where a train is. */
export interface TrainState {
  readonly leg: Leg;
  /** Metres along the leg's track. */
  readonly along: number;
  readonly speed: number;
  readonly doorsOpen: boolean;
  /** The call it stands at, or comes from. */
  readonly call: number;
  /** Runs are numbered in the order in which they begin; a train does each `trains`-th. */
  readonly run: number;
  /** At the line's end, from 0 to 1: how far it has changed over to the other track. */
  readonly crossing: number;
}

/**
 * The timetable of a line, in closed form: runs begin at every whole multiple of `headway` seconds
 * since 1970, go out on one track and come back on the other.
 */
export class Timetable {
  readonly legs: readonly Leg[];
  readonly headway: number;
  readonly trains: number;

  /** @param most Trains to use, where so many fit. */
  constructor(out: Track, back: Track, most: number) {
    const first = legOn(out, 0);
    const second = legOn(back, lastOf(first).depart);
    const shortest = lastOf(second).depart;
    const wanted = Math.max(1, Math.min(most, Math.floor(shortest / (HEADWAYS[0] ?? 1))));
    this.headway = HEADWAYS.find((each) => each * wanted >= shortest) ?? Math.ceil(shortest);
    this.trains = Math.ceil(shortest / this.headway);
    // What is over is stood out at the two ends.
    const over = this.trains * this.headway - shortest;
    const half = Math.floor(over / 2);
    const turned = { ...first, calls: stretched(first.calls, half) };
    const shifted = legOn(back, lastOf(turned).depart);
    this.legs = [turned, { ...shifted, calls: stretched(shifted.calls, over - half) }];
  }

  /** @param seconds Since 1970. */
  stateOf(train: number, seconds: number): TrainState {
    const cycle = this.trains * this.headway;
    const since = seconds - train * this.headway;
    const round = Math.floor(since / cycle);
    const within = since - round * cycle;
    const run = round * this.trains + train;
    const leg = this.legs.find(({ calls }) => within < (calls.at(-1)?.depart ?? 0)) as Leg;
    let call = 0;
    while ((leg.calls[call + 1]?.arrive ?? Number.POSITIVE_INFINITY) <= within) call++;
    const { platform, depart, arrive, run: next } = leg.calls[call] as Call;
    const standing = { leg, call, run, along: platform.at, speed: 0, crossing: 0 };
    if (next === undefined) {
      // Doors shut and the train empty, it changes over in the last quarter of a minute.
      const crossing = Math.max(0, 1 - (depart - within) / 15);
      return { ...standing, doorsOpen: within - arrive < DWELL, crossing };
    }
    if (within < depart) return { ...standing, doorsOpen: within >= arrive && depart - within > 3 };
    const { metres, speed } = runAt(next, within - depart);
    return { ...standing, along: platform.at + metres, speed, doorsOpen: false };
  }

  /** The number of the newest run that has arrived at a call, and how many seconds ago. */
  arrivalBefore(call: Call, seconds: number): { readonly run: number; readonly ago: number } {
    const run = Math.floor((seconds - call.arrive) / this.headway);
    return { run, ago: seconds - call.arrive - run * this.headway };
  }
}

function legOn(track: Track, start: number): Leg {
  const calls: Call[] = [];
  let arrive = start;
  for (const [index, platform] of track.platforms.entries()) {
    const next = track.platforms[index + 1];
    if (next === undefined) {
      calls.push({ platform, arrive, depart: arrive + TURN });
      break;
    }
    const run = runProfile(next.at - platform.at, track.speedLimit);
    calls.push({ platform, arrive, depart: arrive + DWELL, run });
    arrive += DWELL + run.duration;
  }
  return { track, calls };
}

/** The same calls, the last one so many seconds longer. */
function stretched(calls: readonly Call[], seconds: number): Call[] {
  return calls.map((call, index) =>
    index === calls.length - 1 ? { ...call, depart: call.depart + seconds } : call,
  );
}

function lastOf({ calls }: Leg): Call {
  return calls.at(-1) as Call;
}
