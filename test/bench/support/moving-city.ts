import type { Twin } from "../../../server/state/twin.ts";
import { type Bbox, cellAt, cellX, cellY, PLACE_BITS } from "../../../shared/cell.ts";
import type { Accepted } from "../../../shared/observation.ts";

const DEGREES_PER_CELL = (360 / 2 ** 32) * 2 ** PLACE_BITS;
const METRES_PER_DEGREE = 111_320;
const CITY_CELL = cellAt(140.11, 35.6);
const WEST = cellX(CITY_CELL) * DEGREES_PER_CELL - 180;
const SOUTH = cellY(CITY_CELL) * DEGREES_PER_CELL - 90;

/** A city of cells, `across` from west to east and `up` from south to north, seen by pages as squares of cells. */
export interface Layout {
  readonly across: number;
  readonly up: number;
  /** Cells that one page sees, likewise; they divide the city. */
  readonly seenAcross: number;
  readonly seenUp: number;
}

/** A city full of vehicles that never stop; they turn back at the edge. Always the same. */
export class MovingCity {
  readonly #layout: Layout;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #heading: Float64Array;
  readonly #speed: Float64Array;
  readonly #ids: string[];
  #seed = 1;

  /** Every cell begins with the same number of vehicles. */
  constructor(count: number, layout: Layout) {
    this.#layout = layout;
    this.#x = new Float64Array(count);
    this.#y = new Float64Array(count);
    this.#heading = new Float64Array(count);
    this.#speed = new Float64Array(count);
    this.#ids = Array.from({ length: count }, (_, i) => `bus:bench:${i}`);
    for (let i = 0; i < count; i++) {
      const cell = i % (layout.across * layout.up);
      this.#x[i] = ((cell % layout.across) + this.#random()) * DEGREES_PER_CELL;
      this.#y[i] = (Math.floor(cell / layout.across) + this.#random()) * DEGREES_PER_CELL;
      this.#heading[i] = this.#random() * 360;
      this.#speed[i] = 4 + this.#random() * 12;
    }
  }

  /** Moves vehicles `from` up to `to` on by `seconds` and tells the twin. */
  step(twin: Twin, from: number, to: number, seconds: number, now: number): void {
    for (let i = from; i < to; i++) twin.merge(this.#move(i, seconds, now));
  }

  /** What the `index`-th page sees, counted row by row and round again. */
  area(index: number): Bbox {
    const { across, up, seenAcross, seenUp } = this.#layout;
    const perRow = across / seenAcross;
    const row = Math.floor(index / perRow) % (up / seenUp);
    const west = WEST + (index % perRow) * seenAcross * DEGREES_PER_CELL;
    const south = SOUTH + row * seenUp * DEGREES_PER_CELL;
    const inside = 0.01 * DEGREES_PER_CELL;
    const east = west + seenAcross * DEGREES_PER_CELL - inside;
    return [west + inside, south + inside, east, south + seenUp * DEGREES_PER_CELL - inside];
  }

  #move(i: number, seconds: number, now: number): Accepted {
    const heading = (this.#heading[i] as number) + (this.#random() - 0.5) * 10;
    const metres = (this.#speed[i] as number) * seconds;
    const x =
      (this.#x[i] as number) +
      (Math.sin((heading * Math.PI) / 180) * metres) / (METRES_PER_DEGREE * 0.813);
    const y =
      (this.#y[i] as number) + (Math.cos((heading * Math.PI) / 180) * metres) / METRES_PER_DEGREE;
    const { across, up } = this.#layout;
    const inside = x >= 0 && y >= 0 && x < across * DEGREES_PER_CELL && y < up * DEGREES_PER_CELL;
    this.#heading[i] = (heading + (inside ? 360 : 540)) % 360;
    if (inside) {
      this.#x[i] = x;
      this.#y[i] = y;
    }
    return {
      observation: {
        entity: { id: this.#ids[i] as string, kind: "vehicle", source: "bench" },
        observedAt: now,
        position: {
          longitude: round(WEST + (this.#x[i] as number), 1e7),
          latitude: round(SOUTH + (this.#y[i] as number), 1e7),
          height: round(40 + 5 * Math.sin(i), 100),
        },
        motion: {
          headingDegrees: round(this.#heading[i] as number, 10),
          speed: round(this.#speed[i] as number, 10),
        },
      },
      receivedAt: now,
      provenance: "simulated",
      source: "bench",
    };
  }

  /** Park and Miller's generator: the same city every time. */
  #random(): number {
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed / 2_147_483_647;
  }
}

/** As a feed would write it: JSON of a raw double has 17 digits, and nobody sends those. */
function round(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
