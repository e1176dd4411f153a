import type { GlbBuffers } from "./glb-buffers.ts";
import type { PropertyColumn } from "./property-columns.ts";

/** The EXT_structural_metadata of a glb: one table, whose rows are the tile's features. */
export function featureTable(
  count: number,
  columns: readonly PropertyColumn[],
  buffers: GlbBuffers,
): object {
  const schemaProperties: Record<string, object> = {};
  const tableProperties: Record<string, object> = {};
  const enums: Record<string, object> = {};
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
    propertyTables: [{ class: "feature", count, properties: tableProperties }],
  };
}
