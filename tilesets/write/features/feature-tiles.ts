import type { SpoolEntry } from "../../spool/spool-index.ts";
import type { TileNode } from "../tile-node.ts";
import { type Chosen, chosenOf } from "./choose-features.ts";
import { cutSquares, type Square } from "./cut-squares.ts";
import { coarseContent, type Drawing, nearContent } from "./feature-drawing.ts";
import { LEVELS, weightOf } from "./level-budget.ts";

/**
 * The tiles of a layer: a quadtree of squares, each leaf with all there is of its features, and above them
 * every second square with what of it is seen from so far. Coarser tiles give way to finer ones.
 */
export function featureTiles(entries: readonly SpoolEntry[], drawing: Drawing): TileNode {
  const onRelief = drawing.surface.relief !== undefined;
  const places = {
    east: Float64Array.from(entries, ({ box }) => (box[0] + box[3]) / 2),
    north: Float64Array.from(entries, ({ box }) => (box[1] + box[4]) / 2),
    weight: Float64Array.from(entries, (entry) => weightOf(entry, onRelief)),
  };
  const square = cutSquares(places, LEVELS.nearWeight);
  const [root] = tilesOf(square, { entries, drawing }, 0);
  if (root === undefined) throw new Error("featureTiles: a layer without features");
  return root;
}

interface Layer {
  readonly entries: readonly SpoolEntry[];
  readonly drawing: Drawing;
}

/** One tile, or those of its quarters where the square has none of its own. */
function tilesOf(square: Square, layer: Layer, depth: number): TileNode[] {
  const { name, children } = square;
  if (children.length === 0) return [leafOf(square, layer)];
  const finer = children.flatMap((child) => tilesOf(child, layer, depth + 1));
  const isLow = children.some((child) => child.children.length === 0);
  if (depth % 2 === 1 && !isLow) return finer;
  const chosen = chosenOf(square, layer.entries, layer.drawing, isLow ? "middle" : "far");
  const error = finer.reduce((least, child) => Math.max(least, 1.25 * child.error), chosen.error);
  return [{ ...coarseOf(chosen, layer.drawing), name, error, children: finer }];
}

function leafOf({ name, members }: Square, { entries, drawing }: Layer): TileNode {
  const own = () => Array.from(members, (member) => entries[member] as SpoolEntry);
  return {
    ...{ name, error: 0, refine: "REPLACE", children: [] },
    content: () => nearContent(own(), drawing),
  };
}

function coarseOf({ entries, detail, within, step }: Chosen, drawing: Drawing) {
  const content = () => coarseContent(entries, detail, within, drawing);
  return { refine: "REPLACE", step, ...(entries.length === 0 ? {} : { content }) } as const;
}
