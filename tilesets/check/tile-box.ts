/** Column-major, from a tile's frame to earth-centred metres. */
export type Matrix = readonly number[];

export const IDENTITY: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** A box anywhere: middle and three half axes, earth-centred metres. */
export interface TileBox {
  readonly middle: readonly number[];
  readonly axes: readonly (readonly number[])[];
}

/** Twelve finite numbers as a box; undefined where there are not. */
export function tileBox(volume: unknown, matrix: Matrix): TileBox | undefined {
  const box = (volume as { box?: unknown } | undefined)?.box;
  if (!Array.isArray(box) || box.length !== 12 || !box.every(Number.isFinite)) return undefined;
  const axes = [3, 6, 9].map((i) => turned(matrix, box.slice(i, i + 3)));
  return { middle: placed(matrix, box.slice(0, 3)), axes };
}

export function placed(matrix: Matrix, point: readonly number[]): number[] {
  return turned(matrix, point).map((value, row) => value + (matrix[12 + row] ?? 0));
}

function turned(matrix: Matrix, vector: readonly number[]): number[] {
  return [0, 1, 2].map((row) =>
    vector.reduce((sum, value, k) => sum + (matrix[4 * k + row] ?? 0) * value, 0),
  );
}

/** `a` after `b`. */
export function multiplied(a: Matrix, b: Matrix): Matrix {
  return Array.from({ length: 16 }, (_, i) => {
    const row = i % 4;
    return [0, 1, 2, 3].reduce((sum, k) => sum + (a[row + 4 * k] ?? 0) * (b[i - row + k] ?? 0), 0);
  });
}

export function cornersOfBox({ middle, axes }: TileBox): number[][] {
  return Array.from({ length: 8 }, (_, corner) =>
    middle.map((value, row) =>
      axes.reduce((sum, axis, k) => sum + ((corner >> k) & 1 ? 1 : -1) * (axis[row] ?? 0), value),
    ),
  );
}

/** Metres that a point lies outside a box, along the box's axis where it is farthest; 0 inside. */
export function outside({ middle, axes }: TileBox, point: readonly number[]): number {
  const away = point.map((value, row) => value - (middle[row] ?? 0));
  return axes.reduce((most, axis) => {
    const half = Math.hypot(...axis);
    // A box as flat as a plane has no direction there; the others hold the point.
    if (half === 0) return most;
    const along = axis.reduce((sum, value, row) => sum + (value * (away[row] ?? 0)) / half, 0);
    return Math.max(most, Math.abs(along) - half);
  }, 0);
}
