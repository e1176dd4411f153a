import type { Attribute } from "../../model/attribute.ts";
import type { CityFeature } from "../../model/city-feature.ts";
import type { FeatureRow } from "../glb/feature-row.ts";
import type { ColumnSpec } from "../tile-node.ts";
import { floorsOf, heightOf, useOf } from "./building-facts.ts";
import type { CityColumn } from "./city-columns.ts";

/** Columns that are ours, of any layer. */
const NAMES: readonly ColumnSpec[] = [
  { id: "name", type: "text", name: "Name" },
  { id: "nameJa", type: "text", name: "名称" },
];
const OF_ANY: readonly ColumnSpec[] = [
  { id: "class", type: "text", name: "Class" },
  { id: "lod", type: "number", name: "Level of detail" },
];
const OF_BUILDINGS: readonly ColumnSpec[] = [
  { id: "use", type: "text", name: "Use" },
  { id: "height", type: "number", name: "Height" },
  { id: "floors", type: "number", name: "Floors" },
];

/** An id as PLATEAU has it, with the place where it begins. */
const ID_BYTES = 45;
const BYTES: Readonly<Record<ColumnSpec["type"], (column: ColumnSpec) => number>> = {
  number: () => 3,
  category: ({ values = [] }) => (values.length < 255 ? 1 : 2),
  boolean: () => 0.5,
  text: () => 4,
};

/** What so few features of a layer have is not in its coarse tiles: a byte for each feature is too much. */
const RARE = 0.01;

/** What features are asked about in the tiles of a layer. */
export class FeatureRows {
  /** Of the tiles with every feature in full. */
  readonly near: readonly ColumnSpec[];
  /** Of coarser ones: by what features are coloured, and their names. */
  readonly coarse: readonly ColumnSpec[];
  readonly #columns: ReadonlyMap<string, CityColumn>;

  /** @param place of the layer in the city; @param count of its features */
  constructor(
    columns: ReadonlyMap<string, CityColumn>,
    { place, count, isBuildings }: { place: number; count: number; isBuildings: boolean },
  ) {
    const own = [...columns.values()].filter(({ attribute }) => attribute.layers.includes(place));
    const usual = own.filter(({ attribute }) => attribute.known >= RARE * count);
    const ours = [...NAMES, ...(isBuildings ? OF_BUILDINGS : []), ...OF_ANY];
    this.#columns = columns;
    this.near = [...ours, ...own.map(({ spec }) => spec)];
    this.coarse = [
      ...ours.filter(({ id }) => id !== "class"),
      ...usual.map(({ spec }) => spec).filter(({ type }) => type !== "text"),
    ];
  }

  /** Bytes of a feature in a coarse tile's table. */
  get coarseBytes(): number {
    return this.coarse.reduce((sum, column) => sum + BYTES[column.type](column), ID_BYTES);
  }

  /** All that is known of a feature, by columns. */
  rowOf(feature: CityFeature): FeatureRow {
    const { id, name, type, levels, class: of } = feature;
    const properties: Record<string, string | number | boolean> = {};
    if (name !== undefined) Object.assign(properties, { name: name.en, nameJa: name.ja });
    properties.class = type;
    const lod = levels.at(-1)?.lod;
    if (lod !== undefined) properties.lod = lod;
    if (of === "building") Object.assign(properties, buildingProperties(feature));
    for (const attribute of feature.attributes) {
      const column = this.#columns.get(attribute.path);
      if (column === undefined || column.spec.id in properties) continue;
      const value = cellOf(attribute, column.spec);
      if (value !== undefined) properties[column.spec.id] = value;
    }
    return { id, properties };
  }
}

function buildingProperties(feature: CityFeature): Record<string, string | number> {
  const [use, floors] = [useOf(feature), floorsOf(feature)];
  return {
    ...(use === undefined ? {} : { use }),
    height: heightOf(feature),
    ...(floors === undefined ? {} : { floors }),
  };
}

function cellOf({ value }: Attribute, { type }: ColumnSpec): string | number | boolean | undefined {
  if (type === "number") return typeof value === "number" ? value : undefined;
  if (type === "boolean") return value === true || value === "true";
  return String(value);
}
