import { FLATTENING, SEMI_MAJOR_AXIS } from "./geodesy.ts";
import type { Position } from "./observation.ts";

const E2 = FLATTENING * (2 - FLATTENING);
const E = Math.sqrt(E2);
const RADIANS = Math.PI / 180;

/** Twice the sine of the latitude on the sphere of the ellipsoid's area, after Snyder (1987), 3-12. */
function q(sinLatitude: number): number {
  const eSin = E * sinLatitude;
  return (1 - E2) * (sinLatitude / (1 - eSin * eSin) + Math.atanh(eSin) / E);
}

const POLE = q(1);
/** Square metres of a steradian of that sphere. */
const RADIUS_SQUARED = (SEMI_MAJOR_AXIS ** 2 * POLE) / 2;

/**
 * Square metres inside a ring on the WGS84 ellipsoid, whichever way round and whether closed or not: each edge
 * a great circle of the sphere with the ellipsoid's area. At a city's size that is the ellipsoid's own answer to
 * one part in a million. Heights count for nothing.
 */
export function geodesicArea(ring: readonly Position[]): number {
  let excess = 0;
  for (const [place, from] of ring.entries()) {
    const to = ring[(place + 1) % ring.length] as Position;
    const across = (((to.longitude - from.longitude + 540) % 360) - 180) * RADIANS;
    const a = halfTangent(from.latitude);
    const b = halfTangent(to.latitude);
    excess += 2 * Math.atan2(Math.tan(across / 2) * (a + b), 1 + a * b);
  }
  return Math.abs(excess) * RADIUS_SQUARED;
}

/** Tangent of half the latitude on the sphere. */
function halfTangent(latitude: number): number {
  const sine = q(Math.sin(latitude * RADIANS)) / POLE;
  return Math.tan(Math.asin(Math.min(1, Math.max(-1, sine))) / 2);
}
