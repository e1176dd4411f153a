import type { LayerRole } from "../../shared/city.ts";
import type { Problem } from "../../shared/problem.ts";
import type { WrittenTileset } from "./write-tileset.ts";

/** What was written of a city. */
export interface Written {
  /** Of all files. */
  readonly bytes: number;
  readonly buildings: number;
  readonly trees: number;
  readonly layers: readonly WrittenLayer[];
  /** What of the city there was no room for beside the tiles. */
  readonly notes?: readonly Problem[];
}

export interface WrittenLayer {
  readonly role: LayerRole;
  readonly tiles: number;
  readonly triangles: number;
  /** Of all its glbs, of the middle one by size, and of the largest. */
  readonly bytes: number;
  readonly medianBytes: number;
  readonly largestBytes: number;
}

/** Told as writing goes on: `done` of about `total` tiles or files of a part. */
export type Progress = (part: string, done: number, total: number) => void;

export function writtenLayer(
  role: LayerRole,
  { sizes, triangles }: Pick<WrittenTileset, "sizes" | "triangles">,
): WrittenLayer {
  const sorted = sizes.toSorted((a, b) => a - b);
  return {
    ...{ role, triangles, tiles: sizes.length },
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    medianBytes: sorted[Math.floor(sorted.length / 2)] ?? 0,
    largestBytes: sorted.at(-1) ?? 0,
  };
}
