import type { ColumnSpec } from "../tile-node.ts";
import type { FeatureRow } from "./feature-row.ts";
import { numberColumn } from "./number-column.ts";
import { idColumn, type PropertyColumn, textColumn } from "./property-columns.ts";

type Value = FeatureRow["properties"][string] | undefined;
type Stored = Omit<PropertyColumn, "name">;

/** What a category is called where a feature has none. */
const NOTHING = "no data";

/**
 * The ids of features, and those of the columns that some feature has, each typed by its spec. What a
 * feature lacks is the column's `noData`; a column of booleans with gaps is one of categories, as
 * 3D Metadata has no `noData` for booleans.
 */
export function typedColumns(
  features: readonly FeatureRow[],
  specs: readonly ColumnSpec[],
): PropertyColumn[] {
  const columns = [idColumn(features)];
  for (const spec of specs) {
    const values = features.map(({ properties }) => properties[spec.id]);
    if (values.every((value) => value === undefined)) continue;
    const { kind, ...rest } = stored(spec, values);
    const label = spec.name === undefined ? {} : { name: spec.name };
    columns.push({ ...rest, name: spec.id, kind: { ...kind, ...label } });
  }
  return columns;
}

function stored({ id, type, values: order = [] }: ColumnSpec, values: readonly Value[]): Stored {
  if (type === "number") return numberColumn(values.map(Number));
  if (type === "category") return categoryColumn(id, order, values);
  if (type === "text") return texts(values);
  const gaps = values.includes(undefined);
  return gaps ? categoryColumn(id, ["false", "true"], values) : booleans(values);
}

function texts(values: readonly Value[]): Stored {
  const { kind, ...rest } = textColumn(
    "",
    values.map((value) => String(value ?? "")),
  );
  return { kind: values.includes(undefined) ? { ...kind, noData: "" } : kind, ...rest };
}

/** Bits, the lowest of each byte first. */
function booleans(values: readonly Value[]): Stored {
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, i) => {
    if (value === true) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return { kind: { type: "BOOLEAN" }, values: bits };
}

/**
 * A category's number is its place in the order that all tiles share; one that is not in that order
 * comes after. The schema names only those that occur in this tile.
 */
function categoryColumn(id: string, order: readonly string[], values: readonly Value[]): Stored {
  const places = new Map(order.map((name, place) => [name, place]));
  const used = new Map<string, number>();
  for (const value of values) {
    if (value === undefined || used.has(String(value))) continue;
    const name = String(value);
    if (!places.has(name)) places.set(name, places.size);
    used.set(name, places.get(name) ?? 0);
  }
  const largest = Math.max(...used.values());
  const gaps = values.includes(undefined);
  const small = largest < 255;
  const nothing = { name: freeName(used), value: small ? 255 : 65_535 };
  const numbers = values.map((value) =>
    value === undefined ? nothing.value : (used.get(String(value)) ?? nothing.value),
  );
  const listed = [...used].map(([name, value]) => ({ name, value }));
  listed.sort((a, b) => a.value - b.value);
  return {
    kind: { type: "ENUM", enumType: id, ...(gaps ? { noData: nothing.name } : {}) },
    values: small ? Uint8Array.from(numbers) : new Uint8Array(Uint16Array.from(numbers).buffer),
    names: {
      valueType: small ? "UINT8" : "UINT16",
      values: gaps ? [...listed, nothing] : listed,
    },
  };
}

function freeName(used: ReadonlyMap<string, number>): string {
  let name = NOTHING;
  while (used.has(name)) name += "_";
  return name;
}
