import type { Point2, Ring } from "../../../model/city-model.ts";
import { type Box, boxFacing } from "./box.ts";
import { areaOf, boundsOf, corner } from "./ring.ts";
import { along, between, cross, distance, dot, leftOf, unit } from "./vector.ts";

/** The left of a line: `normal` points inward, `from` is the least that a point inside has along it. */
interface HalfPlane {
  readonly normal: Point2;
  readonly from: number;
}

/** Metres to keep from the edge that begins at corner `i`. */
export type Setback = (i: number) => number;

/**
 * Half planes of a ring's edges, each moved inward. What lies in all of them lies in the ring, convex
 * or not: it is part of the ring's kernel.
 */
function insideOf(ring: Ring, setback: Setback): HalfPlane[] {
  const planes: HalfPlane[] = [];
  for (let i = 0; i < ring.length; i++) {
    const a = corner(ring, i);
    const way = between(a, corner(ring, i + 1));
    if (Math.hypot(way[0], way[1]) < 0.01) continue;
    const normal = leftOf(unit(way));
    planes.push({ normal, from: dot(normal, a) + setback(i) });
  }
  return planes;
}

/** The convex part of a ring that keeps its setbacks and is seen from everywhere in it; undefined if none. */
export function roomIn(ring: Ring, setback: Setback): Ring | undefined {
  const [west, south, east, north] = boundsOf(ring);
  let room: Point2[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
  for (const plane of insideOf(ring, setback)) {
    room = clipped(room, plane);
    if (room.length < 3) return undefined;
  }
  room = room.filter((point, i) => distance(point, corner(room, i + 1)) > 0.3);
  return room.length >= 3 && areaOf(room) > 4 ? withoutFlats(room) : undefined;
}

/** Source: Sutherland and Hodgman, 1974. */
function clipped(ring: Ring, { normal, from }: HalfPlane): Point2[] {
  const kept: Point2[] = [];
  for (let i = 0; i < ring.length; i++) {
    const a = corner(ring, i);
    const b = corner(ring, i + 1);
    const da = dot(normal, a) - from;
    const db = dot(normal, b) - from;
    if (da >= 0) kept.push(a);
    if (da >= 0 !== db >= 0) kept.push(along(a, between(a, b), da / (da - db)));
  }
  return kept;
}

/** Without corners that do not turn. */
function withoutFlats(ring: Ring): Ring {
  return ring.filter((point, i) => {
    const before = unit(between(corner(ring, i - 1), point));
    return cross(before, unit(between(point, corner(ring, i + 1)))) > 0.02;
  });
}

const LEVELS = 12;

/**
 * The largest rectangle with a given front direction in a ring, setbacks kept; undefined where none of
 * `least` metres in both directions is found. Tries pairs of depths; for each the width follows.
 */
export function boxIn(ring: Ring, across: Point2, setback: Setback, least = 3): Box | undefined {
  const frame = boxFacing(ring, across);
  const planes = insideOf(ring, setback).map(({ normal, from }) => ({
    x: dot(normal, across),
    y: dot(normal, frame.deep),
    from: from - dot(normal, frame.origin),
  }));
  let best: Box | undefined;
  const levels = depths(frame.depth, planes);
  for (const [i, low] of levels.entries()) {
    for (const high of levels.slice(i + 1)) {
      if (high - low < least || (best && (high - low) * frame.width <= best.area)) continue;
      const [left, right] = reach(planes, low, high, frame.width);
      if (right - left < least || (best && (right - left) * (high - low) <= best.area)) continue;
      best = frame.part(left, low, right - left, high - low);
    }
  }
  return best;
}

type FramePlane = { readonly x: number; readonly y: number; readonly from: number };

/** Depths to try: even steps between the first and the last that edges along the front allow. */
function depths(depth: number, planes: readonly FramePlane[]): number[] {
  let [low, high] = [0, depth];
  for (const { x, y, from } of planes) {
    if (Math.abs(x) > 0.05) continue;
    if (y > 0) low = Math.max(low, from / y);
    else high = Math.min(high, from / y);
  }
  return Array.from({ length: LEVELS + 1 }, (_, i) => low + ((high - low) * i) / LEVELS);
}

/** How far left and right a rectangle between two depths reaches. */
function reach(
  planes: readonly FramePlane[],
  low: number,
  high: number,
  width: number,
): [number, number] {
  let [left, right] = [0, width];
  for (const { x, y, from } of planes) {
    const rest = from - Math.min(y * low, y * high);
    if (x > 1e-9) left = Math.max(left, rest / x);
    else if (x < -1e-9) right = Math.min(right, rest / x);
    else if (rest > 1e-6) return [0, -1];
  }
  return [left, right];
}
