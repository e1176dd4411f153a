import type { CityPlane } from "../../shared/city-plane.ts";
import { TILE_LIMITS } from "../limits.ts";
import type { ReadPolygon } from "../model/read-feature.ts";
import { LEAST_AREA, vectorArea } from "./best-plane.ts";
import type { Corners } from "./corners.ts";
import { LEFT_OUT, type LeftOut, type NoteRepair, REPAIRED } from "./rules.ts";
import { CLOSED, CUT_SPIKE, JOINED, tidyRing } from "./tidy-ring.ts";

/**
 * Puts a polygon's rings into `corners`, in metres of the plane, tidied. Holes of no size are filled.
 * Returns why the polygon is left out, where it is.
 *
 * @param level whether its heights mean nothing: it lies at 0
 */
export function loadPolygon(
  { rings, appearance, uvs, unclosed }: ReadPolygon,
  plane: CityPlane,
  level: boolean,
  corners: Corners,
  note: NoteRepair,
): LeftOut | undefined {
  const pictured = appearance?.image !== undefined;
  const textured = pictured && uvs !== undefined && rings.every((ring, i) => fits(ring, uvs[i]));
  if (pictured && !textured) note(REPAIRED.noUvs);
  corners.clear(textured);
  let done = 0;
  for (let k = 0; k < rings.length; k++) {
    corners.beginRing(k === 0);
    const ring = rings[k] as Float64Array;
    const fault = loadRing(ring, textured ? uvs[k] : undefined, plane, level, corners);
    if (fault !== undefined) return fault;
    const before = corners.count;
    done |= tidyRing(corners);
    const start = corners.starts.at(-1) as number;
    if (k === 0) {
      // What was a ring and is all spike has no area.
      if (corners.count - start < 3)
        return before - start < 3 || (done & CUT_SPIKE) === 0 ? LEFT_OUT.few : LEFT_OUT.noArea;
    } else if (corners.count - start < 3) {
      corners.dropRing();
      note(REPAIRED.badHole);
    } else if (sizeOf(vectorArea(corners, start, corners.count)) < LEAST_AREA) {
      corners.dropRing();
      note(REPAIRED.smallHole);
    }
  }
  if ((done & JOINED) !== 0) note(REPAIRED.joined);
  if ((done & CUT_SPIKE) !== 0) note(REPAIRED.spike);
  if ((done & CLOSED) !== 0 || unclosed === true) note(REPAIRED.closed);
  return corners.count === 0 ? LEFT_OUT.few : undefined;
}

/** Adds the corners of a ring, or of a path. */
export function loadRing(
  ring: Float64Array,
  uvs: Float32Array | undefined,
  plane: CityPlane,
  level: boolean,
  corners: Corners,
): LeftOut | undefined {
  const count = Math.floor(ring.length / 3);
  if (corners.count + count > TILE_LIMITS.polygonCorners) return LEFT_OUT.corners;
  for (let i = 0; i < count; i++) {
    const longitude = ring[3 * i] as number;
    const latitude = ring[3 * i + 1] as number;
    const height = level ? plane.height : (ring[3 * i + 2] as number);
    if (!isOnEarth(longitude, latitude, height)) return LEFT_OUT.nowhere;
    const [x, y, z] = plane.local(longitude, latitude, height);
    if (Math.abs(x) > TILE_LIMITS.reach || Math.abs(y) > TILE_LIMITS.reach) return LEFT_OUT.far;
    if (uvs === undefined) corners.push(x, y, z, 0, 0);
    else corners.push(x, y, z, uvs[2 * i] as number, uvs[2 * i + 1] as number);
  }
  return undefined;
}

/** Not so of NaN either. */
export function isOnEarth(longitude: number, latitude: number, height: number): boolean {
  return (
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90 &&
    Math.abs(height) <= TILE_LIMITS.altitude
  );
}

function fits(ring: Float64Array, uvs: Float32Array | undefined): boolean {
  return (
    uvs !== undefined &&
    3 * uvs.length >= 2 * ring.length &&
    uvs.every((value) => Number.isFinite(value))
  );
}

function sizeOf([x, y, z]: readonly [number, number, number]): number {
  return Math.hypot(x, y, z);
}
