import { GridLevel } from "./grid-level.ts";
import type { Part } from "./part.ts";

/** Cells across the middle one of the parts. */
const ACROSS = 8;
/** Most cells that one part may take, and that all of a level may: more make the cells larger. */
const PART_CELLS = 65_536;
const LEVEL_CELLS = 3_000_000;
/**
 * Cells that the edges of one part may pass, and those of all of a level, beside some for each edge: a comb
 * of long teeth passes each of its cells thousands of times.
 */
const PART_STEPS = 65_536;
const LEVEL_STEPS = 4_000_000;
const EDGE_STEPS = 2 * ACROSS + 3;
/** Least size of a cell, degrees (about a metre); how much larger the next size that is tried is. */
const LEAST = 1e-5;
const LARGER = 1.5;

/** Grids for parts of any sizes: one where they are of a city, and coarser ones for what is vast beside them. */
export function layLevels(parts: readonly Part[], limited: Uint8Array): GridLevel[] {
  const levels: GridLevel[] = [];
  let left = parts.filter(({ edges }) => edges.length > 0);
  while (left.length > 0) {
    const size = sizeFor(left);
    levels.push(
      new GridLevel(
        size,
        left.filter((part) => fits(part, size)),
        limited,
      ),
    );
    left = left.filter((part) => !fits(part, size));
  }
  return levels;
}

function sizeFor(parts: readonly Part[]): number {
  const extents = parts.map(extentOf).sort((a, b) => a - b);
  let size = Math.max(LEAST, (extents[extents.length >> 1] as number) / ACROSS);
  while (isCrowded(parts, size)) size *= LARGER;
  return size;
}

/** Whether those that fit into cells of a size are too much together. */
function isCrowded(parts: readonly Part[], size: number): boolean {
  let [cells, steps, edges] = [0, 0, 0];
  for (const part of parts) {
    if (!fits(part, size)) continue;
    cells += cellsOf(part, size);
    steps += stepsOf(part, size);
    edges += edgesOf(part);
  }
  return cells > LEVEL_CELLS || steps > LEVEL_STEPS + EDGE_STEPS * edges;
}

/** True of the middle one of the parts and of all that are smaller, at the size that is theirs. */
function fits(part: Part, size: number): boolean {
  return (
    cellsOf(part, size) <= PART_CELLS &&
    stepsOf(part, size) <= PART_STEPS + EDGE_STEPS * edgesOf(part)
  );
}

/** Cells that its edges pass, those that several pass counted for each. */
function stepsOf(part: Part, size: number): number {
  return part.long / size + 3 * edgesOf(part);
}

function edgesOf({ edges }: Part): number {
  return edges.length / 4;
}

/** Not fewer than its bounds touch, wherever the cells begin. */
function cellsOf(part: Part, size: number): number {
  const { west, south, east, north } = part;
  return (Math.ceil((east - west) / size) + 1) * (Math.ceil((north - south) / size) + 1);
}

function extentOf({ west, south, east, north }: Part): number {
  return Math.max(east - west, north - south);
}
