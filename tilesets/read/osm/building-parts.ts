import Flatbush from "flatbush";
import { isInRing, LocalMetres, ringArea } from "./local-metres.ts";
import type { Tags } from "./osm-element.ts";
import type { OsmArea, OsmPolygon } from "./osm-shapes.ts";

/** A `building:part` of its own. */
export interface BuildingPartArea extends OsmArea {
  /** `way/123`. */
  readonly id: string;
  readonly tags: Tags;
}

/** How far a corner is drawn towards the middle of its part, so that walls in common do not matter. */
const DRAWN_IN = 0.02;
/** A part that is larger than a building by more than this is not its part. */
const LARGER = 1.05;

/** The parts of all buildings, each given once: to the building that names it, or else that holds it. */
export class BuildingParts {
  readonly #parts: readonly BuildingPartArea[];
  readonly #byId: ReadonlyMap<string, number>;
  readonly #given: Uint8Array;
  readonly #tree: Flatbush | undefined;
  /** Parts that relations name, by their building. */
  readonly #named: ReadonlyMap<string, readonly string[]>;
  readonly #reserved: ReadonlySet<string>;

  /** @param named parts by the id of the building whose relation (type=building) has them */
  constructor(parts: readonly BuildingPartArea[], named: ReadonlyMap<string, readonly string[]>) {
    this.#parts = parts;
    this.#byId = new Map(parts.map(({ id }, i) => [id, i]));
    this.#given = new Uint8Array(parts.length);
    this.#named = named;
    this.#reserved = new Set([...named.values()].flat());
    if (parts.length === 0) return;
    this.#tree = new Flatbush(parts.length);
    for (const { polygons } of parts) this.#tree.add(...boxOf(polygons));
    this.#tree.finish();
  }

  /** Takes the parts of a building, in the order of the file. */
  take(building: string, area: readonly OsmPolygon[]): BuildingPartArea[] {
    const found = new Set<number>();
    for (const id of this.#named.get(building) ?? []) {
      const place = this.#byId.get(id);
      if (place !== undefined && !this.#given[place]) found.add(place);
    }
    for (const place of this.#tree?.search(...boxOf(area)) ?? []) {
      const part = this.#parts[place] as BuildingPartArea;
      if (this.#given[place] || this.#reserved.has(part.id)) continue;
      if (holds(area, part.polygons)) found.add(place);
    }
    const places = [...found].sort((a, b) => a - b);
    for (const place of places) this.#given[place] = 1;
    return places.map((place) => this.#parts[place] as BuildingPartArea);
  }

  /** Those that no building took. */
  left(): BuildingPartArea[] {
    return this.#parts.filter((_, place) => !this.#given[place]);
  }
}

function boxOf(polygons: readonly OsmPolygon[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer = new Float64Array()] of polygons) {
    for (let i = 0; i < outer.length; i += 2) {
      const [x, y] = [outer[i] as number, outer[i + 1] as number];
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }
  return box;
}

/** Whether most corners of a part lie in a building that is no smaller. */
function holds(building: readonly OsmPolygon[], part: readonly OsmPolygon[]): boolean {
  const first = building[0]?.[0];
  if (first === undefined || part.length === 0) return false;
  const local = new LocalMetres(first[0] as number, first[1] as number);
  const outers = (area: readonly OsmPolygon[]) =>
    area.map(([outer]) => local.toMetres(outer as Float64Array));
  const around = outers(building);
  const inner = outers(part);
  const size = (rings: readonly Float64Array[]) =>
    rings.reduce((sum, ring) => sum + ringArea(ring), 0);
  if (size(inner) > LARGER * size(around)) return false;
  let corners = 0;
  let inside = 0;
  for (const ring of inner) {
    const count = ring.length / 2 - 1;
    let [middleX, middleY] = [0, 0];
    for (let i = 0; i < 2 * count; i += 2) {
      middleX += (ring[i] as number) / count;
      middleY += (ring[i + 1] as number) / count;
    }
    for (let i = 0; i < 2 * count; i += 2) {
      const x = (ring[i] as number) * (1 - DRAWN_IN) + middleX * DRAWN_IN;
      const y = (ring[i + 1] as number) * (1 - DRAWN_IN) + middleY * DRAWN_IN;
      corners++;
      if (around.some((outer) => isInRing(x, y, outer))) inside++;
    }
  }
  return 2 * inside > corners;
}
