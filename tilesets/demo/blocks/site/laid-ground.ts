import Flatbush from "flatbush";
import type { GroundPatch, Point2, Point3, Ring } from "../../../model/city-model.ts";
import { boundsOf, corner, holds } from "../shape/ring.ts";
import { along, between, distance } from "../shape/vector.ts";

/** Metres between looks along a side. */
const STEP = 2;

type Triangle = readonly [Point3, Point3, Point3];

/**
 * The ground as it is drawn. Between few corners it lies otherwise than the relief that the corners
 * were taken from: what is to stand on it asks here.
 */
export class LaidGround {
  readonly #triangles: readonly Triangle[];
  readonly #index: Flatbush;

  constructor(patches: readonly GroundPatch[]) {
    this.#triangles = patches.flatMap(trianglesOf);
    this.#index = new Flatbush(Math.max(1, this.#triangles.length));
    for (const triangle of this.#triangles) {
      this.#index.add(...boundsOf(triangle.map(([east, north]): Point2 => [east, north])));
    }
    if (this.#triangles.length === 0) this.#index.add(0, 0, 0, 0);
    this.#index.finish();
  }

  /** Metres of the plane; undefined where there is none. */
  at([east, north]: Point2): number | undefined {
    for (const i of this.#index.search(east, north, east, north)) {
      const triangle = this.#triangles[i];
      const height = triangle && heightIn(triangle, east, north);
      if (height !== undefined) return height;
    }
    return undefined;
  }

  /** Its lowest under a ring; Infinity where there is none. */
  lowestUnder(ring: Ring): number {
    let lowest = Number.POSITIVE_INFINITY;
    const look = (point: Point2) => {
      lowest = Math.min(lowest, this.at(point) ?? lowest);
    };
    for (const [i, from] of ring.entries()) {
      const to = corner(ring, i + 1);
      const steps = Math.ceil(distance(from, to) / STEP);
      for (let step = 0; step < steps; step++) look(along(from, between(from, to), step / steps));
    }
    for (const i of this.#index.search(...boundsOf(ring))) {
      for (const [east, north, height] of this.#triangles[i] ?? []) {
        if (height < lowest && holds(ring, [east, north])) lowest = height;
      }
    }
    return lowest;
  }
}

function trianglesOf({ positions, indices }: GroundPatch): Triangle[] {
  const at = (i: number): Point3 => {
    const place = (indices[i] as number) * 3;
    return [...positions.subarray(place, place + 3)] as unknown as Point3;
  };
  return Array.from({ length: indices.length / 3 }, (_, i) => [
    at(3 * i),
    at(3 * i + 1),
    at(3 * i + 2),
  ]);
}

function heightIn([a, b, c]: Triangle, east: number, north: number): number | undefined {
  const twice = (p: Point3, q: Point3) =>
    (p[0] - east) * (q[1] - north) - (p[1] - north) * (q[0] - east);
  const [ofA, ofB, ofC] = [twice(b, c), twice(c, a), twice(a, b)];
  const whole = ofA + ofB + ofC;
  // An upright triangle has no height anywhere.
  if (whole < 1e-9 || Math.min(ofA, ofB, ofC) < -1e-9 * whole) return undefined;
  return (ofA * a[2] + ofB * b[2] + ofC * c[2]) / whole;
}
