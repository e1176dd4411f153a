import earcut from "earcut";
import type { Point2 } from "../../model/city-model.ts";
import { turnOf } from "./polygon.ts";

/**
 * A triangulation of a simple ring that takes points inside: each goes into its triangle, then edges
 * are turned until no circle through a triangle holds a neighbour's corner; the ring's sides stay.
 * Source: incremental Delaunay insertion with edge flips, Lawson 1977, begun from an ear clipping.
 */
export class Triangulation {
  readonly points: Point2[];
  /** Three corners a triangle, anticlockwise. */
  readonly corners: number[];
  /** For each corner's opposite side the neighbour's corner opposite it (place in `corners`), or -1. */
  readonly #across: number[];
  #last = 0;

  constructor(ring: readonly Point2[]) {
    this.points = [...ring];
    this.corners = earcut(ring.flatMap((p) => [p[0], p[1]]));
    for (let t = 0; t < this.corners.length; t += 3) {
      const [a, b, c] = this.#triangle(t);
      if (turnOf(this.#at(a), this.#at(b), this.#at(c)) >= 0) continue;
      this.corners[t + 1] = c;
      this.corners[t + 2] = b;
    }
    this.#across = this.corners.map(() => -1);
    this.#meet();
    for (let i = 0; i < this.corners.length; i++) this.#settle(i);
  }

  /** Adds a point; points outside, or on a side, are left out. */
  add(p: Point2): boolean {
    const t = this.#find(p);
    if (t < 0) return false;
    const [a, b, c] = this.#triangle(t);
    const n = this.points.push(p) - 1;
    const [xa, xb, xc] = [this.#across[t], this.#across[t + 1], this.#across[t + 2]] as const;
    const t2 = this.corners.length;
    const t3 = t2 + 3;
    this.corners[t + 2] = n;
    this.corners.push(b, c, n, c, a, n);
    this.#across.push(0, 0, 0, 0, 0, 0);
    this.#pair(t + 2, xc ?? -1);
    this.#pair(t2 + 2, xa ?? -1);
    this.#pair(t3 + 2, xb ?? -1);
    this.#pair(t, t2 + 1);
    this.#pair(t2, t3 + 1);
    this.#pair(t3, t + 1);
    for (const i of [t + 2, t2 + 2, t3 + 2]) this.#settle(i);
    return true;
  }

  #triangle(t: number): [number, number, number] {
    return [
      this.corners[t] as number,
      this.corners[t + 1] as number,
      this.corners[t + 2] as number,
    ];
  }

  #at(i: number): Point2 {
    return this.points[i] as Point2;
  }

  #pair(i: number, j: number): void {
    this.#across[i] = j;
    if (j >= 0) this.#across[j] = i;
  }

  #meet(): void {
    const sides = new Map<number, number>();
    const n = this.points.length;
    this.corners.forEach((_, i) => {
      const [p, q] = this.#side(i);
      const twin = sides.get(q * n + p);
      if (twin === undefined) sides.set(p * n + q, i);
      else this.#pair(i, twin);
    });
  }

  /** The side opposite a corner, in the triangle's sense. */
  #side(i: number): [number, number] {
    const t = i - (i % 3);
    return [this.corners[t + ((i + 1) % 3)] as number, this.corners[t + ((i + 2) % 3)] as number];
  }

  /** Turns the side opposite corner `i` where the triangles beyond it would be better shaped. */
  #settle(i: number): void {
    const waiting = [i];
    for (let go = 0; waiting.length > 0 && go < 4000; go++) {
      const at = waiting.pop() as number;
      const j = this.#across[at] as number;
      if (j < 0) continue;
      const p = this.corners[at] as number;
      const q = this.corners[j] as number;
      const [a, b] = this.#side(at);
      if (!this.#better(p, a, b, q)) continue;
      this.#flip(at, j, p, a, b, q);
      const t = at - (at % 3);
      const s = j - (j % 3);
      waiting.push(t, t + 1, t + 2, s, s + 1, s + 2);
    }
  }

  #better(p: number, a: number, b: number, q: number): boolean {
    const [P, A, B, Q] = [this.#at(p), this.#at(a), this.#at(b), this.#at(q)];
    if (turnOf(P, A, Q) < 1e-6 || turnOf(P, Q, B) < 1e-6) return false;
    return inCircle(P, A, B, Q) > 1e-3;
  }

  /** Triangles p,a,b and q,b,a become p,a,q and p,q,b. */
  #flip(i: number, j: number, p: number, a: number, b: number, q: number): void {
    const t = i - (i % 3);
    const s = j - (j % 3);
    const oppositeA = this.#across[t + ((i + 1) % 3)] as number;
    const oppositeB = this.#across[t + ((i + 2) % 3)] as number;
    const beyondB = this.#across[s + ((j + 1) % 3)] as number;
    const beyondA = this.#across[s + ((j + 2) % 3)] as number;
    [this.corners[t], this.corners[t + 1], this.corners[t + 2]] = [p, a, q];
    [this.corners[s], this.corners[s + 1], this.corners[s + 2]] = [p, q, b];
    this.#pair(t, beyondB);
    this.#pair(t + 2, oppositeB);
    this.#pair(s, beyondA);
    this.#pair(s + 1, oppositeA);
    this.#pair(t + 1, s + 2);
  }

  /** The triangle that holds a point: walks there from the last one; -1: none, or on a side. */
  #find(p: Point2): number {
    let t = this.#last;
    for (let go = 0; go < this.corners.length; go++) {
      const out = this.#exit(t, p);
      if (out < 0) {
        this.#last = t;
        return this.#holds(t, p) ? t : -1;
      }
      const beyond = this.#across[out] as number;
      if (beyond < 0) break;
      t = beyond - (beyond % 3);
    }
    for (t = 0; t < this.corners.length; t += 3) if (this.#holds(t, p)) return t;
    return -1;
  }

  /** The corner opposite the side that a point lies beyond. */
  #exit(t: number, p: Point2): number {
    for (let k = 0; k < 3; k++) {
      const [a, b] = this.#side(t + k);
      if (turnOf(this.#at(a), this.#at(b), p) < 0) return t + k;
    }
    return -1;
  }

  #holds(t: number, p: Point2): boolean {
    for (let k = 0; k < 3; k++) {
      const [a, b] = this.#side(t + k);
      if (turnOf(this.#at(a), this.#at(b), p) < 1e-3) return false;
    }
    return true;
  }
}

/** Positive where `d` lies inside the circle through `a`, `b`, `c` (anticlockwise). */
function inCircle(a: Point2, b: Point2, c: Point2, d: Point2): number {
  const [ax, ay] = [a[0] - d[0], a[1] - d[1]];
  const [bx, by] = [b[0] - d[0], b[1] - d[1]];
  const [cx, cy] = [c[0] - d[0], c[1] - d[1]];
  return (
    (ax * ax + ay * ay) * (bx * cy - cx * by) -
    (bx * bx + by * by) * (ax * cy - cx * ay) +
    (cx * cx + cy * cy) * (ax * by - bx * ay)
  );
}
