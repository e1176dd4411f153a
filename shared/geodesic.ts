import { distance, FLATTENING, SEMI_MAJOR_AXIS } from "./geodesy.ts";

const SEMI_MINOR_AXIS = SEMI_MAJOR_AXIS * (1 - FLATTENING);
const RADIANS = Math.PI / 180;
/** Radians; a tenth of a millimetre on the ground. */
const CONVERGED = 1e-11;
const MOST_ROUNDS = 100;

/**
 * Metres along the shortest line on the WGS84 ellipsoid, after Vincenty (1975): within a millimetre. For two
 * places nearly opposite each other, where his rounds do not settle, the great circle's length.
 */
export function geodesicDistance(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const [sinU1, cosU1] = reduced(lat1);
  const [sinU2, cosU2] = reduced(lat2);
  const across = (((lon2 - lon1 + 540) % 360) - 180) * RADIANS;
  let lambda = across;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const sinLambda = Math.sin(lambda);
    const cosLambda = Math.cos(lambda);
    const sinSigma = Math.hypot(cosU2 * sinLambda, cosU1 * sinU2 - sinU1 * cosU2 * cosLambda);
    if (sinSigma === 0) return 0;
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosU1 * cosU2 * sinLambda) / sinSigma;
    const cosAlpha2 = 1 - sinAlpha * sinAlpha;
    // Along the equator there is no middle to speak of.
    const cos2Middle = cosAlpha2 === 0 ? 0 : cosSigma - (2 * sinU1 * sinU2) / cosAlpha2;
    const c = (FLATTENING / 16) * cosAlpha2 * (4 + FLATTENING * (4 - 3 * cosAlpha2));
    const turned =
      sigma + c * sinSigma * (cos2Middle + c * cosSigma * (2 * cos2Middle * cos2Middle - 1));
    const next = across + (1 - c) * FLATTENING * sinAlpha * turned;
    if (Math.abs(next - lambda) < CONVERGED)
      return lengthOf(sigma, sinSigma, cosSigma, cos2Middle, cosAlpha2);
    lambda = next;
  }
  return distance(lon1, lat1, lon2, lat2);
}

/** Sine and cosine of the latitude on the sphere that Vincenty reckons on. */
function reduced(latitude: number): [sin: number, cos: number] {
  const u = Math.atan((1 - FLATTENING) * Math.tan(latitude * RADIANS));
  return [Math.sin(u), Math.cos(u)];
}

function lengthOf(
  sigma: number,
  sinSigma: number,
  cosSigma: number,
  cos2Middle: number,
  cosAlpha2: number,
): number {
  const u2 = (cosAlpha2 * (SEMI_MAJOR_AXIS ** 2 - SEMI_MINOR_AXIS ** 2)) / SEMI_MINOR_AXIS ** 2;
  const a = 1 + (u2 / 16_384) * (4_096 + u2 * (-768 + u2 * (320 - 175 * u2)));
  const b = (u2 / 1_024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
  const square = 2 * cos2Middle * cos2Middle - 1;
  const inner =
    cosSigma * square -
    (b / 6) * cos2Middle * (4 * sinSigma * sinSigma - 3) * (4 * cos2Middle * cos2Middle - 3);
  const less = b * sinSigma * (cos2Middle + (b / 4) * inner);
  return SEMI_MINOR_AXIS * a * (sigma - less);
}
