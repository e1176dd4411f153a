import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isProblem } from "../../shared/problem.ts";
import { checkGlb } from "../../tilesets/check/check-glb.ts";
import { bytesOfView, type Glb, numbersOf, readGlb } from "../../tilesets/check/read-glb.ts";

/** A tile as it lies in a tileset.json. */
export interface TileJson {
  readonly geometricError: number;
  readonly refine?: "ADD" | "REPLACE";
  readonly content?: { readonly uri: string };
  readonly children?: readonly TileJson[];
}

export async function rootTile(tileset: string): Promise<TileJson> {
  return (JSON.parse(await readFile(tileset, "utf8")) as { root: TileJson }).root;
}

/** Tiles that are drawn together where every tile gives way down to a depth. */
export function frontier(tile: TileJson, depth: number): TileJson[] {
  const { children = [] } = tile;
  if (depth === 0 || children.length === 0) return [tile];
  return children.flatMap((child) => frontier(child, depth - 1));
}

export function depthOf({ children = [] }: TileJson): number {
  return children.reduce((most, child) => Math.max(most, 1 + depthOf(child)), 0);
}

/** What a glb holds of each of its features. */
export interface WrittenTile {
  readonly ids: readonly string[];
  /** x east, y north, z up of each feature's vertices, metres about the city's origin. */
  readonly points: ReadonlyMap<string, readonly (readonly [number, number, number])[]>;
  /** Square metres of each feature's triangles. */
  readonly areas: ReadonlyMap<string, number>;
  readonly triangles: number;
  readonly images: number;
  /** Values of a column, undefined where a feature has none. */
  column(name: string): (string | number | undefined)[];
}

export async function readWritten(tileset: string, tile: TileJson): Promise<WrittenTile> {
  const bytes = await readFile(join(dirname(tileset), tile.content?.uri ?? ""));
  const glb = good(readGlb(new Uint8Array(bytes)));
  const { ids } = await checkGlb(new Uint8Array(bytes));
  const points = new Map<string, [number, number, number][]>();
  const areas = new Map<string, number>();
  let triangles = 0;
  const { scale = [1, 1, 1], translation = [0, 0, 0] } = glb.gltf.nodes?.[0] ?? {};
  for (const { attributes = {}, indices = -1 } of glb.gltf.meshes?.[0]?.primitives ?? []) {
    const stored = good(numbersOf(glb, attributes.POSITION ?? -1));
    const features = good(numbersOf(glb, attributes._FEATURE_ID_0 ?? -1));
    const placed = Array.from(features, (_, vertex): [number, number, number] => {
      const at = (k: number) =>
        (stored[3 * vertex + k] ?? 0) * (scale[k] ?? 1) + (translation[k] ?? 0);
      return [at(0), -at(2), at(1)];
    });
    placed.forEach((point, vertex) => {
      const id = ids[features[vertex] ?? -1] ?? "";
      points.set(id, [...(points.get(id) ?? []), point]);
    });
    const corners = good(numbersOf(glb, indices));
    triangles += corners.length / 3;
    for (let i = 0; i < corners.length; i += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => placed[corners[i + k] ?? 0] ?? [0, 0, 0]);
      const id = ids[features[corners[i] ?? 0] ?? -1] ?? "";
      areas.set(id, (areas.get(id) ?? 0) + areaOf(a ?? [], b ?? [], c ?? []));
    }
  }
  return {
    ...{ ids, points, areas, triangles, images: (glb.gltf as { images?: [] }).images?.length ?? 0 },
    column: (name) => columnOf(glb, name),
  };
}

function areaOf(a: readonly number[], b: readonly number[], c: readonly number[]): number {
  const along = (to: readonly number[], axis: number) => (to[axis] ?? 0) - (a[axis] ?? 0);
  const x = along(b, 1) * along(c, 2) - along(b, 2) * along(c, 1);
  const y = along(b, 2) * along(c, 0) - along(b, 0) * along(c, 2);
  const z = along(b, 0) * along(c, 1) - along(b, 1) * along(c, 0);
  return Math.hypot(x, y, z) / 2;
}

interface Property {
  readonly type: string;
  readonly componentType?: string;
  readonly enumType?: string;
  readonly noData?: string | number;
}

interface Metadata {
  readonly schema: {
    readonly classes: { readonly feature: { readonly properties: Record<string, Property> } };
    readonly enums?: Record<
      string,
      { valueType: string; values: readonly { name: string; value: number }[] }
    >;
  };
  readonly propertyTables: readonly {
    readonly count: number;
    readonly properties: Record<
      string,
      { values: number; stringOffsets?: number; stringOffsetType?: string }
    >;
  }[];
}

const ARRAYS = {
  UINT8: Uint8Array,
  INT8: Int8Array,
  UINT16: Uint16Array,
  INT16: Int16Array,
  UINT32: Uint32Array,
  INT32: Int32Array,
  FLOAT32: Float32Array,
  FLOAT64: Float64Array,
} as const;

function columnOf(glb: Glb, name: string): (string | number | undefined)[] {
  const metadata = glb.gltf.extensions?.EXT_structural_metadata as Metadata | undefined;
  if (metadata === undefined) return [];
  const { schema, propertyTables } = metadata;
  const table = propertyTables[0];
  const [property, column] = [schema.classes.feature.properties[name], table?.properties[name]];
  if (table === undefined || property === undefined || column === undefined) return [];
  const numbers = (view: number, type = "UINT32") => {
    const { buffer } = Uint8Array.from(good(bytesOfView(glb, view)));
    return Array.from(new ARRAYS[type as keyof typeof ARRAYS](buffer));
  };
  const told = (value: string | number | undefined) =>
    value === property.noData ? undefined : value;
  if (property.type === "STRING") {
    const text = good(bytesOfView(glb, column.values));
    const offsets = numbers(column.stringOffsets ?? -1, column.stringOffsetType);
    const slice = (i: number) =>
      new TextDecoder().decode(text.subarray(offsets[i], offsets[i + 1]));
    return Array.from({ length: table.count }, (_, i) => told(slice(i)));
  }
  const of = schema.enums?.[property.enumType ?? ""];
  const stored = numbers(column.values, of?.valueType ?? property.componentType);
  return stored
    .slice(0, table.count)
    .map((value) => told(of ? of.values.find((each) => each.value === value)?.name : value));
}

function good<Value>(value: Value): Exclude<Value, { severity: string }> {
  if (isProblem(value)) throw new Error(value.message);
  return value as Exclude<Value, { severity: string }>;
}
