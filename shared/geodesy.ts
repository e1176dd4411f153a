/** WGS84 ellipsoid. Source: NIMA TR8350.2, third edition. */
export const SEMI_MAJOR_AXIS = 6_378_137;
export const FLATTENING = 1 / 298.257_223_563;
const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
const MEAN_RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Earth-centred, earth-fixed metres. */
export type Ecef = readonly [x: number, y: number, z: number];

/** Degrees and metres above the ellipsoid to earth-centred metres. */
export function ecefFrom(longitude: number, latitude: number, height: number): Ecef {
  const sinLatitude = Math.sin(latitude * RADIANS);
  const cosLatitude = Math.cos(latitude * RADIANS);
  const radius = SEMI_MAJOR_AXIS / Math.sqrt(1 - ECCENTRICITY_SQUARED * sinLatitude * sinLatitude);
  const ring = (radius + height) * cosLatitude;
  return [
    ring * Math.cos(longitude * RADIANS),
    ring * Math.sin(longitude * RADIANS),
    (radius * (1 - ECCENTRICITY_SQUARED) + height) * sinLatitude,
  ];
}

/** Earth-centred metres to degrees and metres above the ellipsoid; within a micrometre near the ground. */
export function geodeticFrom([x, y, z]: Ecef): {
  longitude: number;
  latitude: number;
  height: number;
} {
  const ring = Math.hypot(x, y);
  let latitude = Math.atan2(z, ring * (1 - ECCENTRICITY_SQUARED));
  for (let round = 0; round < 5; round++) {
    const sin = Math.sin(latitude);
    const radius = SEMI_MAJOR_AXIS / Math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin);
    latitude = Math.atan2(z + ECCENTRICITY_SQUARED * radius * sin, ring);
  }
  const sin = Math.sin(latitude);
  const below = SEMI_MAJOR_AXIS * Math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin);
  return {
    longitude: Math.atan2(y, x) / RADIANS,
    latitude: latitude / RADIANS,
    height: ring * Math.cos(latitude) + z * sin - below,
  };
}

/** Great-circle distance in metres on the mean sphere (haversine; within 0.6 % of the ellipsoid). */
export function distance(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const sinLat = Math.sin(((lat2 - lat1) * RADIANS) / 2);
  const sinLon = Math.sin(((lon2 - lon1) * RADIANS) / 2);
  const h = sinLat * sinLat + Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * sinLon * sinLon;
  return 2 * MEAN_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** A local frame in metres: x east, y north, z up, about an origin on or above the ellipsoid. */
export class LocalFrame {
  readonly longitude: number;
  readonly latitude: number;
  readonly height: number;
  readonly #origin: Ecef;
  readonly #sinLon: number;
  readonly #cosLon: number;
  readonly #sinLat: number;
  readonly #cosLat: number;

  constructor(longitude: number, latitude: number, height: number) {
    this.longitude = longitude;
    this.latitude = latitude;
    this.height = height;
    this.#origin = ecefFrom(longitude, latitude, height);
    this.#sinLon = Math.sin(longitude * RADIANS);
    this.#cosLon = Math.cos(longitude * RADIANS);
    this.#sinLat = Math.sin(latitude * RADIANS);
    this.#cosLat = Math.cos(latitude * RADIANS);
  }

  /** Writes east, north, up of a geodetic position into `out` from `offset`. Allocates nothing. */
  write(
    longitude: number,
    latitude: number,
    height: number,
    out: Float32Array | Float64Array,
    offset: number,
  ): void {
    const sinLatitude = Math.sin(latitude * RADIANS);
    const cosLatitude = Math.cos(latitude * RADIANS);
    const radius =
      SEMI_MAJOR_AXIS / Math.sqrt(1 - ECCENTRICITY_SQUARED * sinLatitude * sinLatitude);
    const ring = (radius + height) * cosLatitude;
    const dx = ring * Math.cos(longitude * RADIANS) - this.#origin[0];
    const dy = ring * Math.sin(longitude * RADIANS) - this.#origin[1];
    const dz = (radius * (1 - ECCENTRICITY_SQUARED) + height) * sinLatitude - this.#origin[2];
    const outward = this.#cosLon * dx + this.#sinLon * dy;
    out[offset] = -this.#sinLon * dx + this.#cosLon * dy;
    out[offset + 1] = -this.#sinLat * outward + this.#cosLat * dz;
    out[offset + 2] = this.#cosLat * outward + this.#sinLat * dz;
  }
}
