import type { Cell } from "./cells.ts";
import { LEVEL_ERRORS, type TileContent, type TileNode } from "./tile-node.ts";

/** What a layer makes of the things in a square. */
export interface Levels<Item> {
  /** From far away; absent: nothing is seen of it. */
  readonly far?: (items: readonly Item[]) => TileContent;
  readonly middle: (items: readonly Item[]) => TileContent;
  readonly near: (items: readonly Item[]) => TileContent;
  /** What comes to `near`, close by. */
  readonly fine?: (items: readonly Item[]) => TileContent;
  /** So few things in a square are drawn as if near from wherever they are seen. */
  readonly few: number;
}

/** Lattice steps of the coarser levels: 25 and 12 cm, a seventh of a pixel there. */
const FAR_STEP = 16;
const MIDDLE_STEP = 8;

/** How a city's square is cut, and its squares again: for `far`, `middle` and `near`. */
export const SPLITS = [2, 2, 2] as const;

/** Squares as tiles, coarser ones giving way to those within them. */
export function levelTiles<Item>(cell: Cell<Item>, levels: Levels<Item>, depth = 0): TileNode {
  const { name, items, children } = cell;
  if (depth === SPLITS.length || items.length <= levels.few) return nearTile(cell, levels);
  const finer = children.map((child) => levelTiles(child, levels, depth + 1));
  const node = { name, refine: "REPLACE", children: finer } as const;
  if (depth === 0) return { ...node, error: LEVEL_ERRORS.city };
  if (depth === 2)
    return {
      ...{ ...node, error: LEVEL_ERRORS.middle, step: MIDDLE_STEP },
      content: () => levels.middle(items),
    };
  const { far } = levels;
  const coarse = { ...node, error: LEVEL_ERRORS.far, step: FAR_STEP };
  return far === undefined ? coarse : { ...coarse, content: () => far(items) };
}

function nearTile<Item>({ name, items }: Cell<Item>, { near, fine }: Levels<Item>): TileNode {
  const leaf = { error: LEVEL_ERRORS.near, refine: "ADD", children: [] } as const;
  const content = () => near(items);
  if (fine === undefined) return { ...leaf, name, content };
  return {
    ...{ ...leaf, name, content },
    children: [{ ...leaf, name: `${name}-fine`, content: () => fine(items) }],
  };
}
