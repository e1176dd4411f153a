import type { Lamp, Point3, Rgb } from "../../model/city-model.ts";
import { SURFACE_COLORS } from "../ground/surface-colors.ts";
import { linearColor } from "../mesh/linear-color.ts";
import type { MeshBuilder } from "../mesh/mesh-builder.ts";
import { unit } from "../mesh/vectors.ts";

const POLE: Rgb = [112, 116, 120];
/** Metres: half the thickness of pole and arm, length of the arm, half sizes and height of the head. */
const THICK = 0.07;
const ARM = 1.5;
const HEAD = { along: 0.38, across: 0.16, up: 0.12 };

/** Adds a street light: a pole bent over the road, and a head that shines all around. 20 triangles. */
export function addLamp(builder: MeshBuilder, lamp: Lamp, feature: number): void {
  const { at, height, headingDegrees } = lamp;
  const heading = (headingDegrees * Math.PI) / 180;
  const along: Point3 = [Math.sin(heading), Math.cos(heading), 0];
  builder.paint("steel", linearColor(POLE), feature);
  const foot = ringOf(builder, moved(at, along, 0, 0, -0.2), along, 0);
  const bend = ringOf(builder, moved(at, along, 0, 0, height), along, Math.PI / 4);
  const end = ringOf(builder, moved(at, along, ARM, 0, height), along, Math.PI / 2);
  join(builder, foot, bend);
  join(builder, bend, end);
  builder.paint("lamp", linearColor(SURFACE_COLORS.lamp), feature);
  addHead(builder, moved(at, along, ARM, 0, height), along);
}

/** Three vertices around the pole, which there leans so far from upright towards `along`. */
function ringOf(builder: MeshBuilder, middle: Point3, along: Point3, lean: number): number[] {
  return [0, 1, 2].map((i) => {
    const angle = (2 * Math.PI * i) / 3 - Math.PI / 2;
    const [aside, ahead] = [-Math.cos(angle), -Math.sin(angle)];
    const [by, up] = [-ahead * Math.cos(lean), ahead * Math.sin(lean)];
    const normal = moved([0, 0, 0], along, by, aside, up);
    return builder.vertex(moved(middle, along, THICK * by, THICK * aside, THICK * up), normal);
  });
}

function join(builder: MeshBuilder, below: readonly number[], above: readonly number[]): void {
  below.forEach((a, i) => {
    const [b = 0, c = 0, d = 0] = [below[(i + 1) % 3], above[(i + 1) % 3], above[i]];
    builder.triangle(a, b, c);
    builder.triangle(a, c, d);
  });
}

/** Two low pyramids base to base. */
function addHead(builder: MeshBuilder, from: Point3, along: Point3): void {
  const corners = [
    [0, -1],
    [2, -1],
    [2, 1],
    [0, 1],
  ].map(([a = 0, b = 0]) => {
    const at = moved(from, along, a * HEAD.along, b * HEAD.across, 0);
    return builder.vertex(at, unit(moved([0, 0, 0], along, a - 1, 2 * b, 0)));
  });
  const [top = 0, bottom = 0] = [1, -1].map((sign) =>
    builder.vertex(moved(from, along, HEAD.along, 0, sign * HEAD.up), [0, 0, sign]),
  );
  corners.forEach((corner, i) => {
    const next = corners[(i + 1) % 4] ?? 0;
    builder.triangle(corner, next, top);
    builder.triangle(next, corner, bottom);
  });
}

/** Along, to the left, up. */
function moved(at: Point3, along: Point3, by: number, left: number, up: number): Point3 {
  return [
    at[0] + along[0] * by - along[1] * left,
    at[1] + along[1] * by + along[0] * left,
    at[2] + up,
  ];
}
