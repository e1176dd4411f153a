import { angleTo } from "./ease-angle.ts";

/** How something is looked at: radians clockwise from north, radians (down is negative), metres. */
export interface ChaseView {
  readonly heading: number;
  readonly pitch: number;
  readonly range: number;
}

const LOWEST = -1.5;
const HIGHEST = -0.05;
const NEAREST = 12;
const FARTHEST = 20_000;

/** How an entity is looked at while the camera goes with it: comes to it gently, and turns as it is told. */
export class Chase {
  readonly #from: ChaseView;
  readonly #seconds: number;
  #to: ChaseView;
  #startedAt = Number.NaN;

  /** From one view to another within so many seconds; 0 is a cut. */
  constructor(from: ChaseView, to: ChaseView, seconds: number) {
    this.#from = from;
    this.#to = within(to);
    this.#seconds = seconds;
  }

  /** Radians to turn and to tilt, and a factor to come nearer by. */
  steer(turn: number, tilt: number, nearer: number): void {
    const { heading, pitch, range } = this.#to;
    this.#to = within({
      heading: heading + turn,
      pitch: pitch + tilt,
      range: range / nearer,
    });
  }

  /** How far it has come to the entity at `now` in seconds: 0 at the first call, 1 in the end. */
  part(now: number): number {
    if (Number.isNaN(this.#startedAt)) this.#startedAt = now;
    if (this.#seconds <= 0) return 1;
    const part = Math.min(1, Math.max(0, (now - this.#startedAt) / this.#seconds));
    return part * part * (3 - 2 * part);
  }

  /** How it is looked at when it has come that far. */
  view(part: number): ChaseView {
    const [from, to] = [this.#from, this.#to];
    return {
      heading: from.heading + angleTo(from.heading, to.heading) * part,
      pitch: from.pitch + (to.pitch - from.pitch) * part,
      range: from.range * (to.range / from.range) ** part,
    };
  }
}

function within({ heading, pitch, range }: ChaseView): ChaseView {
  return {
    heading,
    pitch: Math.min(HIGHEST, Math.max(LOWEST, pitch)),
    range: Math.min(FARTHEST, Math.max(NEAREST, range)),
  };
}
