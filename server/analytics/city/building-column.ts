import type { Bilingual } from "../../../shared/city.ts";
import type { FootprintAttribute } from "../../../shared/city-footprints.ts";
import type { Footprints } from "./footprints.ts";
import { fieldsOf } from "./read-features.ts";

/** Something that is known of buildings, so that it can be asked for. */
export interface BuildingColumn {
  /** As `attributes` in city.json has it. */
  readonly id: string;
  readonly type: FootprintAttribute["type"];
  readonly label?: Bilingual;
  readonly unit?: string;
  /** Of a category: what there is, and the source's code of each; a cell is a place in them. */
  readonly values?: readonly string[];
  readonly codes?: readonly (string | null)[];
  /** Where few have it: which, ascending. */
  readonly places?: Uint32Array;
  /** Of each building, or each of `places`; NaN where it is not known; of a boolean 0 or 1. */
  readonly cells: Float64Array;
  /** Buildings that have it. */
  readonly known: number;
}

/** What every footprints' file says, whatever its source, and the area that is worked out of it. */
export function ownColumns(footprints: Footprints, areas: Float64Array): BuildingColumn[] {
  const numbers = (id: string, of: (building: number) => number, unit?: string) => {
    const cells = Float64Array.from({ length: footprints.count }, (_, building) => of(building));
    const known = cells.reduce((sum, cell) => sum + (Number.isNaN(cell) ? 0 : 1), 0);
    const type = "number" as const;
    return { id, type, ...(unit === undefined ? {} : { unit }), cells, known };
  };
  const values = footprints.uses;
  const use = (building: number) => {
    const place = footprints.useAt(building);
    return (values[place] ?? "") === "" ? Number.NaN : place;
  };
  return [
    { ...numbers("use", use), type: "category", values },
    numbers("height", (building) => footprints.height(building), "m"),
    numbers("floors", (building) => footprints.floors(building)),
    numbers("people", (building) => footprints.people(building)),
    numbers("footprintArea", (building) => areas[building] as number, "m2"),
  ];
}

/** Reads an attribute of the footprints' file; what is wrong with it, where it is none of `count` buildings. */
export function readColumn(id: string, value: unknown, count: number): BuildingColumn | string {
  const { type, values, codes, places, cells } = fieldsOf(value);
  if (type !== "number" && type !== "category" && type !== "boolean") return "is of no known type";
  if (!Array.isArray(cells)) return "has no cells";
  const listed = places === undefined ? undefined : placesOf(places, count);
  if (listed === null) return "has places that are not ascending ones of buildings";
  if (cells.length !== (listed?.length ?? count)) return "does not have a cell for each building";
  const named = type === "category" ? readValues(values, codes) : {};
  if (typeof named === "string") return named;
  const most = { number: Infinity, boolean: 2, category: named.values?.length ?? 0 }[type];
  const read = new Float64Array(cells.length).fill(Number.NaN);
  let known = 0;
  for (let i = 0; i < cells.length; i++) {
    const cell: unknown = cells[i];
    if (cell === null) continue;
    const good = type === "number" ? Number.isFinite(cell) : isPlaceBelow(cell, most);
    if (!good) return `has a cell that is no ${type}`;
    read[i] = cell as number;
    known++;
  }
  const sparse = listed === undefined ? {} : { places: listed };
  return { id, type, ...named, ...sparse, cells: read, known };
}

function readValues(
  values: unknown,
  codes: unknown,
): Pick<BuildingColumn, "values" | "codes"> | string {
  const isText = (each: unknown) => typeof each === "string";
  if (!Array.isArray(values) || !values.every(isText)) return "has values that are no texts";
  if (codes === undefined) return { values };
  const good =
    Array.isArray(codes) &&
    codes.length === values.length &&
    codes.every((code) => code === null || isText(code));
  return good ? { values, codes } : "has codes that are not of its values";
}

/** Null where they are not ascending places below `count`. */
function placesOf(value: unknown, count: number): Uint32Array | null {
  if (!Array.isArray(value)) return null;
  let last = -1;
  for (const place of value as unknown[]) {
    if (!isPlaceBelow(place, count) || place <= last) return null;
    last = place;
  }
  return Uint32Array.from(value as number[]);
}

function isPlaceBelow(value: unknown, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < most;
}
