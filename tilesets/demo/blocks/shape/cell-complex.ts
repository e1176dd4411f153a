import type { Point2, Ring } from "../../../model/city-model.ts";
import { corner, holds } from "./ring.ts";
import { along, between, cross, dot } from "./vector.ts";

/** Metres within which a corner counts as on a line. */
const NEAR = 0.05;
const MOST_POINTS = 2 ** 22;

/** A piece of ground: places of its corners in `CellComplex.points`, anticlockwise. */
export interface Cell {
  corners: readonly number[];
}

/**
 * Ground cut into cells that share their corners. Where one cell's border is split, the split is
 * remembered, and every neighbour takes it over: cells never have a T where they meet.
 */
export class CellComplex {
  readonly points: Point2[] = [];
  readonly #splits = new Map<number, number>();
  readonly #sides = new Map<number, number>();

  addPoint(point: Point2): number {
    if (this.points.length >= MOST_POINTS) throw new Error("CellComplex: too many points");
    return this.points.push(point) - 1;
  }

  addCell(corners: readonly number[]): Cell {
    return { corners };
  }

  /** Marks an edge, and all that it is split into, as lying along a side. */
  markSide(a: number, b: number, side: number): void {
    this.#sides.set(keyOf(a, b), side);
  }

  /** The side that an edge lies along; undefined inside. */
  sideOf(a: number, b: number): number | undefined {
    return this.#sides.get(keyOf(a, b));
  }

  /** Places of a cell's corners, with those that neighbours have added. */
  cornersOf(cell: Cell): readonly number[] {
    const all: number[] = [];
    for (const [i, a] of cell.corners.entries()) {
      this.#expand(a, cell.corners[(i + 1) % cell.corners.length] as number, all);
    }
    cell.corners = all;
    return all;
  }

  outlineOf(cell: Cell): Ring {
    return this.cornersOf(cell).map((i) => this.#at(i));
  }

  /** Cuts a cell along a line: what is left and right of it. Any simple ring, convex or not. */
  cut(cell: Cell, through: Point2, way: Point2): { left: Cell[]; right: Cell[] } {
    const left: Cell[] = [];
    const right: Cell[] = [];
    const length = Math.hypot(way[0], way[1]);
    const line = { through, way: [way[0] / length, way[1] / length] as const };
    const waiting = [this.cornersOf(cell)];
    for (let corners = waiting.pop(); corners; corners = waiting.pop()) {
      const crossed = this.#crossed(corners, line);
      const chord = this.#chord(crossed, line);
      if (chord) waiting.push(...splitAt(crossed, chord));
      else (this.#isLeft(crossed, line) ? left : right).push({ corners: crossed });
    }
    return { left, right };
  }

  /** Cuts a convex ring out of a cell. */
  carve(cell: Cell, ring: Ring): { inside: Cell[]; outside: Cell[] } {
    let inside = [cell];
    const outside: Cell[] = [];
    for (let i = 0; i < ring.length; i++) {
      const from = corner(ring, i);
      const parts = inside.map((part) => this.cut(part, from, between(from, corner(ring, i + 1))));
      inside = parts.flatMap(({ left }) => left);
      outside.push(...parts.flatMap(({ right }) => right));
    }
    return { inside, outside };
  }

  #at(i: number): Point2 {
    return this.points[i] as Point2;
  }

  #expand(a: number, b: number, into: number[]): void {
    const middle = this.#splits.get(keyOf(a, b));
    if (middle === undefined) {
      into.push(a);
      return;
    }
    this.#expand(a, middle, into);
    this.#expand(middle, b, into);
  }

  /** The corners with a new one wherever an edge crosses the line. */
  #crossed(corners: readonly number[], line: Line): number[] {
    const crossed: number[] = [];
    for (const [i, a] of corners.entries()) {
      crossed.push(a);
      const b = corners[(i + 1) % corners.length] as number;
      const da = offset(line, this.#at(a));
      const db = offset(line, this.#at(b));
      if (Math.abs(da) < NEAR || Math.abs(db) < NEAR || da > 0 === db > 0) continue;
      const way = between(this.#at(a), this.#at(b));
      crossed.push(this.#split(a, b, along(this.#at(a), way, da / (da - db))));
    }
    return crossed;
  }

  #split(a: number, b: number, point: Point2): number {
    const middle = this.addPoint(point);
    this.#splits.set(keyOf(a, b), middle);
    const side = this.sideOf(a, b);
    if (side !== undefined) {
      this.markSide(a, middle, side);
      this.markSide(middle, b, side);
    }
    return middle;
  }

  /** Two corners on the line with only the cell's inside between them. */
  #chord(corners: readonly number[], line: Line): [number, number] | undefined {
    const outline = corners.map((i) => this.#at(i));
    const on = outline
      .map((point, place) => ({ place, at: dot(line.way, between(line.through, point)), point }))
      .filter(({ point }) => Math.abs(offset(line, point)) < NEAR)
      .sort((a, b) => a.at - b.at || a.place - b.place);
    for (const [i, from] of on.entries()) {
      const to = on[i + 1];
      if (!to || to.at - from.at < NEAR || areNeighbours(from.place, to.place, corners.length))
        continue;
      const middle = along(from.point, between(from.point, to.point), 0.5);
      if (holds(outline, middle)) return [from.place, to.place];
    }
    return undefined;
  }

  #isLeft(corners: readonly number[], line: Line): boolean {
    let most = 0;
    for (const i of corners) {
      const away = offset(line, this.#at(i));
      if (Math.abs(away) > Math.abs(most)) most = away;
    }
    return most >= 0;
  }
}

interface Line {
  readonly through: Point2;
  /** Of length 1. */
  readonly way: Point2;
}

/** Metres left of a line. */
function offset(line: Line, point: Point2): number {
  return cross(line.way, between(line.through, point));
}

function splitAt(corners: readonly number[], [i, j]: [number, number]): [number[], number[]] {
  const [a, b] = i < j ? [i, j] : [j, i];
  return [corners.slice(a, b + 1), [...corners.slice(b), ...corners.slice(0, a + 1)]];
}

function areNeighbours(i: number, j: number, count: number): boolean {
  const apart = Math.abs(i - j);
  return apart === 1 || apart === count - 1;
}

function keyOf(a: number, b: number): number {
  return a < b ? a * MOST_POINTS + b : b * MOST_POINTS + a;
}
