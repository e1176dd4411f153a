import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import { checkGlb } from "../../../tilesets/check/check-glb.ts";
import { type Gltf, readGlb } from "../../../tilesets/check/read-glb.ts";
import { readTable } from "../../../tilesets/check/read-table.ts";
import type { FeatureRow } from "../../../tilesets/write/glb/feature-row.ts";
import { writeGlb } from "../../../tilesets/write/glb/write-glb.ts";
import type { TileMesh } from "../../../tilesets/write/mesh/tile-mesh.ts";
import type { ColumnSpec } from "../../../tilesets/write/tile-node.ts";

/** A triangle for each of some features. */
function meshOf(features: number): TileMesh {
  const corners = 3 * features;
  return {
    positions: Int32Array.from({ length: 3 * corners }, (_, i) => (i * 37) % 1_000),
    normals: new Int8Array(3 * corners).fill(73),
    colors: new Uint8Array(3 * corners).fill(200),
    features: Uint32Array.from({ length: corners }, (_, i) => Math.floor(i / 3)),
    indices: Uint32Array.from({ length: corners }, (_, i) => i),
  };
}

async function written(features: readonly FeatureRow[], columns: readonly ColumnSpec[]) {
  const bytes = await writeGlb({ mesh: meshOf(features.length), features, columns });
  const glb = readGlb(bytes);
  if (isProblem(glb)) throw new Error(glb.message);
  const table = readTable(glb);
  if (isProblem(table)) throw new Error(table.message);
  const { problems, ids } = await checkGlb(bytes);
  expect(problems).toEqual([]);
  expect(ids).toEqual(features.map(({ id }) => id));
  return { table, schema: schemaOf(glb.gltf), bytes };
}

interface Schema {
  readonly classes: { readonly feature: { readonly properties: Record<string, Kind> } };
  readonly enums?: Record<string, { valueType: string; values: { name: string; value: number }[] }>;
}

interface Kind {
  readonly type: string;
  readonly componentType?: string;
  readonly name?: string;
  readonly noData?: unknown;
}

function schemaOf({ extensions = {} }: Gltf): Schema {
  return (extensions.EXT_structural_metadata as { schema: Schema }).schema;
}

/** Rows of one column; undefined: left out. */
function rowsOf(
  id: string,
  values: readonly (string | number | boolean | undefined)[],
): FeatureRow[] {
  return values.map((value, i) => ({
    id: `f${i}`,
    properties: value === undefined ? {} : { [id]: value },
  }));
}

async function kindOf(
  type: ColumnSpec["type"],
  ...values: (string | number | boolean | undefined)[]
) {
  const { schema } = await written(rowsOf("a", values), [{ id: "a", type }]);
  return schema.classes.feature.properties.a;
}

const gap = <Value>(value: fc.Arbitrary<Value>) =>
  fc.array(fc.option(value, { nil: undefined }), { minLength: 1, maxLength: 40 });
const CATEGORIES = ["住宅", "office", "no data", "", "工場"];
const column = fc.oneof(
  gap(fc.integer()).map((values) => ({ type: "number" as const, values })),
  gap(fc.integer({ min: -200, max: 300 })).map((values) => ({ type: "number" as const, values })),
  gap(fc.double({ noNaN: true, noDefaultInfinity: true })).map((values) => ({
    type: "number" as const,
    values,
  })),
  gap(fc.constantFrom(...CATEGORIES, "of no list")).map((values) => ({
    type: "category" as const,
    values,
  })),
  gap(fc.string({ unit: "grapheme", minLength: 1 })).map((values) => ({
    type: "text" as const,
    values,
  })),
);

describe("typed columns", () => {
  it("give back every value of every type, and nothing where there was nothing", async () => {
    await fc.assert(
      fc.asyncProperty(column, async ({ type, values }) => {
        const spec = { id: "a", type, ...(type === "category" ? { values: CATEGORIES } : {}) };
        const { table, schema } = await written(rowsOf("a", values), [spec]);
        if (values.every((value) => value === undefined)) {
          expect(table.a).toBeUndefined();
          return;
        }
        const short = schema.classes.feature.properties.a?.componentType === "FLOAT32";
        const back = table.a?.map((value) =>
          short && typeof value === "number" ? Number(value.toPrecision(7)) : value,
        );
        expect(back?.map((value) => (value === 0 ? 0 : value))).toEqual(
          values.map((value) => (value === 0 ? 0 : value)),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("are bits where booleans have no gaps, and names where they have", async () => {
    const all = [true, false, true, true, false, false, false, true, true];
    const spec = [{ id: "a", type: "boolean" as const }];
    const { table, schema } = await written(rowsOf("a", all), spec);
    expect(schema.classes.feature.properties.a?.type).toBe("BOOLEAN");
    expect(table.a).toEqual(all);
    const some = await written(rowsOf("a", [true, undefined, false]), spec);
    expect(some.table.a).toEqual(["true", undefined, "false"]);
  });

  it("take the fewest bytes that hold their numbers, and what stands for nothing", async () => {
    expect(await kindOf("number", 0, 255)).toEqual({ type: "SCALAR", componentType: "UINT8" });
    expect(await kindOf("number", 0, 255, undefined)).toMatchObject({
      componentType: "UINT16",
      noData: 65_535,
    });
    expect(await kindOf("number", -128, 5)).toMatchObject({ componentType: "INT8" });
    expect(await kindOf("number", -128, undefined)).toMatchObject({ componentType: "INT16" });
    expect(await kindOf("number", 70_000)).toMatchObject({ componentType: "UINT32" });
    expect(await kindOf("number", 8.1)).toMatchObject({ componentType: "FLOAT32" });
    expect(await kindOf("number", 8.1, -9_999, undefined)).toMatchObject({ noData: -10_000 });
    expect(await kindOf("number", 139.7798631)).toMatchObject({ componentType: "FLOAT64" });
    expect(await kindOf("number", 5_000_000_001)).toMatchObject({ componentType: "FLOAT64" });
  });

  it("number a category by its place in the order that all tiles share, and name only those used", async () => {
    const spec = [{ id: "use", type: "category" as const, name: "用途", values: CATEGORIES }];
    const { schema } = await written(rowsOf("use", ["工場", undefined, "office"]), spec);
    expect(schema.classes.feature.properties.use).toEqual({
      ...{ type: "ENUM", enumType: "use", noData: "no data", name: "用途" },
    });
    expect(schema.enums?.use).toEqual({
      valueType: "UINT8",
      values: [
        { name: "office", value: 1 },
        { name: "工場", value: 4 },
        { name: "no data", value: 255 },
      ],
    });
    const many = Array.from({ length: 300 }, (_, i) => `c${i}`);
    const wide = await written(rowsOf("use", ["c299"]), [
      { ...spec[0], values: many } as ColumnSpec,
    ]);
    expect(wide.schema.enums?.use?.valueType).toBe("UINT16");
  });

  it("number more features than 16 bits hold", async () => {
    const count = 65_540;
    const rows = rowsOf(
      "a",
      Array.from({ length: count }, (_, i) => i),
    );
    const { table, bytes } = await written(rows, [{ id: "a", type: "number" }]);
    expect(table.a?.[count - 1]).toBe(count - 1);
    const glb = readGlb(bytes);
    const { accessors = [], meshes } = isProblem(glb) ? ({} as Gltf) : glb.gltf;
    const at = meshes?.[0]?.primitives?.[0]?.attributes?._FEATURE_ID_0 ?? -1;
    expect(accessors[at]?.componentType).toBe(5126);
  });
});
