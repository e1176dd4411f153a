import type { CityAttribute, CityCategory } from "../../../shared/city.ts";
import { labelOf } from "../../read/attribute-labels.ts";
import type { AttributeSummary, CountedValue } from "../../spool/attribute-statistics.ts";
import type { ColumnSpec } from "../tile-node.ts";
import { columnIdOf } from "./column-id.ts";
import type { ImportedLayer } from "./imported-layers.ts";
import { hexOf, paletteColor } from "./palette.ts";
import { MEANINGS, valueColor } from "./value-colors.ts";

/** An attribute of the city as a column of its tiles. */
export interface CityColumn {
  readonly path: string;
  readonly spec: ColumnSpec;
  readonly attribute: CityAttribute;
}

/** The columns of a city's attributes, by their paths; what classes have in common is one column. */
export function cityColumns(
  summaries: readonly AttributeSummary[],
  layers: readonly ImportedLayer[],
): Map<string, CityColumn> {
  const byPath = Map.groupBy(summaries, ({ path }) => path);
  return new Map([...byPath].map(([path, some]) => [path, columnOf(path, some, layers)] as const));
}

function columnOf(
  path: string,
  some: readonly AttributeSummary[],
  layers: readonly ImportedLayer[],
): CityColumn {
  const [first] = some;
  const values = first !== undefined && isOneKind(some) ? mergedValues(some) : undefined;
  const kind = first !== undefined && isOneKind(some) ? first.kind : "text";
  const type = kind === "category" && values === undefined ? "text" : kind;
  const id = columnIdOf(path);
  const { label, group } = labelOf(path);
  const unit = some.find((one) => one.unit !== undefined)?.unit;
  const attribute: CityAttribute = {
    ...{ id, layers: placesOf(some, layers), path, label },
    ...(group === undefined ? {} : { group }),
    type,
    ...(unit === undefined ? {} : { unit }),
    ...(type === "number" ? numbersOf(some) : {}),
    ...(type === "category" && values !== undefined
      ? { values: categories(path, some, values) }
      : {}),
    known: some.reduce((sum, { known }) => sum + known, 0),
  };
  const spec: ColumnSpec = {
    ...{ id, type: type === "date" ? "text" : type, name: label.en },
    ...(type === "category" && values !== undefined
      ? { values: values.map(({ value }) => value) }
      : {}),
  };
  return { path, spec, attribute };
}

/** What is a number here and a text there is a text. */
function isOneKind(some: readonly AttributeSummary[]): boolean {
  return some.every(({ kind }) => kind === some[0]?.kind);
}

function placesOf(some: readonly AttributeSummary[], layers: readonly ImportedLayer[]): number[] {
  const parts = new Set(some.flatMap((one) => one.layers));
  return layers.flatMap((layer, place) =>
    [...layer.parts].some((part) => parts.has(part)) ? [place] : [],
  );
}

/** Of the class that knows most: deciles of several cannot be put together. */
function numbersOf(some: readonly AttributeSummary[]): Pick<CityAttribute, "range" | "deciles"> {
  const ranges = some.flatMap(({ range }) => (range === undefined ? [] : [range]));
  if (ranges.length === 0) return {};
  const best = some.reduce((most, one) => (one.known > most.known ? one : most));
  const least = Math.min(...ranges.map(([low]) => low));
  const most = Math.max(...ranges.map(([, high]) => high));
  return { range: [least, most], ...(best.deciles === undefined ? {} : { deciles: best.deciles }) };
}

/** Undefined where one of them has too many to be told. */
function mergedValues(some: readonly AttributeSummary[]): CountedValue[] | undefined {
  const merged = new Map<string, CountedValue>();
  for (const { values } of some) {
    if (values === undefined) return undefined;
    for (const one of values) {
      const before = merged.get(one.value);
      merged.set(one.value, { ...one, ...before, count: one.count + (before?.count ?? 0) });
    }
  }
  return [...merged.values()].sort(
    (a, b) => b.count - a.count || (a.value < b.value ? -1 : Number(a.value > b.value)),
  );
}

/** In the colours that they have on maps, where each has one of its own; else apart from one another. */
function categories(
  path: string,
  some: readonly AttributeSummary[],
  values: readonly CountedValue[],
): CityCategory[] {
  const meanings = some.flatMap(({ class: of }) =>
    of === "building"
      ? MEANINGS.hazard
      : of in MEANINGS
        ? MEANINGS[of as keyof typeof MEANINGS]
        : [],
  );
  const known = values.map(({ value, code }) => valueColor(meanings, path, value, code));
  const areKnown = !known.includes(undefined) && new Set(known).size === known.length;
  return values.map(({ value, code, count }, place) => {
    const color = areKnown ? hexOf(known[place] ?? [0, 0, 0]) : paletteColor(place);
    return { value, ...(code === undefined ? {} : { code }), count, color };
  });
}
