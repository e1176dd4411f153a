/** Earth-centred metres. */
export type Point = readonly [x: number, y: number, z: number];

/** A city as the tests read it from its files, by themselves: what the tiles are held against. */
export interface SourceCity {
  /** Those with surfaces, by gml:id or key. */
  readonly features: ReadonlyMap<string, SourceFeature>;
  /** Surfaces, lines and points of all levels of detail. */
  readonly polygons: number;
}

/** The finest level of a feature. */
export interface SourceFeature {
  readonly surfaces: readonly SourceSurface[];
  /** The text that it was read from. */
  readonly text: string;
}

export interface SourceSurface {
  /** The outer one first; the first corner is not said again. */
  readonly rings: readonly (readonly Point[])[];
  /** u, v of each corner of each ring, from the lower left corner of the image. */
  readonly uvs?: readonly (readonly (readonly [u: number, v: number])[])[];
  /** As the file names it. */
  readonly image?: string;
}

const RADIANS = Math.PI / 180;
/** WGS84: semi-axes. Source: NIMA TR8350.2. */
const [A, B] = [6_378_137, 6_356_752.314_245_179];

/** Degrees and metres above the ellipsoid; written again here, so that a fault of ours is seen. */
export function ecefOf(longitude: number, latitude: number, height: number): Point {
  const [lon, lat] = [longitude * RADIANS, latitude * RADIANS];
  const prime = A ** 2 / Math.hypot(A * Math.cos(lat), B * Math.sin(lat));
  const ring = (prime + height) * Math.cos(lat);
  const z = ((B / A) ** 2 * prime + height) * Math.sin(lat);
  return [ring * Math.cos(lon), ring * Math.sin(lon), z];
}

/** Metres of a place from the plumb line through another, which is given in degrees. */
export function fromPlumb(place: Point, [longitude, latitude]: readonly [number, number]): number {
  const [lon, lat] = [longitude * RADIANS, latitude * RADIANS];
  const up = [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
  const foot = ecefOf(longitude, latitude, 0);
  const away = place.map((value, axis) => value - (foot[axis] ?? 0));
  const along = away.reduce((sum, value, axis) => sum + value * (up[axis] ?? 0), 0);
  return Math.hypot(...away.map((value, axis) => value - along * (up[axis] ?? 0)));
}
