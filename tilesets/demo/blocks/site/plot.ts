import type { RoadClass } from "../../../../shared/city-networks.ts";
import type { Point2, Ring } from "../../../model/city-model.ts";
import type { Block } from "../../ground-plan.ts";
import { type Box, boxAround } from "../shape/box.ts";
import type { Cell, CellComplex } from "../shape/cell-complex.ts";
import { areaOf, centroidOf, corner } from "../shape/ring.ts";
import { boxIn, roomIn } from "../shape/room.ts";
import { along, between, distance, unit } from "../shape/vector.ts";

/** The side of a plot that a street runs along. */
export interface Front {
  /** Of length 1, the plot to its left. */
  readonly across: Point2;
  readonly length: number;
  readonly middle: Point2;
  readonly road: string;
  readonly class: RoadClass;
}

const WEIGHTS: Readonly<Record<RoadClass, number>> = {
  arterial: 1.4,
  collector: 1.25,
  street: 1,
  lane: 0.9,
};

/** A piece of a block with one owner. */
export class Plot {
  readonly cell: Cell;
  readonly ring: Ring;
  readonly #block: Block;
  readonly #sides: readonly (number | undefined)[];

  constructor(cells: CellComplex, block: Block, cell: Cell) {
    const corners = cells.cornersOf(cell);
    this.cell = cell;
    this.ring = cells.outlineOf(cell);
    this.#block = block;
    this.#sides = corners.map((a, i) =>
      cells.sideOf(a, corners[(i + 1) % corners.length] as number),
    );
  }

  get area(): number {
    return areaOf(this.ring);
  }

  get middle(): Point2 {
    return centroidOf(this.ring);
  }

  /** Class of the street along the edge from corner `i`; undefined where there is none. */
  streetAt(i: number): RoadClass | undefined {
    const side = this.#sides[i];
    const along = side === undefined ? undefined : this.#block.frontage[side];
    return along === "water" || along === "rail" || along === "none" ? undefined : along;
  }

  /** Metres of street along it. */
  get frontage(): number {
    let sum = 0;
    for (let i = 0; i < this.ring.length; i++) {
      if (this.streetAt(i)) sum += distance(corner(this.ring, i), corner(this.ring, i + 1));
    }
    return sum;
  }

  /** Its best street side: long, and on a bigger road; undefined where no street touches it. */
  get front(): Front | undefined {
    let best: Front | undefined;
    let most = 0;
    for (const front of this.fronts) {
      const worth = front.length * WEIGHTS[front.class];
      if (worth > most) [best, most] = [front, worth];
    }
    return best;
  }

  /** Every street side. */
  get fronts(): Front[] {
    const ends = new Map<number, { from: Point2; to: Point2 }>();
    for (const [i, side] of this.#sides.entries()) {
      if (side === undefined || !this.streetAt(i)) continue;
      const known = ends.get(side);
      const [from, to] = [corner(this.ring, i), corner(this.ring, i + 1)];
      ends.set(side, known ? joined(known, { from, to }) : { from, to });
    }
    return [...ends].flatMap(([side, { from, to }]) => {
      const road = this.#block.roads[side];
      const kind = this.#block.frontage[side] as RoadClass;
      const length = distance(from, to);
      if (!road || length < 0.5) return [];
      const middle = along(from, between(from, to), 0.5);
      return [{ across: unit(between(from, to)), length, middle, road, class: kind }];
    });
  }

  /** Which way the front runs; along its long side where it has none. */
  get across(): Point2 {
    return this.front?.across ?? boxAround(this.ring).across;
  }

  /** The largest rectangle in it, square to its front; metres kept from streets and from neighbours. */
  box(fromStreet: number, fromNeighbours: number, least = 3): Box | undefined {
    return this.boxAlong(this.across, fromStreet, fromNeighbours, least);
  }

  /** The same with a front that runs another way. */
  boxAlong(
    across: Point2,
    fromStreet: number,
    fromNeighbours: number,
    least: number,
  ): Box | undefined {
    return boxIn(this.ring, across, this.#setback(fromStreet, fromNeighbours), least);
  }

  /** The convex piece of ground in it that may be built over from side to side. */
  room(fromStreet: number, fromNeighbours: number): Ring | undefined {
    return roomIn(this.ring, this.#setback(fromStreet, fromNeighbours));
  }

  #setback(fromStreet: number, fromNeighbours: number): (i: number) => number {
    return (i) => (this.streetAt(i) ? fromStreet : fromNeighbours);
  }
}

type Stretch = { from: Point2; to: Point2 };

/** Two stretches of one side that touch, as one; else the longer. */
function joined(a: Stretch, b: Stretch): Stretch {
  if (distance(a.to, b.from) < 0.2) return { from: a.from, to: b.to };
  if (distance(b.to, a.from) < 0.2) return { from: b.from, to: a.to };
  return distance(a.from, a.to) >= distance(b.from, b.to) ? a : b;
}
