import { toPoint as fromMgrs, forward as toMgrs } from "mgrs";
import proj4 from "proj4";
import type { PlaneZone } from "./plane-zones.ts";

/** Metres in a zone: X to the north and Y to the east of its origin, as surveyors have it. */
export interface PlanePlace {
  readonly x: number;
  readonly y: number;
}

/** Digits of each MGRS number: a metre. */
const METRE = 5;

const projections = new Map<number, proj4.Converter>();

/** Degrees to metres of a zone. WGS84 and the Japanese Geodetic Datum 2011 are taken as one. */
export function planeFrom(longitude: number, latitude: number, zone: PlaneZone): PlanePlace {
  const [y, x] = projection(zone).forward([longitude, latitude]) as [number, number];
  return { x, y };
}

/** Metres of a zone to degrees. */
export function degreesFromPlane(place: PlanePlace, zone: PlaneZone): [lon: number, lat: number] {
  return projection(zone).inverse([place.y, place.x]) as [number, number];
}

/** The military grid reference to a metre, in its groups: 54S UE 83594 24510; undefined near the poles. */
export function mgrsFrom(longitude: number, latitude: number): string | undefined {
  if (latitude < -80 || latitude > 84) return undefined;
  const text = toMgrs([longitude, latitude], METRE);
  const square = text.length - 2 * METRE;
  return [
    text.slice(0, square - 2),
    text.slice(square - 2, square),
    text.slice(square, square + METRE),
    text.slice(square + METRE),
  ].join(" ");
}

/** The middle of the square that a grid reference names, degrees. */
export function degreesFromMgrs(reference: string): [lon: number, lat: number] {
  const [longitude, latitude] = fromMgrs(reference.replaceAll(" ", ""));
  return [longitude, latitude];
}

function projection({ number, longitude, latitude }: PlaneZone): proj4.Converter {
  let made = projections.get(number);
  if (made === undefined) {
    made = proj4(
      `+proj=tmerc +lat_0=${latitude} +lon_0=${longitude} +k=0.9999 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs`,
    );
    projections.set(number, made);
  }
  return made;
}
