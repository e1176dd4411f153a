import Flatbush from "flatbush";
import type { Bilingual } from "../../../shared/city.ts";
import type { CityFootprints } from "../../../shared/city-footprints.ts";
import { fieldsOf, textOf } from "./read-features.ts";

/** A building where a point is above it. */
export interface Roof {
  /** Its place in the list. */
  readonly building: number;
  /** Of its highest point, metres above the sea. */
  readonly top: number;
}

const COLUMNS = ["ids", "uses", "floors", "people", "bases", "heights", "outlines"] as const;

/** Where a city's buildings stand. Outlines are in decimetres of the city's plane. */
export class Footprints {
  readonly #file: CityFootprints;
  readonly #index: Flatbush | undefined;
  /** Of each outline: its building, and its top in decimetres above the sea. */
  readonly #owners: number[] = [];
  readonly #tops: number[] = [];
  readonly #outlines: (readonly number[])[] = [];

  private constructor(file: CityFootprints) {
    this.#file = file;
    file.outlines.forEach((outlines, building) => {
      const base = file.bases[building] as number;
      const tops = own(file.tops, building) ?? outlines.map(() => file.heights[building] as number);
      outlines.forEach((outline, i) => {
        this.#take(building, base + (tops[i] as number), outline);
      });
      for (const [height = 0, ...outline] of own(file.raised, building) ?? [])
        this.#take(building, base + height, outline);
    });
    // Flatbush refuses to be of nothing.
    if (this.#outlines.length === 0) return;
    const index = new Flatbush(this.#outlines.length);
    for (const outline of this.#outlines) {
      const [west, south, east, north] = boundsOf(outline);
      index.add(west, south, east, north);
    }
    index.finish();
    this.#index = index;
  }

  /** What is wrong with the value, where it is no `CityFootprints` of at most so many corners. */
  static read(value: unknown, mostCorners: number): Footprints | string {
    const file = fieldsOf(value);
    const lists = COLUMNS.map((name) => file[name]);
    const count = Array.isArray(file.ids) ? file.ids.length : -1;
    if (!lists.every((list) => Array.isArray(list) && list.length === count))
      return "does not have a list of the same length for each property";
    if (!Array.isArray(file.useNames)) return "does not name the uses";
    const footprints = file as unknown as CityFootprints;
    const numbers = [footprints.bases, footprints.heights, footprints.uses];
    if (!numbers.every((list) => list.every(Number.isFinite)))
      return "has something else than numbers for heights or uses";
    if (!footprints.ids.every((id) => textOf(id) !== undefined)) return "has ids that are no texts";
    const fault = faultOfParts(footprints);
    if (fault !== undefined) return fault;
    let corners = 0;
    const raised = Object.values(footprints.raised ?? {}).map((parts) =>
      parts.map((part) => part.slice(1)),
    );
    for (const outlines of [...footprints.outlines, ...raised]) {
      if (!Array.isArray(outlines)) return "has outlines that are no lists";
      for (const outline of outlines) {
        const good = Array.isArray(outline) && outline.length % 2 === 0 && outline.length >= 6;
        if (!good || !outline.every(Number.isFinite)) return "has outlines that are no rings";
        corners += outline.length / 2;
        if (corners > mostCorners)
          return `has more than ${mostCorners} corners, which is what is read (networkPoints)`;
      }
    }
    return new Footprints(footprints);
  }

  get count(): number {
    return this.#file.ids.length;
  }

  id(building: number): string {
    return this.#file.ids[building] as string;
  }

  use(building: number): string {
    return textOf(this.#file.useNames[this.#file.uses[building] as number]) ?? "";
  }

  name(building: number): Bilingual | undefined {
    const names = fieldsOf(this.#file.names);
    if (!Object.hasOwn(names, String(building))) return undefined;
    const { en, ja } = fieldsOf(names[building]);
    const first = textOf(en) ?? textOf(ja);
    return first === undefined ? undefined : { en: textOf(en) ?? first, ja: textOf(ja) ?? first };
  }

  /** As the tile has them, as far as they are known here. */
  properties(building: number): Record<string, string | number> {
    const name = this.name(building);
    const numbers = {
      height: this.height(building),
      floors: this.#file.floors[building],
      people: this.#file.people[building],
    };
    const known = Object.entries(numbers).filter(([, number]) => Number.isFinite(number));
    return {
      ...(name === undefined ? {} : { name: name.en, nameJa: name.ja }),
      use: this.use(building),
      ...(Object.fromEntries(known) as Record<string, number>),
    };
  }

  /** Where it stands, metres of the plane: the middle of its first outline's bounds, and its foot. */
  middle(building: number): [east: number, north: number, height: number] | undefined {
    const outline = this.#file.outlines[building]?.[0];
    if (outline === undefined) return undefined;
    const [west, south, east, north] = boundsOf(outline);
    return [(west + east) / 20, (south + north) / 20, (this.#file.bases[building] as number) / 10];
  }

  /** Of its parts on the ground, decimetres of the plane, anticlockwise, not closed. */
  outlines(building: number): readonly (readonly number[])[] {
    return this.#file.outlines[building] as readonly (readonly number[])[];
  }

  /** Its place in the list; -1 where there is none of the id. */
  find(id: string): number {
    return this.#file.ids.indexOf(id);
  }

  /** From where its walls begin to its top, metres. */
  height(building: number): number {
    return (this.#file.heights[building] as number) / 10;
  }

  /** NaN where it is not known. */
  floors(building: number): number {
    return numberOr(this.#file.floors[building]);
  }

  /** NaN where it is not known. */
  people(building: number): number {
    return numberOr(this.#file.people[building]);
  }

  /** All uses that buildings can have, in the file's order; the place of a building's own. */
  get uses(): readonly string[] {
    return this.#file.useNames.map((name) => textOf(name) ?? "");
  }

  useAt(building: number): number {
    return this.#file.uses[building] as number;
  }

  #take(building: number, top: number, outline: readonly number[]): void {
    this.#owners.push(building);
    this.#tops.push(top);
    this.#outlines.push(outline);
  }

  /** The highest roof over a point of the plane, metres. */
  roofAt(east: number, north: number): Roof | undefined {
    const [x, y] = [10 * east, 10 * north];
    let highest: Roof | undefined;
    for (const outline of this.#index?.search(x, y, x, y) ?? []) {
      const building = this.#owners[outline] as number;
      const top = (this.#tops[outline] as number) / 10;
      if (highest !== undefined && highest.top >= top) continue;
      if (holds(this.#outlines[outline] as readonly number[], x, y)) highest = { building, top };
    }
    return highest;
  }
}

function numberOr(value: unknown): number {
  return typeof value === "number" ? value : Number.NaN;
}

function own<Value>(
  values: Readonly<Record<string, Value>> | undefined,
  place: number,
): Value | undefined {
  return Object.hasOwn(values ?? {}, place) ? values?.[place] : undefined;
}

/** What is wrong with the heights of parts, where they are told. */
function faultOfParts({ outlines, tops, raised }: CityFootprints): string | undefined {
  const good = Object.entries(fieldsOf(tops)).every(([place, list]) => {
    const of: unknown = outlines[Number(place)];
    return (
      Array.isArray(of) &&
      Array.isArray(list) &&
      list.length === of.length &&
      list.every(Number.isFinite)
    );
  });
  if (!good) return "has tops that are not of its outlines";
  const lists: unknown[] = Object.values(fieldsOf(raised));
  const sound = lists.every(
    (list) =>
      Array.isArray(list) &&
      list.every((part: unknown) => Array.isArray(part) && Number.isFinite(part[0])),
  );
  return sound ? undefined : "has raised parts that are no lists";
}

function boundsOf(outline: readonly number[]): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < outline.length; i += 2) {
    const [x, y] = [outline[i] as number, outline[i + 1] as number];
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

/** Whether a ring that is not closed is around a point. */
function holds(ring: readonly number[], x: number, y: number): boolean {
  let inside = false;
  let [lastX, lastY] = [ring.at(-2) as number, ring.at(-1) as number];
  for (let i = 0; i < ring.length; i += 2) {
    const [nextX, nextY] = [ring[i] as number, ring[i + 1] as number];
    if (nextY > y !== lastY > y && x < ((lastX - nextX) * (y - nextY)) / (lastY - nextY) + nextX)
      inside = !inside;
    [lastX, lastY] = [nextX, nextY];
  }
  return inside;
}
