import type { Point } from "geojson";
import type { Position } from "../../../../shared/observation.ts";

/** A position as GeoJSON; null where it is not known. */
export function pointOf(position: Position | undefined): Point | null {
  if (position === undefined) return null;
  const { longitude, latitude, height } = position;
  const coordinates = [longitude, latitude];
  if (height !== undefined) coordinates.push(height);
  return { type: "Point", coordinates };
}
