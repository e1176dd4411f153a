import { area, bbox, booleanPointInPolygon, rewind } from "@turf/turf";
import type { MultiPolygon, Polygon, Position } from "geojson";
import { type Problem, problem } from "../../../shared/problem.ts";
import type { CheckedGeometry } from "../worker-messages.ts";
import { findCrossing } from "./find-crossing.ts";

/** Square metres, and part of the square of its length, below which a ring is a line. */
const LEAST_AREA = 1e-3;
const LEAST_PART = 1e-12;

/**
 * Makes a shape good: rings closed, wound as RFC 7946 says, without repeated positions. What cannot be made
 * good is said: a ring that crosses itself or another, that has no area, a hole that is not in its polygon,
 * an edge across the antimeridian.
 */
export function checkShape(geometry: Polygon | MultiPolygon): CheckedGeometry | Problem {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const closed = polygons.map((rings) => rings.map(closedRing));
  for (const rings of closed) {
    const fault = faultOf(rings);
    if (fault !== undefined) return fault;
  }
  const good = rewind(
    geometry.type === "Polygon"
      ? { type: "Polygon", coordinates: closed[0] ?? [] }
      : { type: "MultiPolygon", coordinates: closed },
  ) as Polygon | MultiPolygon;
  const [west, south, east, north] = bbox(good);
  return { geometry: good, bbox: [west, south, east, north], area: area(good) };
}

function closedRing(ring: readonly Position[]): Position[] {
  const positions = ring.filter((position, i) => i === 0 || !same(position, ring[i - 1]));
  const [first] = positions;
  if (first !== undefined && !same(first, positions.at(-1))) positions.push(first);
  return positions;
}

function same([x, y]: Position, other: Position | undefined): boolean {
  return x === other?.[0] && y === other?.[1];
}

function faultOf(rings: readonly Position[][]): Problem | undefined {
  const [outer, ...holes] = rings;
  if (outer === undefined) return fault("The shape has no ring.", FORM);
  for (const ring of rings) {
    const named = ring === outer ? "The outline" : "A hole";
    if (ring.length < 4) return fault(`${named} has fewer than three different corners.`, FORM);
    const wide = ring.find((corner, i) => i > 0 && across(corner, ring[i - 1] as Position) > 180);
    if (wide !== undefined)
      return fault(
        `${named} has an edge more than 180 degrees long, at ${say(wide)}: it would cross the antimeridian.`,
        "Divide the shape there, into a MultiPolygon with a part on each side.",
      );
  }
  const crossing = findCrossing(rings);
  if (crossing === "intricate")
    return fault("The shape is too intricate to be checked.", "Simplify it.");
  if (crossing !== undefined)
    return fault(
      `Its outline crosses itself at ${say(crossing)}.`,
      "Draw it around without crossing a line that is there already.",
    );
  for (const ring of rings)
    if (isLine(ring))
      return fault(
        `${ring === outer ? "The outline" : "A hole"} encloses no area.`,
        "Give it corners that are not all on one line.",
      );
  const outside = holes.flat().find((corner) => !inRing(corner, outer));
  if (outside === undefined) return undefined;
  return fault(
    `A hole is not inside the outline: its corner ${say(outside)}.`,
    "Make a part of its own of it, in a MultiPolygon.",
  );
}

function isLine(ring: Position[]): boolean {
  const [x0 = 0, y0 = 0] = ring[0] as Position;
  let [twice, long] = [0, 0];
  ring.forEach(([x = 0, y = 0], i) => {
    const [nextX = x, nextY = y] = ring[i + 1] ?? [];
    twice += (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0);
    long = Math.max(long, Math.abs(x - x0), Math.abs(y - y0));
  });
  if (Math.abs(twice) <= LEAST_PART * long * long) return true;
  return area({ type: "Polygon", coordinates: [ring] }) < LEAST_AREA;
}

function inRing(corner: Position, ring: Position[]): boolean {
  return booleanPointInPolygon(corner, { type: "Polygon", coordinates: [ring] });
}

function across([x = 0]: Position, [other = 0]: Position): number {
  return Math.abs(x - other);
}

function say([x = 0, y = 0]: Position): string {
  return `${x.toFixed(6)}, ${y.toFixed(6)}`;
}

const FORM = "A ring is [[longitude, latitude], …] with at least three different corners.";

function fault(message: string, tip: string): Problem {
  return problem("region/shape", message, tip);
}
