import type { Point2, Point3 } from "../../model/city-model.ts";
import { contains, cyclic, turnOf } from "./polygon.ts";

const CELL = 20;

interface Face {
  readonly ring: readonly Point2[];
  readonly heights: readonly number[];
}

/** Heights of the land as it is drawn: of triangles exactly, inside blocks blended from their borders. */
export class HeightField {
  readonly #faces: Face[] = [];
  readonly #cells = new Map<number, number[]>();

  /** Upright triangles have no height anywhere: they are left out. */
  addTriangle(a: Point3, b: Point3, c: Point3): void {
    if (turnOf([a[0], a[1]], [b[0], b[1]], [c[0], c[1]]) < 1e-9) return;
    this.addRing(
      [a, b, c].map((p) => [p[0], p[1]]),
      [a[2], b[2], c[2]],
    );
  }

  /** A ring, anticlockwise, with the height of each corner. */
  addRing(ring: readonly Point2[], heights: readonly number[]): void {
    const index = this.#faces.push({ ring, heights }) - 1;
    const east = ring.map((p) => p[0]);
    const north = ring.map((p) => p[1]);
    const [x0, x1] = [cell(Math.min(...east)), cell(Math.max(...east))];
    const [y0, y1] = [cell(Math.min(...north)), cell(Math.max(...north))];
    for (let x = x0; x <= x1; x++) {
      for (let y = y0; y <= y1; y++) {
        const list = this.#cells.get(key(x, y));
        if (list) list.push(index);
        else this.#cells.set(key(x, y), [index]);
      }
    }
  }

  /** Nothing added later counts inside this ring: a bridge over water. */
  addHole(ring: readonly Point2[]): void {
    this.addRing(ring, []);
  }

  /** Undefined where no land is. */
  at(east: number, north: number): number | undefined {
    const p: Point2 = [east, north];
    for (const index of this.#cells.get(key(cell(east), cell(north))) ?? []) {
      const face = this.#faces[index] as Face;
      if (face.heights.length === 0) {
        if (contains(face.ring, p)) return undefined;
      } else if (face.ring.length === 3) {
        const height = inTriangle(face, p);
        if (height !== undefined) return height;
      } else if (contains(face.ring, p)) {
        return blended(face, p);
      }
    }
    return undefined;
  }
}

function cell(metres: number): number {
  return Math.floor(metres / CELL);
}

function key(x: number, y: number): number {
  return (x + 5000) * 10000 + y + 5000;
}

function inTriangle({ ring, heights }: Face, p: Point2): number | undefined {
  const [a, b, c] = ring as readonly [Point2, Point2, Point2];
  const all = turnOf(a, b, c);
  const u = turnOf(b, c, p) / all;
  const v = turnOf(c, a, p) / all;
  const w = 1 - u - v;
  if (u < -1e-9 || v < -1e-9 || w < -1e-9) return undefined;
  const [x, y, z] = heights as readonly [number, number, number];
  return u * x + v * y + w * z;
}

/** Mean value coordinates (Floater, 2003): exact and straight on the border, smooth inside. */
function blended({ ring, heights }: Face, p: Point2): number {
  let total = 0;
  let sum = 0;
  const n = ring.length;
  const tangent = (i: number): number => {
    const a = cyclic(ring, i);
    const b = cyclic(ring, i + 1);
    const [ax, ay, bx, by] = [a[0] - p[0], a[1] - p[1], b[0] - p[0], b[1] - p[1]];
    const cross = ax * by - ay * bx;
    const dot = ax * bx + ay * by;
    return cross / (Math.hypot(ax, ay) * Math.hypot(bx, by) + dot || 1e-12);
  };
  let before = tangent(n - 1);
  for (let i = 0; i < n; i++) {
    const at = cyclic(ring, i);
    const away = Math.hypot(at[0] - p[0], at[1] - p[1]);
    const height = heights[i] as number;
    if (away < 1e-6) return height;
    const after = tangent(i);
    const weight = (before + after) / away;
    total += weight;
    sum += weight * height;
    before = after;
  }
  return sum / total;
}
