import { TILE_LIMITS } from "../limits.ts";
import { type Cell, cellBelow, fileOf, type ImplicitTiling, tilesOf } from "./implicit-tiling.ts";
import { readSubtree, type Subtree } from "./read-subtree.ts";
import type { Tell } from "./tell.ts";

interface Walk {
  readonly tiling: ImplicitTiling;
  readonly tell: Tell;
  /** Reads a file beside the tileset. */
  readonly read: (uri: string) => Promise<Uint8Array | undefined>;
  /** Told of each content that there is said to be. */
  readonly onContent: (uri: string, cell: Cell) => Promise<void>;
}

/** Goes through the subtrees of an implicit tiling and tells what of them does not fit together. */
export async function walkImplicit(walk: Walk): Promise<void> {
  const { tiling, tell, read } = walk;
  const { octree, subtreeLevels, availableLevels } = tiling;
  const root: Cell = { level: 0, x: 0, y: 0, ...(octree ? { z: 0 } : {}) };
  const children = (octree ? 8 : 4) ** subtreeLevels;
  let seen = 0;
  for (const waiting = [root]; waiting.length > 0; ) {
    const at = waiting.pop() ?? root;
    if (++seen > TILE_LIMITS.files)
      return tell.wrong(`it has more than ${TILE_LIMITS.files} subtrees`);
    const file = fileOf(tiling.subtrees, at);
    const bytes = await read(file);
    if (bytes === undefined) {
      tell.wrong(`its subtree ${file} cannot be read`);
      continue;
    }
    const outside = (uri: string) => read(joined(file, uri));
    const subtree = await readSubtree(bytes, tilesOf(octree, subtreeLevels), children, outside);
    if (typeof subtree === "string") {
      tell.wrong(`its subtree ${file} is not right: ${subtree}`);
      continue;
    }
    await walkSubtree(walk, file, at, subtree);
    for (let i = 0; i < children; i++) {
      if (!subtree.child(i)) continue;
      const below = cellBelow(at, subtreeLevels, i, octree);
      if (below.level < availableLevels) waiting.push(below);
      else tell.wrong(`its subtree ${file} has a child below availableLevels`);
    }
  }
}

function joined(file: string, uri: string): string {
  return file.includes("/") ? `${file.slice(0, file.lastIndexOf("/"))}/${uri}` : uri;
}

async function walkSubtree(
  { tiling, tell, onContent }: Walk,
  file: string,
  from: Cell,
  { tile, contents }: Subtree,
): Promise<void> {
  const branches = tiling.octree ? 8 : 4;
  if (contents.length > tiling.contents.length)
    tell.wrong(`its subtree ${file} has more contents than the tileset has templates`);
  for (let level = 0, first = 0; level < tiling.subtreeLevels; level++) {
    const count = branches ** level;
    for (let morton = 0; morton < count; morton++) {
      const index = first + morton;
      const above = first - count / branches + Math.floor(morton / branches);
      if (tile(index) && level > 0 && !tile(above))
        tell.wrong(`its subtree ${file} has a tile whose parent is not there`);
      const cell = cellBelow(from, level, morton, tiling.octree);
      if (tile(index) && cell.level >= tiling.availableLevels)
        tell.wrong(`its subtree ${file} has a tile below availableLevels`);
      for (const [i, has] of contents.entries()) {
        if (!has(index)) continue;
        if (tile(index)) await onContent(fileOf(tiling.contents[i] ?? "", cell), cell);
        else tell.wrong(`its subtree ${file} has a content where there is no tile`);
      }
    }
    first += count;
  }
}
