import { type Ecef, ecefFrom } from "./geodesy.ts";

const SEMI_MAJOR_AXIS = 6_378_137;
const ECCENTRICITY_SQUARED = 0.006_694_379_990_14;
const RADIANS = Math.PI / 180;

/**
 * A city as a flat map: east and north in metres from an origin, and height above the origin's. One
 * fixed scale in each direction, so that it is undone exactly; a distance 2 km away is off by 0.03 %.
 */
export class CityPlane {
  readonly longitude: number;
  readonly latitude: number;
  /** Of the map's height 0, metres above the ellipsoid. */
  readonly height: number;
  readonly #eastPerDegree: number;
  readonly #northPerDegree: number;

  constructor(origin: { longitude: number; latitude: number; height: number }) {
    this.longitude = origin.longitude;
    this.latitude = origin.latitude;
    this.height = origin.height;
    const sin = Math.sin(origin.latitude * RADIANS);
    const bent = 1 - ECCENTRICITY_SQUARED * sin * sin;
    const across = SEMI_MAJOR_AXIS / Math.sqrt(bent);
    const along = (SEMI_MAJOR_AXIS * (1 - ECCENTRICITY_SQUARED)) / (bent * Math.sqrt(bent));
    this.#eastPerDegree = across * Math.cos(origin.latitude * RADIANS) * RADIANS;
    this.#northPerDegree = along * RADIANS;
  }

  /** Degrees, degrees, metres above the ellipsoid. */
  geodetic(east: number, north: number, height: number): [number, number, number] {
    return [
      this.longitude + east / this.#eastPerDegree,
      this.latitude + north / this.#northPerDegree,
      this.height + height,
    ];
  }

  /** East, north, height in metres of this map. */
  local(longitude: number, latitude: number, height: number): [number, number, number] {
    return [
      (longitude - this.longitude) * this.#eastPerDegree,
      (latitude - this.latitude) * this.#northPerDegree,
      height - this.height,
    ];
  }

  ecef(east: number, north: number, height: number): Ecef {
    const [longitude, latitude, above] = this.geodetic(east, north, height);
    return ecefFrom(longitude, latitude, above);
  }
}
