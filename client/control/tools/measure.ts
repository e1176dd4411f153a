import { geodesicDistance } from "../../../shared/geodesic.ts";
import { geodesicArea } from "../../../shared/geodesic-area.ts";
import { ecefFrom } from "../../../shared/geodesy.ts";
import type { SurfacePoint, ToolName } from "../scene/tools/map-tools.ts";

export interface DistanceReading {
  /** Metres on the ellipsoid: as a map has it. */
  readonly horizontal: number;
  /** Metres straight from point to point, up and down with them. */
  readonly along: number;
  /** Metres from the first point up to the last. */
  readonly rise: number;
  /** Of the whole way, degrees above the level; 0 where it goes nowhere. */
  readonly slopeDegrees: number;
}

export interface HeightReading {
  /** Metres from the first point up to the second; undefined with one point. */
  readonly difference: number | undefined;
  readonly horizontal: number;
  /** Of the building that the first point stands on, metres, as the city model has it. */
  readonly building: number | undefined;
}

export interface AreaReading {
  /** Square metres on the ellipsoid. */
  readonly area: number;
  /** Metres on the ellipsoid, the last edge back to the first point too. */
  readonly perimeter: number;
}

export type Reading =
  | ({ readonly of: "distance" } & DistanceReading)
  | ({ readonly of: "height" } & HeightReading)
  | ({ readonly of: "area" } & AreaReading);

/** What points that were set with a tool come to; undefined while they are too few to say anything. */
export function measure(tool: ToolName, points: readonly SurfacePoint[]): Reading | undefined {
  if (points.length === 0) return undefined;
  if (tool === "height") return { of: "height", ...measureHeight(points) };
  if (points.length < 2) return undefined;
  if (tool === "distance") return { of: "distance", ...measureDistance(points) };
  return { of: "area", ...measureArea(points) };
}

function measureDistance(points: readonly SurfacePoint[]): DistanceReading {
  let horizontal = 0;
  let along = 0;
  for (const [place, to] of points.entries()) {
    const from = points[place - 1];
    if (from === undefined) continue;
    horizontal += flatLength(from, to);
    along += straightLength(from, to);
  }
  const rise = (points.at(-1)?.height ?? 0) - (points[0]?.height ?? 0);
  const slopeDegrees = (Math.atan2(rise, horizontal) * 180) / Math.PI;
  return { horizontal, along, rise, slopeDegrees };
}

function measureHeight(points: readonly SurfacePoint[]): HeightReading {
  const [first, second] = points;
  const building = first?.building?.height;
  if (first === undefined || second === undefined)
    return { difference: undefined, horizontal: 0, building };
  return {
    difference: second.height - first.height,
    horizontal: flatLength(first, second),
    building,
  };
}

function measureArea(points: readonly SurfacePoint[]): AreaReading {
  let perimeter = 0;
  for (const [place, from] of points.entries())
    perimeter += flatLength(from, points[(place + 1) % points.length] as SurfacePoint);
  return { area: geodesicArea(points), perimeter };
}

function flatLength(from: SurfacePoint, to: SurfacePoint): number {
  return geodesicDistance(from.longitude, from.latitude, to.longitude, to.latitude);
}

/** Metres of the line from point to point through the air; far apart, of the way over the bulge of the earth. */
function straightLength(from: SurfacePoint, to: SurfacePoint): number {
  const [ax, ay, az] = ecefFrom(from.longitude, from.latitude, from.height);
  const [bx, by, bz] = ecefFrom(to.longitude, to.latitude, to.height);
  const chord = Math.hypot(bx - ax, by - ay, bz - az);
  return Math.max(chord, Math.hypot(flatLength(from, to), to.height - from.height));
}
