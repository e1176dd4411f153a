import type { FeatureClass } from "../../shared/feature-class.ts";
import { TILE_LIMITS } from "../limits.ts";
import type { Attribute } from "../model/attribute.ts";
import type { CityFeature } from "../model/city-feature.ts";
import { NumberSketch } from "./number-sketch.ts";

/** What all features of a class say by one attribute. */
export interface AttributeSummary {
  readonly class: FeatureClass;
  readonly path: string;
  readonly kind: Attribute["kind"];
  /** Of the first that had one. */
  readonly unit?: string;
  /** Places in the spool's layers of those that have it, least first. */
  readonly layers: readonly number[];
  /** Features that have it. */
  readonly known: number;
  /** Of numbers: least and greatest, and values below which a tenth, two tenths … lie. */
  readonly range?: readonly [number, number];
  readonly deciles?: readonly number[];
  /** Of texts, categories, dates and booleans: most frequent first; absent where there are too many. */
  readonly values?: readonly CountedValue[];
}

export interface CountedValue {
  readonly value: string;
  /** Of the first that had one. */
  readonly code?: string;
  readonly count: number;
}

interface Record {
  readonly class: FeatureClass;
  readonly path: string;
  kind: Attribute["kind"];
  unit: string | undefined;
  readonly layers: Set<number>;
  known: number;
  /** Number of the feature that had it last: an attribute that is said twice is known once. */
  last: number;
  readonly numbers: NumberSketch;
  values: Map<string, { code: string | undefined; count: number }> | undefined;
}

/** Looks at every attribute that goes by, in bounded memory. */
export class AttributeStatistics {
  readonly #records = new Map<FeatureClass, Map<string, Record>>();
  readonly #leftOut = new Set<string>();
  #count = 0;
  #features = 0;

  /** Attributes past the limit of a city, up to as many again. */
  get leftOut(): number {
    return this.#leftOut.size;
  }

  add({ class: name, attributes }: Pick<CityFeature, "class" | "attributes">, layer: number): void {
    this.#features++;
    for (let i = 0; i < attributes.length; i++) {
      const attribute = attributes[i] as Attribute;
      const record = this.#recordOf(name, attribute);
      if (record !== undefined) note(record, attribute, layer, this.#features);
    }
  }

  summaries(): AttributeSummary[] {
    return [...this.#records.values()].flatMap((records) => [...records.values()].map(summaryOf));
  }

  #recordOf(name: FeatureClass, { path, kind }: Attribute): Record | undefined {
    let records = this.#records.get(name);
    if (records === undefined) {
      records = new Map();
      this.#records.set(name, records);
    }
    let record = records.get(path);
    if (record !== undefined) return record;
    if (this.#count === TILE_LIMITS.cityAttributes) {
      if (this.#leftOut.size < TILE_LIMITS.cityAttributes) this.#leftOut.add(`${name} ${path}`);
      return undefined;
    }
    this.#count++;
    record = {
      class: name,
      path,
      kind,
      unit: undefined,
      layers: new Set(),
      known: 0,
      last: 0,
      numbers: new NumberSketch(path),
      values: new Map(),
    };
    records.set(path, record);
    return record;
  }
}

function note(record: Record, attribute: Attribute, layer: number, feature: number): void {
  const { value, code, unit } = attribute;
  const kind = widened(record.kind, attribute.kind);
  // Once a number and once a text: neither range nor list would tell all of it.
  if (kind !== record.kind && (record.kind === "number" || attribute.kind === "number"))
    record.values = undefined;
  record.kind = kind;
  record.unit ??= unit;
  record.layers.add(layer);
  if (record.last !== feature) record.known++;
  record.last = feature;
  if (typeof value === "number" && Number.isFinite(value)) record.numbers.add(value);
  else if (record.values !== undefined) {
    const known = record.values.get(String(value));
    if (known !== undefined) known.count++;
    else if (record.values.size < TILE_LIMITS.categories)
      record.values.set(String(value), { code, count: 1 });
    else record.values = undefined;
  }
}

/** What an attribute is that is once this and once that: a category among texts, or else a text. */
function widened(one: Attribute["kind"], other: Attribute["kind"]): Attribute["kind"] {
  if (one === other) return one;
  const both = [one, other];
  return both.includes("category") && both.includes("text") ? "category" : "text";
}

function summaryOf(record: Record): AttributeSummary {
  const { kind, unit, numbers, values } = record;
  return {
    class: record.class,
    path: record.path,
    kind,
    ...(unit === undefined ? {} : { unit }),
    layers: [...record.layers].sort((a, b) => a - b),
    known: record.known,
    ...(kind === "number" && numbers.least <= numbers.most
      ? { range: [numbers.least, numbers.most] as const, deciles: numbers.deciles() }
      : {}),
    ...(kind === "number" || values === undefined ? {} : { values: counted(values) }),
  };
}

function counted(values: NonNullable<Record["values"]>): CountedValue[] {
  return [...values]
    .map(([value, { code, count }]) => ({ value, ...(code === undefined ? {} : { code }), count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
