import type { GroundPatch, Point2, Point3 } from "../../tilesets/model/city-model.ts";

const CELL = 12;

interface Piece {
  readonly id: string;
  readonly ring: readonly Point2[];
  readonly heights: readonly number[];
}

/** Pieces of ground over a grid: which of them lie at a point, and how high. */
export class GroundCover {
  readonly #cells = new Map<string, Piece[]>();

  addPatch(patch: GroundPatch): void {
    for (let i = 0; i < patch.indices.length; i += 3) {
      const corners = [0, 1, 2].map((k) => corner(patch, i + k));
      this.addRing(
        patch.id,
        corners.map((p) => [p[0], p[1]]),
        corners.map((p) => p[2]),
      );
    }
  }

  addRing(id: string, ring: readonly Point2[], heights: readonly number[]): void {
    const cells = (k: 0 | 1) => [
      Math.floor(Math.min(...ring.map((p) => p[k])) / CELL),
      Math.floor(Math.max(...ring.map((p) => p[k])) / CELL),
    ];
    const [[x0, x1], [y0, y1]] = [cells(0), cells(1)] as [[number, number], [number, number]];
    for (let x = x0; x <= x1; x++) {
      for (let y = y0; y <= y1; y++) {
        const key = `${x},${y}`;
        const list = this.#cells.get(key) ?? [];
        list.push({ id, ring, heights });
        this.#cells.set(key, list);
      }
    }
  }

  /** Ids of the pieces at a point. */
  at(p: Point2): string[] {
    return this.#near(p)
      .filter(({ ring }) => inside(ring, p))
      .map(({ id }) => id);
  }

  /** Heights of the triangles at a point, their sides included. */
  heights(p: Point2): number[] {
    return this.#near(p).flatMap((piece) => heightIn(piece, p) ?? []);
  }

  #near(p: Point2): Piece[] {
    return this.#cells.get(`${Math.floor(p[0] / CELL)},${Math.floor(p[1] / CELL)}`) ?? [];
  }
}

export function corner(patch: GroundPatch, i: number): Point3 {
  const v = (patch.indices[i] as number) * 3;
  return [0, 1, 2].map((k) => patch.positions[v + k]) as unknown as Point3;
}

function inside(ring: readonly Point2[], p: Point2): boolean {
  let odd = false;
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length] as Point2;
    if (a[1] > p[1] === b[1] > p[1]) return;
    if (p[0] < a[0] + ((p[1] - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) odd = !odd;
  });
  return odd;
}

function heightIn({ ring, heights }: Piece, p: Point2): number | undefined {
  const [a, b, c] = ring as [Point2, Point2, Point2];
  const cross = (u: Point2, v: Point2, w: Point2) =>
    (v[0] - u[0]) * (w[1] - u[1]) - (v[1] - u[1]) * (w[0] - u[0]);
  const all = cross(a, b, c);
  const shares = [cross(b, c, p) / all, cross(c, a, p) / all, cross(a, b, p) / all];
  if (shares.some((s) => s < -1e-4)) return undefined;
  return shares.reduce((sum, s, i) => sum + s * (heights[i] as number), 0);
}
