import type { ModelType } from "../model-types.ts";
import { angleTo, easeAngle } from "./ease-angle.ts";

/** Where the eye is in a thing: metres above its place and ahead of its middle; radians that it looks down. */
export interface Seat {
  readonly above: number;
  readonly ahead: number;
  readonly down: number;
}

/** At the windscreen rather than behind it: what is before it is the picture. */
const SEATS: Readonly<Record<ModelType, Seat>> = {
  none: { above: 6, ahead: 4, down: 0.06 },
  car: { above: 1.6, ahead: 2.4, down: 0.04 },
  van: { above: 1.9, ahead: 2.8, down: 0.04 },
  truck: { above: 2.6, ahead: 4.5, down: 0.05 },
  taxi: { above: 1.6, ahead: 2.4, down: 0.04 },
  bus: { above: 2.5, ahead: 5.8, down: 0.05 },
  train: { above: 2.9, ahead: 30.5, down: 0.05 },
  drone: { above: -0.4, ahead: 0.6, down: 0.35 },
  "landed-drone": { above: 1, ahead: 0.6, down: 0.1 },
};

export function seatOf(type: ModelType): Seat {
  return SEATS[type];
}

/** Seconds in which the sight follows a turn. */
const SETTLE = 0.45;
/** Radians that one may look up and down, from where the seat looks. */
const MOST_UP = 0.7;
const MOST_DOWN = 1.1;

/** Where someone looks who sits in a moving thing: along its way, or aside as they are told. */
export class Cockpit {
  #course: number;
  #aside = 0;
  #raised = 0;
  #at = Number.NaN;

  /** `heading`: where the eye looks before anything is known of the way, radians clockwise from north. */
  constructor(heading: number) {
    this.#course = heading;
  }

  /** Looks aside and up by so many radians more. */
  steer(turn: number, tilt: number): void {
    this.#aside = angleTo(0, this.#aside + turn);
    this.#raised = Math.min(MOST_UP, Math.max(-MOST_DOWN, this.#raised + tilt));
  }

  /** Before each frame, `now` in seconds; `heading` of the thing, NaN where it is not known. */
  look(
    now: number,
    heading: number,
    seat: Seat,
  ): { heading: number; pitch: number; course: number } {
    const first = Number.isNaN(this.#at);
    const seconds = first ? Number.POSITIVE_INFINITY : now - this.#at;
    this.#at = now;
    if (!Number.isNaN(heading)) this.#course = easeAngle(this.#course, heading, seconds, SETTLE);
    return {
      heading: this.#course + this.#aside,
      pitch: this.#raised - seat.down,
      course: this.#course,
    };
  }
}
