import type { MultiPolygon, Polygon, Position } from "geojson";
import { type Problem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";

/** An area of bounded size that has the form of GeoJSON. Whether it makes sense as a shape is not looked at. */
export interface ReadArea {
  readonly geometry: Polygon | MultiPolygon;
  readonly vertices: number;
}

/** Reads a GeoJSON Polygon or MultiPolygon; what is not of that form is said. Nothing else of it is kept. */
export function readArea(value: unknown, limits: Limits = LIMITS): ReadArea | Problem {
  const { type, coordinates } = (value ?? {}) as { type?: unknown; coordinates?: unknown };
  if (type !== "Polygon" && type !== "MultiPolygon") {
    return fault(
      `The geometry is ${typeof type === "string" ? `a "${type.slice(0, 30)}"` : "no GeoJSON geometry"}.`,
    );
  }
  const reader = new Reader(limits);
  const polygons = reader.list(type === "Polygon" ? [coordinates] : coordinates, (polygon) =>
    reader.list(polygon, (ring) => reader.list(ring, (position) => reader.position(position))),
  );
  if (polygons === undefined) return reader.fault ?? fault("Its coordinates have another form.");
  const vertices = reader.vertices;
  if (type === "MultiPolygon") return { geometry: { type, coordinates: polygons }, vertices };
  return { geometry: { type, coordinates: polygons[0] ?? [] }, vertices };
}

class Reader {
  readonly #limits: Limits;
  vertices = 0;
  fault: Problem | undefined;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Undefined where it is no list, an empty one, or one of its parts is not as it should be. */
  list<T>(value: unknown, part: (value: unknown) => T | undefined): T[] | undefined {
    if (!Array.isArray(value) || value.length === 0) return undefined;
    const parts: T[] = [];
    for (const one of value) {
      const read = part(one);
      if (read === undefined) return undefined;
      parts.push(read);
    }
    return parts;
  }

  /** Longitude and latitude; a height is let go. */
  position(value: unknown): Position | undefined {
    if (++this.vertices > this.#limits.regionVertices) {
      this.fault = problem(
        "region/too-many-vertices",
        `The shape has more than ${this.#limits.regionVertices} vertices (regionVertices).`,
        "Simplify it, or divide it into several regions.",
      );
      return undefined;
    }
    const [longitude, latitude] = Array.isArray(value) ? (value as unknown[]) : [];
    const inside =
      typeof longitude === "number" &&
      typeof latitude === "number" &&
      Math.abs(longitude) <= 180 &&
      Math.abs(latitude) <= 90;
    if (inside) return [longitude, latitude];
    this.fault = fault(
      `The position ${this.vertices} of it is not longitude, latitude in degrees.`,
    );
    return undefined;
  }
}

function fault(message: string): Problem {
  return problem(
    "region/geometry",
    message,
    'A shape is like {"type":"Polygon","coordinates":[[[139.76,35.68],[139.77,35.68],[139.77,35.69],[139.76,35.68]]]}.',
  );
}
