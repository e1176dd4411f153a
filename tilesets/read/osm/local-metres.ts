const RADIANS = Math.PI / 180;
/** Metres of a degree of latitude, about; a city's shapes need no more. */
const DEGREE = 111_320;

/** East and north in metres, in pairs. */
export type FlatLine = Float64Array;

/** A flat map in metres around a place, to measure and to cut shapes in, and back again. */
export class LocalMetres {
  readonly #longitude: number;
  readonly #latitude: number;
  readonly #eastPerDegree: number;

  constructor(longitude: number, latitude: number) {
    this.#longitude = longitude;
    this.#latitude = latitude;
    this.#eastPerDegree = DEGREE * Math.max(0.01, Math.cos(latitude * RADIANS));
  }

  /** Longitudes and latitudes in pairs as metres. */
  toMetres(line: Float64Array): FlatLine {
    const metres = new Float64Array(line.length);
    for (let i = 0; i < line.length; i += 2) {
      metres[i] = ((line[i] as number) - this.#longitude) * this.#eastPerDegree;
      metres[i + 1] = ((line[i + 1] as number) - this.#latitude) * DEGREE;
    }
    return metres;
  }

  toDegrees(line: FlatLine): Float64Array {
    const degrees = new Float64Array(line.length);
    for (let i = 0; i < line.length; i += 2) {
      degrees[i] = this.#longitude + (line[i] as number) / this.#eastPerDegree;
      degrees[i + 1] = this.#latitude + (line[i + 1] as number) / DEGREE;
    }
    return degrees;
  }
}

/** Square metres in a ring, whichever way round and whether closed or not. */
export function ringArea(ring: FlatLine): number {
  return Math.abs(signedArea(ring));
}

/** Square metres in a ring, positive where it goes anticlockwise. */
export function signedArea(ring: FlatLine): number {
  let twice = 0;
  const { length } = ring;
  for (let i = 0; i < length; i += 2) {
    const j = i + 2 < length ? i + 2 : 0;
    twice += (ring[i] as number) * (ring[j + 1] as number);
    twice -= (ring[j] as number) * (ring[i + 1] as number);
  }
  return twice / 2;
}

/** Whether a place lies in a ring. Source: crossing number, Shimrat 1962. */
export function isInRing(x: number, y: number, ring: FlatLine): boolean {
  let inside = false;
  const { length } = ring;
  for (let i = 0; i < length; i += 2) {
    const j = i + 2 < length ? i + 2 : 0;
    const [ax, ay] = [ring[i] as number, ring[i + 1] as number];
    const [bx, by] = [ring[j] as number, ring[j + 1] as number];
    if (ay > y === by > y) continue;
    if (x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}
