import type { CityPlane } from "../../../shared/city-plane.ts";
import { type Problem, problem } from "../../../shared/problem.ts";
import type { PlanePoint } from "./plane-line.ts";

/** A bound on the numbers of a city file that says nothing sensible: no city is a world across. */
const FARTHEST = 200_000;

/**
 * Reads one feature of a GeoJSON file field by field. The first thing that is wrong is kept as
 * `fault`; what is read after it means nothing.
 */
export class FeatureReader {
  fault: Problem | undefined;
  /** Points of its geometry read so far. */
  points = 0;
  readonly #where: string;
  readonly #plane: CityPlane;
  readonly #properties: Readonly<Record<string, unknown>>;
  readonly #geometry: { readonly type?: unknown; readonly coordinates?: unknown };

  /** @param where The file, and the feature's place in it, as people read it. */
  constructor(where: string, feature: unknown, plane: CityPlane) {
    this.#where = where;
    this.#plane = plane;
    const { properties, geometry } = fieldsOf(feature);
    this.#properties = fieldsOf(properties);
    this.#geometry = fieldsOf(geometry);
  }

  get type(): unknown {
    return this.#properties.type;
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.#misfit(name, "a text that is not empty", "");
  }

  has(name: string): boolean {
    return this.#properties[name] !== undefined;
  }

  optionalText(name: string): string | undefined {
    const value = this.#properties[name];
    if (value === undefined) return undefined;
    if (typeof value === "string" && value !== "" && value.length <= 500) return value;
    return this.#misfit(name, "a text of 1 to 500 characters", "");
  }

  number(name: string, low: number, high: number): number {
    const value = this.#properties[name];
    if (typeof value === "number" && value >= low && value <= high) return value;
    return this.#misfit(name, `a number from ${low} to ${high}`, low);
  }

  whole(name: string, low: number, high: number): number {
    const value = this.number(name, low, high);
    return Number.isInteger(value) ? value : this.#misfit(name, "a whole number", low);
  }

  truth(name: string): boolean {
    const value = this.#properties[name];
    return typeof value === "boolean" ? value : this.#misfit(name, "true or false", false);
  }

  oneOf<T extends string>(name: string, known: readonly T[]): T {
    const value = this.#properties[name];
    const found = known.find((each) => each === value);
    return found ?? this.#misfit(name, `one of ${known.join(", ")}`, known[0] as T);
  }

  list(name: string): readonly unknown[] {
    const value = this.#properties[name];
    return Array.isArray(value) ? value : this.#misfit(name, "a list", []);
  }

  /** A reader of an object in a list, whose faults are to be taken over by `adopt`. */
  part(name: string, index: number, value: unknown): FeatureReader {
    return new FeatureReader(
      `${this.#where}, ${name}[${index}]`,
      { properties: value },
      this.#plane,
    );
  }

  adopt(part: FeatureReader): void {
    this.fault ??= part.fault;
  }

  point(): PlanePoint {
    const { coordinates } = this.#shape("Point");
    return this.position(coordinates, "its coordinates");
  }

  line(): PlanePoint[] {
    const { coordinates } = this.#shape("LineString");
    const line = this.#positions(coordinates);
    return line.length >= 2
      ? line
      : this.#misfit("coordinates", "at least two points", [HERE, HERE]);
  }

  /** The outer ring of a Polygon, not closed. */
  ring(): PlanePoint[] {
    const { coordinates } = this.#shape("Polygon");
    const outer = Array.isArray(coordinates) ? coordinates[0] : undefined;
    const ring = this.#positions(outer).slice(0, -1);
    return ring.length >= 3 ? ring : this.#misfit("coordinates", "a ring of three points", [HERE]);
  }

  /** The middle of a Point, or of the corners of a Polygon. */
  middle(): PlanePoint {
    if (this.#geometry.type !== "Polygon") return this.point();
    const ring = this.ring();
    const sum = [0, 0, 0];
    for (const corner of ring)
      for (let i = 0; i < 3; i++) sum[i] = (sum[i] ?? 0) + (corner[i] ?? 0);
    return sum.map((total) => total / ring.length) as unknown as PlanePoint;
  }

  /** A GeoJSON position in metres of the plane. */
  position(value: unknown, what: string): PlanePoint {
    const sound =
      Array.isArray(value) &&
      value.length >= 2 &&
      value.slice(0, 3).every((number) => typeof number === "number" && Number.isFinite(number));
    if (!sound) return this.#misfit(what, "[longitude, latitude, height]", HERE);
    this.points++;
    const [longitude, latitude, height = this.#plane.height] = value as number[];
    const local = this.#plane.local(longitude ?? 0, latitude ?? 0, height);
    if (local.every((metres) => Math.abs(metres) < FARTHEST)) return local;
    return this.#misfit(what, `a place within ${FARTHEST / 1000} km of the city's origin`, HERE);
  }

  /** What is wrong, unless something was wrong before. */
  refuse(message: string): void {
    this.fault ??= problem(
      "world/feature",
      `${this.#where}: ${message}`,
      "Make the city's files again, or start with --no-simulator.",
    );
  }

  #positions(value: unknown): PlanePoint[] {
    if (!Array.isArray(value)) return this.#misfit("coordinates", "a list of positions", []);
    const positions: PlanePoint[] = [];
    for (const each of value) {
      positions.push(this.position(each, "a position"));
      if (this.fault !== undefined) break;
    }
    return positions;
  }

  #shape(type: string): { readonly coordinates?: unknown } {
    if (this.#geometry.type === type) return this.#geometry;
    return this.#misfit("geometry", `a ${type}`, {});
  }

  #misfit<T>(name: string, expected: string, instead: T): T {
    this.refuse(`${name} is not ${expected}.`);
    return instead;
  }
}

const HERE: PlanePoint = [0, 0, 0];

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
