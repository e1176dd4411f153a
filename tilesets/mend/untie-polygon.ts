import clipping, { type MultiPolygon, type Pair, type Ring } from "polygon-clipping";
import { TILE_LIMITS } from "../limits.ts";
import type { Corners } from "./corners.ts";
import { cutExactly, flatArea } from "./cut-exactly.ts";
import { polygonCrossings, ringCrossings } from "./ring-crossings.ts";
import { LEFT_OUT, type LeftOut, type NoteRepair, REPAIRED } from "./rules.ts";

/** Holes times corners of an outline, up to which each hole is looked at with the outline. */
const EFFORT = 1_000_000;
/** By how much of its area a polygon may change by being untied. */
const TOLERANCE = 0.001;

/**
 * Makes rings that cross themselves, and holes that overlap, cross the outer ring or lie outside it, a
 * polygon or several that do not, and cuts these into triangles. What lies inside is what the outer ring
 * winds about; it is left out where that is not as large as the ring's own area, which loops of both
 * directions make smaller. New corners lie on the sides they came from. `corners` then holds the result.
 *
 * @param flat x, y of each corner along the best plane
 * @param area of the outer ring, square metres
 */
export function untiePolygon(
  corners: Corners,
  flat: readonly number[],
  area: number,
  out: number[],
  note: NoteRepair,
): LeftOut | undefined {
  if (corners.count > TILE_LIMITS.tangledCorners) return LEFT_OUT.tangled;
  const rings = corners.starts.map((start, ring) => ringOf(flat, start, corners.endOf(ring)));
  const outer = rings[0] as Ring;
  let crossings = 0;
  for (const [ring, start] of corners.starts.entries())
    crossings += ringCrossings(flat, start, corners.endOf(ring), TILE_LIMITS.crossings);
  const { starts } = corners;
  const all =
    starts.length === 1 ? crossings : polygonCrossings(flat, starts, TILE_LIMITS.crossings);
  if (Math.max(crossings, all) >= TILE_LIMITS.crossings) return LEFT_OUT.tangled;
  try {
    const whole = clipping.union([outer]);
    if (Math.abs(areaOf(whole) - area) > TOLERANCE * area) return LEFT_OUT.crosses;
    const holes = rings.slice(1);
    const result =
      holes.length === 0 ? whole : clipping.difference([outer], ...holes.map((ring) => [ring]));
    if (result.length === 0) return LEFT_OUT.hollow;
    if (crossings > 0) note(REPAIRED.untied);
    noteHoles(holes, areaOf(whole) - areaOf(result), whole, note);
    replaceBy(result, corners, flat);
    return cutAll(result, out) ? undefined : LEFT_OUT.uncut;
  } catch {
    // The library throws where rounding ties it in knots.
    return LEFT_OUT.uncut;
  }
}

function noteHoles(holes: Ring[], gone: number, whole: MultiPolygon, note: NoteRepair): void {
  const told = holes.reduce((sum, ring) => sum + areaOf([[ring]]), 0);
  if (Math.abs(told - gone) <= 1e-6 * told) return;
  // To tell them apart takes each hole with the whole outline; of very many it is not told.
  const effort = holes.length * whole.reduce((sum, outline) => sum + outline.flat().length, 0);
  if (effort > EFFORT) {
    note(REPAIRED.mixedHoles);
    return;
  }
  let inside = 0;
  for (const ring of holes) {
    const shared = areaOf(clipping.intersection([ring], whole));
    if (shared === 0) note(REPAIRED.outerHole);
    else inside += areaOf([[ring]]);
  }
  if (Math.abs(inside - gone) > 1e-6 * inside) note(REPAIRED.mixedHoles);
}

function cutAll(polygons: MultiPolygon, out: number[]): boolean {
  let before = 0;
  for (const rings of polygons) {
    const flat: number[] = [];
    const holes: number[] = [];
    for (const [number, ring] of rings.entries()) {
      if (number > 0) holes.push(flat.length / 2);
      for (const [x, y] of ring.slice(0, -1)) flat.push(x, y);
    }
    const cut: number[] = [];
    if (!cutExactly(flat, holes, areaOf([rings]), cut, TOLERANCE)) return false;
    for (const place of cut) out.push(before + place);
    before += flat.length / 2;
  }
  return true;
}

/** Puts the result's rings in the place of the old ones, each corner at its height. */
function replaceBy(polygons: MultiPolygon, corners: Corners, flat: readonly number[]): void {
  const lift = lifting(corners, flat);
  corners.clear(corners.textured);
  for (const rings of polygons)
    for (const [number, ring] of rings.entries()) {
      corners.beginRing(number === 0);
      for (const [x, y] of ring.slice(0, -1)) corners.push(...lift(x, y));
    }
}

type Lifted = [x: number, y: number, z: number, u: number, v: number];

/** A corner as it was, or for a new one the place on the nearest side. */
function lifting(corners: Corners, flat: readonly number[]): (x: number, y: number) => Lifted {
  const places = corners.places.slice(0, 3 * corners.count);
  const uvs = corners.uvs.slice(0, 2 * corners.count);
  const sides = corners.starts.flatMap((start, ring) => {
    const end = corners.endOf(ring);
    return Array.from({ length: end - start }, (_, i) => [
      start + i,
      start + i + 1 === end ? start : start + i + 1,
    ]) as [number, number][];
  });
  const known = new Map<string, number>();
  for (let i = 0; i < corners.count; i++) known.set(`${flat[2 * i]} ${flat[2 * i + 1]}`, i);
  return (x, y) => {
    const same = known.get(`${x} ${y}`);
    const [a, b, t] = same === undefined ? nearest(flat, sides, x, y) : [same, same, 0];
    const mix = (from: Float64Array | Float32Array, size: number, axis: number) =>
      (from[size * a + axis] as number) * (1 - t) + (from[size * b + axis] as number) * t;
    return [
      mix(places, 3, 0),
      mix(places, 3, 1),
      mix(places, 3, 2),
      mix(uvs, 2, 0),
      mix(uvs, 2, 1),
    ];
  };
}

/** The side nearest to a place: its two corners, and how far along it. */
function nearest(
  flat: readonly number[],
  sides: readonly [number, number][],
  x: number,
  y: number,
): [number, number, number] {
  let best: [number, number, number] = [0, 0, 0];
  let least = Infinity;
  for (const [a, b] of sides) {
    const ax = flat[2 * a] as number;
    const ay = flat[2 * a + 1] as number;
    const dx = (flat[2 * b] as number) - ax;
    const dy = (flat[2 * b + 1] as number) - ay;
    const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
    const t = Math.max(0, Math.min(1, along));
    const distance = (ax + t * dx - x) ** 2 + (ay + t * dy - y) ** 2;
    if (distance < least) {
      least = distance;
      best = [a, b, t];
    }
  }
  return best;
}

function ringOf(flat: readonly number[], from: number, to: number): Ring {
  const ring: Pair[] = [];
  for (let i = from; i < to; i++) ring.push([flat[2 * i] as number, flat[2 * i + 1] as number]);
  return ring;
}

/** Square metres of what the outer rings hold and the others do not. */
function areaOf(polygons: MultiPolygon): number {
  let area = 0;
  for (const rings of polygons)
    for (const [number, ring] of rings.entries()) {
      const size = Math.abs(flatArea(ring.flat(), 0, ring.length));
      area += number === 0 ? size : -size;
    }
  return area;
}
