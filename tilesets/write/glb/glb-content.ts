import type { TileContent } from "../tile-node.ts";
import { type PropertyColumn, propertyColumns } from "./property-columns.ts";
import { typedColumns } from "./typed-columns.ts";

/** What one glb holds, all of it numbers and bytes: it can be handed to another thread. */
export interface GlbContent extends Omit<TileContent, "features" | "columns"> {
  /** Of its features. */
  readonly count: number;
  readonly table: readonly PropertyColumn[];
}

/** Throws where features without column specs do not have the same columns. */
export function glbContent({ features, columns, ...shown }: TileContent): GlbContent {
  const count = features.length;
  if (count === 0) return { ...shown, count, table: [] };
  const table = columns ? typedColumns(features, columns) : propertyColumns(features);
  return { ...shown, count, table };
}
