import type { Point2, Point3 } from "../../model/city-model.ts";
import type { MeshBuilder } from "./mesh-builder.ts";
import { direction } from "./polygon.ts";

/** A corner of a cross-section: metres to the left of the line, height. */
export type Profile = readonly (readonly [aside: number, height: number])[];

/** A beam's cross-section, from its right top corner on to the left. */
export function beam(right: number, left: number, top: number, bottom: number): Profile {
  return [
    [right, top],
    [left, top],
    [left, bottom],
    [right, bottom],
  ];
}

/**
 * Draws a cross-section along a line, closed at both ends. The profile is a ring: its top from right
 * to left, seen along the line. `heights`: added to the profile's at each point of the line.
 */
export function sweep(
  mesh: MeshBuilder,
  line: readonly Point2[],
  profile: Profile,
  heights?: readonly number[],
): void {
  const sections = line.map((at, i) => section(line, i, at, profile, heights?.[i] ?? 0));
  for (let i = 0; i + 1 < sections.length; i++) {
    const a = sections[i] as Point3[];
    const b = sections[i + 1] as Point3[];
    for (let k = 0; k < profile.length; k++) {
      const n = (k + 1) % profile.length;
      mesh.fan([a[k], b[k], b[n], a[n]] as Point3[]);
    }
  }
  mesh.fan(sections[0] as Point3[]);
  mesh.fan([...(sections.at(-1) as Point3[])].reverse());
}

function section(
  line: readonly Point2[],
  i: number,
  at: Point2,
  profile: Profile,
  height: number,
): Point3[] {
  const before = line[Math.max(0, i - 1)] as Point2;
  const after = line[Math.min(line.length - 1, i + 1)] as Point2;
  const u = direction(before, after);
  return profile.map(([aside, up]) => [at[0] - u[1] * aside, at[1] + u[0] * aside, height + up]);
}

/** An upright box about a point, turned to a direction. */
export function post(
  mesh: MeshBuilder,
  at: Point2,
  u: Point2,
  long: number,
  wide: number,
  top: number,
  bottom: number,
): void {
  const line: Point2[] = [
    [at[0] - (u[0] * long) / 2, at[1] - (u[1] * long) / 2],
    [at[0] + (u[0] * long) / 2, at[1] + (u[1] * long) / 2],
  ];
  sweep(mesh, line, beam(-wide / 2, wide / 2, top, bottom));
}
