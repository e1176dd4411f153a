import type { Point3 } from "../../model/city-model.ts";
import type { MeshBuilder } from "../mesh/mesh-builder.ts";
import { unit } from "../mesh/vectors.ts";

/** One course of a round body. */
export interface Course {
  /** Above the foot, and from the axis: metres. A radius of 0 is a point. */
  readonly height: number;
  readonly radius: number;
  /** Rise of the surface's normal: 1 straight up, 0 level, -1 down. */
  readonly facing: number;
}

/**
 * A body turned about an upright axis: courses from the foot up, each of so many corners. Closed where
 * it begins and ends in points. Shaded round.
 */
export function addSolid(
  builder: MeshBuilder,
  foot: Point3,
  courses: readonly Course[],
  corners: number,
  turn: number,
): void {
  let below: readonly number[] = [];
  courses.forEach(({ height, radius, facing }, course) => {
    const count = radius === 0 ? 1 : corners;
    const ring = Array.from({ length: count }, (_, i) => {
      // Each course's corners stand over the sides of the one below: rounder for as many.
      const angle = turn + (2 * Math.PI * (i + course / 2)) / corners;
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const point: Point3 = [foot[0] + radius * dx, foot[1] + radius * dy, foot[2] + height];
      const level = Math.sqrt(1 - facing * facing);
      return builder.vertex(point, unit([dx * level, dy * level, facing]));
    });
    if (below.length > 0) join(builder, below, ring, corners);
    below = ring;
  });
}

function join(
  builder: MeshBuilder,
  below: readonly number[],
  above: readonly number[],
  corners: number,
): void {
  for (let i = 0; i < corners; i++) {
    const at = (ring: readonly number[], k: number) => ring[k % ring.length] ?? 0;
    if (below.length > 1) builder.triangle(at(below, i), at(below, i + 1), at(above, i));
    if (above.length > 1) builder.triangle(at(above, i), at(below, i + 1), at(above, i + 1));
  }
}
