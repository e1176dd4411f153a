import type { ReadPolygon } from "../model/read-feature.ts";
import type { Corners } from "./corners.ts";
import type { LevelTask } from "./level-task.ts";
import { loadRing } from "./load-polygon.ts";
import type { PatchSet } from "./patch-set.ts";
import { LEFT_OUT, type LeftOut, type NoteRepair, REPAIRED } from "./rules.ts";

type Vector = readonly [number, number, number];

/** Sides of a pipe. */
const SIDES = 8;
/** Places of a line closer than this are one, metres. */
const SAME = 0.001;
/** At a sharp bend a pipe's corner stands out by no more than so many radii. */
const SHARPEST = 3;
const QUAD = [0, 1, 2, 0, 2, 3];

/**
 * A line as a pipe of eight sides about it, mitred at its bends, open at its ends. Each side has
 * corners of its own, as surfaces have.
 */
export function drawLine(
  polygon: ReadPolygon,
  patches: PatchSet,
  { plane, diameter }: LevelTask,
  corners: Corners,
  note: NoteRepair,
): LeftOut | undefined {
  corners.clear(false);
  corners.beginRing(true);
  const [path = new Float64Array()] = polygon.rings;
  const fault = loadRing(path, undefined, plane, false, corners);
  if (fault !== undefined) return fault;
  const places = apart(corners);
  if (places.length < 2) return LEFT_OUT.shortLine;
  note(REPAIRED.tube);
  const rims = rimsOf(places, diameter / 2);
  for (let i = 0; i + 1 < rims.length; i++)
    for (let side = 0; side < SIDES; side++) {
      const next = (side + 1) % SIDES;
      corners.clear(false);
      corners.beginRing(true);
      for (const [rim, k] of [
        [i, side],
        [i, next],
        [i + 1, next],
        [i + 1, side],
      ] as const)
        corners.push(...((rims[rim] as Vector[])[k] as Vector), 0, 0);
      patches.add(corners, QUAD, polygon.semantic, polygon.appearance, false);
    }
  return undefined;
}

function apart({ places, count }: Corners): Vector[] {
  const path: Vector[] = [];
  for (let i = 0; i < count; i++) {
    const place: Vector = [
      places[3 * i] as number,
      places[3 * i + 1] as number,
      places[3 * i + 2] as number,
    ];
    const last = path.at(-1);
    if (last === undefined || Math.hypot(...between(last, place)) >= SAME) path.push(place);
  }
  return path;
}

/** Around each place of the path its eight corners, anticlockwise as seen from where the path leads. */
function rimsOf(path: readonly Vector[], radius: number): Vector[][] {
  const ways = path.slice(1).map((place, i) => unit(between(path[i] as Vector, place)));
  // One side is carried along the path, so that the pipe is not twisted.
  let across = unit(square(ways[0] as Vector));
  return path.map((place, i) => {
    const before = (ways[i - 1] ?? ways[0]) as Vector;
    const after = (ways[i] ?? ways.at(-1)) as Vector;
    const [sx, sy, sz] = [before[0] + after[0], before[1] + after[1], before[2] + after[2]];
    const half = Math.hypot(sx, sy, sz) / 2;
    // A path that turns right back has no bisector: its end is cut straight.
    const along = half > 1e-3 ? unit([sx, sy, sz]) : before;
    across = perpendicular(across, along);
    const up = crossed(along, across);
    const bend = half > 1e-3 ? unit(perpendicular(between(before, after), along)) : undefined;
    const stretch = Math.min(SHARPEST, 1 / Math.max(half, 1e-3)) - 1;
    return Array.from({ length: SIDES }, (_, side): Vector => {
      const angle = (2 * Math.PI * side) / SIDES;
      const [c, s] = [radius * Math.cos(angle), radius * Math.sin(angle)];
      const [x, y, z] = [0, 1, 2].map(
        (axis) => c * (across[axis] as number) + s * (up[axis] as number),
      ) as [number, number, number];
      const out = bend === undefined ? 0 : stretch * (x * bend[0] + y * bend[1] + z * bend[2]);
      const [bx, by, bz] = bend ?? [0, 0, 0];
      return [place[0] + x + out * bx, place[1] + y + out * by, place[2] + z + out * bz];
    });
  });
}

/** The part of a vector that is square to a direction, of length 1; any where there is none. */
function perpendicular(vector: Vector, along: Vector): Vector {
  const dot = vector[0] * along[0] + vector[1] * along[1] + vector[2] * along[2];
  const rest: Vector = [
    vector[0] - dot * along[0],
    vector[1] - dot * along[1],
    vector[2] - dot * along[2],
  ];
  return Math.hypot(...rest) > 1e-9 ? unit(rest) : unit(square(along));
}

function square([x, y, z]: Vector): Vector {
  return Math.abs(z) < 0.9 ? [-y, x, 0] : [0, -z, y];
}

function crossed(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function between(from: Vector, to: Vector): Vector {
  return [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}
