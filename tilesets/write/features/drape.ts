import type { CitySurface } from "./city-surface.ts";

/** Metres by which a straight side may miss the ground, and below which it is not halved any more. */
const WITHIN = 0.15;
const SHORTEST = 2;
/** Sides of at most so many steps of the ground are looked at as a whole. */
const STEPS = 12;
/** Triangles that a patch may come to. */
const MOST = 400_000;

/** Triangles that lie on the ground. */
export interface Draped {
  readonly positions: Float64Array;
  readonly indices: Uint32Array;
}

/**
 * Lays flat triangles on the ground, `above` it: sides along which the ground is not straight are halved,
 * again and again. Whether a side is halved depends on its two ends alone, so that neighbours still meet.
 */
export function drape(
  positions: Float64Array,
  indices: Uint32Array,
  { surface, above }: { readonly surface: CitySurface; readonly above: number },
): Draped {
  const net = new Net(positions, surface, above);
  let triangles = Array.from(indices);
  for (;;) {
    const finer: number[] = [];
    for (let i = 0; i < triangles.length; i += 3)
      net.cut(
        triangles[i] as number,
        triangles[i + 1] as number,
        triangles[i + 2] as number,
        finer,
      );
    const done = finer.length === triangles.length || finer.length > 3 * MOST;
    triangles = finer;
    if (done) return { positions: net.positions(), indices: Uint32Array.from(triangles) };
  }
}

/** Points on the ground, and the middles of the sides between them. */
class Net {
  readonly #surface: CitySurface;
  readonly #above: number;
  readonly #points: number[] = [];
  readonly #middles = new Map<number, number>();

  constructor(positions: Float64Array, surface: CitySurface, above: number) {
    this.#surface = surface;
    this.#above = above;
    for (let i = 0; i < positions.length; i += 3)
      this.#add(positions[i] as number, positions[i + 1] as number);
  }

  positions(): Float64Array {
    return Float64Array.from(this.#points);
  }

  /** Pushes the triangle, or those that it is cut into. */
  cut(a: number, b: number, c: number, into: number[]): void {
    const [ab, bc, ca] = [this.#middle(a, b), this.#middle(b, c), this.#middle(c, a)];
    const cuts = [ab, bc, ca].filter((middle) => middle !== undefined).length;
    if (cuts === 0) into.push(a, b, c);
    // Turned so that the first side is cut, and with two cuts the last is not.
    else if (ab === undefined || (cuts === 2 && bc === undefined)) this.cut(b, c, a, into);
    else if (bc === undefined) into.push(a, ab, c, ab, b, c);
    else if (ca === undefined) into.push(ab, b, bc, a, ab, bc, a, bc, c);
    else into.push(a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca);
  }

  #add(east: number, north: number): number {
    this.#points.push(east, north, this.#surface.at(east, north) + this.#above);
    return this.#points.length / 3 - 1;
  }

  /** Number of the point between two; undefined where the ground is straight enough. */
  #middle(a: number, b: number): number | undefined {
    const key = Math.min(a, b) * 2 ** 26 + Math.max(a, b);
    const known = this.#middles.get(key);
    if (known !== undefined) return known < 0 ? undefined : known;
    const number = this.#isStraight(a, b) ? -1 : this.#between(a, b);
    this.#middles.set(key, number);
    return number < 0 ? undefined : number;
  }

  #between(a: number, b: number): number {
    const half = (axis: number) => (this.#at(a, axis) + this.#at(b, axis)) / 2;
    return this.#add(half(0), half(1));
  }

  #isStraight(a: number, b: number): boolean {
    const [dx, dy] = [this.#at(b, 0) - this.#at(a, 0), this.#at(b, 1) - this.#at(a, 1)];
    const length = Math.hypot(dx, dy);
    if (length <= SHORTEST) return true;
    if (length > STEPS * this.#surface.step) return false;
    const [from, to] = [this.#at(a, 2) - this.#above, this.#at(b, 2) - this.#above];
    const looks = Math.min(32, Math.ceil(length / this.#surface.step) + 1);
    for (let i = 1; i < looks; i++) {
      const part = i / looks;
      const height = this.#surface.at(this.#at(a, 0) + part * dx, this.#at(a, 1) + part * dy);
      if (Math.abs(height - from - part * (to - from)) > WITHIN) return false;
    }
    return true;
  }

  #at(point: number, axis: number): number {
    return this.#points[3 * point + axis] as number;
  }
}
