import type { GroundPatch } from "../../model/city-model.ts";

type Triangle = readonly [number, number, number];

/**
 * The patch with every side that is longer than a length halved, again and again: a long side would cut
 * through the Earth where its neighbour follows it. Sides that patches share are cut alike.
 */
export function splitLong(patch: GroundPatch, longest: number): GroundPatch {
  const points = new Points(patch, longest);
  let triangles: Triangle[] = [];
  for (let i = 0; i < patch.indices.length; i += 3)
    triangles.push([patch.indices[i] ?? 0, patch.indices[i + 1] ?? 0, patch.indices[i + 2] ?? 0]);
  for (let count = 0; count !== triangles.length; ) {
    count = triangles.length;
    triangles = triangles.flatMap((triangle) => cut(triangle, points));
  }
  if (triangles.length === patch.indices.length / 3) return patch;
  return points.patch(Uint32Array.from(triangles.flat()));
}

function cut([a, b, c]: Triangle, points: Points): Triangle[] {
  const [ab, bc, ca] = [points.middle(a, b), points.middle(b, c), points.middle(c, a)];
  const cuts = [ab, bc, ca].filter((middle) => middle !== undefined).length;
  if (cuts === 0) return [[a, b, c]];
  // Turned so that the first side is cut, and with two cuts the last is not.
  if (ab === undefined || (cuts === 2 && bc === undefined)) return cut([b, c, a], points);
  if (bc === undefined)
    return [
      [a, ab, c],
      [ab, b, c],
    ];
  if (ca === undefined)
    return [
      [ab, b, bc],
      [a, ab, bc],
      [a, bc, c],
    ];
  return [
    [a, ab, ca],
    [ab, b, bc],
    [ca, bc, c],
    [ab, bc, ca],
  ];
}

/** A patch's vertices with the middles of its long sides. */
class Points {
  readonly #patch: GroundPatch;
  readonly #longest: number;
  readonly #positions: number[];
  readonly #coordinates: number[];
  readonly #middles = new Map<string, number>();

  constructor(patch: GroundPatch, longest: number) {
    this.#patch = patch;
    this.#longest = longest;
    this.#positions = [...patch.positions];
    this.#coordinates = [...(patch.coordinates ?? [])];
  }

  /** Number of the point between two; undefined where they are near enough. */
  middle(a: number, b: number): number | undefined {
    const at = this.#positions;
    const along = (axis: number) => (at[3 * a + axis] ?? 0) - (at[3 * b + axis] ?? 0);
    if (Math.hypot(along(0), along(1)) <= this.#longest) return undefined;
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const known = this.#middles.get(key);
    if (known !== undefined) return known;
    const number = at.length / 3;
    for (let axis = 0; axis < 3; axis++)
      at.push(((at[3 * a + axis] ?? 0) + (at[3 * b + axis] ?? 0)) / 2);
    const uv = this.#coordinates;
    if (uv.length > 0)
      for (let k = 0; k < 2; k++) uv.push(((uv[2 * a + k] ?? 0) + (uv[2 * b + k] ?? 0)) / 2);
    this.#middles.set(key, number);
    return number;
  }

  patch(indices: Uint32Array): GroundPatch {
    const coordinates = Float32Array.from(this.#coordinates);
    return {
      ...this.#patch,
      positions: Float64Array.from(this.#positions),
      indices,
      ...(this.#patch.coordinates === undefined ? {} : { coordinates }),
    };
  }
}
