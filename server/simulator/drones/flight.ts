import type { PlanePoint } from "../world/plane-line.ts";
import type { Corridor, DronePort } from "../world/read-air.ts";

/** Metres in which a flight finds from the pad to its side of the corridor, and back. */
const JOIN = 80;
/** Metres to the right of the corridor's middle: who comes the other way is on the other side. */
const SIDE = 8;

/** A way that a drone of a port can deliver by. */
export interface Route {
  readonly corridor: Corridor;
  readonly landing: DronePort;
}

/** Where a drone on a flight is, and where it looks. */
export interface FlightPoint {
  readonly east: number;
  readonly north: number;
  readonly height: number;
  readonly headingDegrees: number;
}

/** The way from a pad up into a corridor, along it, and down to another pad. */
export class Flight {
  readonly start: PlanePoint;
  readonly end: PlanePoint;
  readonly length: number;
  readonly #corridor: Corridor;
  readonly #backward: boolean;

  constructor(corridor: Corridor, backward: boolean, start: PlanePoint, end: PlanePoint) {
    this.start = start;
    this.end = end;
    this.length = corridor.line.length;
    this.#corridor = corridor;
    this.#backward = backward;
  }

  /** Height of the corridor over a pad: above the start at 0, above the end at `length`. */
  cruiseHeight(along: number): number {
    return this.#at(along).height;
  }

  /** @param aside Metres further to the right, and `above` metres higher, than the flight's own way. */
  at(along: number, aside: number, above: number): FlightPoint {
    const middle = this.#at(along);
    const first = this.#at(0);
    const last = this.#at(this.length);
    const join = Math.min(JOIN, this.length / 2);
    const fromStart = 1 - eased(along / join);
    const toEnd = 1 - eased((this.length - along) / join);
    const turn = (middle.headingDegrees * Math.PI) / 180;
    const right = (SIDE + aside) * (1 - fromStart) * (1 - toEnd);
    return {
      east:
        middle.east +
        (this.start[0] - first.east) * fromStart +
        (this.end[0] - last.east) * toEnd +
        Math.cos(turn) * right,
      north:
        middle.north +
        (this.start[1] - first.north) * fromStart +
        (this.end[1] - last.north) * toEnd -
        Math.sin(turn) * right,
      height: middle.height + above * (1 - fromStart) * (1 - toEnd),
      headingDegrees: middle.headingDegrees,
    };
  }

  /** Over the start or the end, at some height. */
  over(pad: PlanePoint, height: number): FlightPoint {
    const [east, north] = pad;
    const { headingDegrees } = this.#at(pad === this.start ? 0 : this.length);
    return { east, north, height, headingDegrees };
  }

  #at(along: number): FlightPoint {
    const { line } = this.#corridor;
    if (!this.#backward) return line.at(along);
    const point = line.at(line.length - along);
    return { ...point, headingDegrees: (point.headingDegrees + 180) % 360 };
  }
}

/** A place on a pad: the middle, then rings around it, so that drones stand apart. */
export function spotOn(pad: PlanePoint, index: number): PlanePoint {
  if (index === 0) return pad;
  let ring = 1;
  let before = 1;
  while (index >= before + 6 * ring) before += 6 * ring++;
  const angle = (2 * Math.PI * (index - before)) / (6 * ring);
  const radius = 3.2 * ring;
  return [pad[0] + radius * Math.cos(angle), pad[1] + radius * Math.sin(angle), pad[2]];
}

/** Direction of the wind against which a drone flies: m/s of headwind on a heading. */
export function headwind(heading: number, fromDegrees: number, speed: number): number {
  return speed * Math.cos(((fromDegrees - heading) * Math.PI) / 180);
}

function eased(part: number): number {
  const p = Math.min(1, Math.max(0, part));
  return p * p * (3 - 2 * p);
}
