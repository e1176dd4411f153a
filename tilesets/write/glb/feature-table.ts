import type { ColumnSpec } from "../tile-node.ts";
import type { FeatureRow } from "./feature-row.ts";
import type { GlbBuffers } from "./glb-buffers.ts";
import { propertyColumns } from "./property-columns.ts";
import { typedColumns } from "./typed-columns.ts";

/** The EXT_structural_metadata of a glb: one table, whose rows are the tile's features. */
export function featureTable(
  features: readonly FeatureRow[],
  specs: readonly ColumnSpec[] | undefined,
  buffers: GlbBuffers,
): object {
  const schemaProperties: Record<string, object> = {};
  const tableProperties: Record<string, object> = {};
  const enums: Record<string, object> = {};
  const columns = specs ? typedColumns(features, specs) : propertyColumns(features);
  for (const { name, kind, values, offsets, names } of columns) {
    schemaProperties[name] = kind;
    if (names) enums[name] = names;
    const strings = offsets && {
      stringOffsets: buffers.add(offsets.values),
      stringOffsetType: offsets.type,
    };
    tableProperties[name] = { values: buffers.add(values), ...strings };
  }
  return {
    schema: {
      id: "city",
      classes: { feature: { properties: schemaProperties } },
      ...(Object.keys(enums).length > 0 ? { enums } : {}),
    },
    propertyTables: [{ class: "feature", count: features.length, properties: tableProperties }],
  };
}
