import { TILE_LIMITS } from "../limits.ts";
import { isJson, type Json, shown, type Tell } from "./tell.ts";

/** Implicit tiling of a tile that is as 3D Tiles 1.1 asks. */
export interface ImplicitTiling {
  readonly octree: boolean;
  readonly subtreeLevels: number;
  readonly availableLevels: number;
  /** Template of the subtrees' files. */
  readonly subtrees: string;
  /** Templates of the contents' files. */
  readonly contents: readonly string[];
}

/** A tile of an implicit tiling; z only in octrees. */
export interface Cell {
  readonly level: number;
  readonly x: number;
  readonly y: number;
  readonly z?: number;
}

/** Reads a tile's implicit tiling; undefined, and told, where it is not right. */
export function implicitTiling(
  tile: Json,
  contents: readonly Json[],
  tell: Tell,
): ImplicitTiling | undefined {
  const tiling = tile.implicitTiling;
  checkRoot(tile, contents, tell);
  if (!isJson(tiling)) return void tell.wrong(`implicitTiling is ${shown(tiling)}: not an object`);
  const { subdivisionScheme, subtreeLevels, availableLevels, subtrees } = tiling;
  const octree = subdivisionScheme === "OCTREE";
  let sound = true;
  const wrong = (what: string) => {
    sound = false;
    tell.wrong(`in implicitTiling ${what}`);
  };
  if (!octree && subdivisionScheme !== "QUADTREE")
    wrong(`subdivisionScheme is ${shown(subdivisionScheme)}: neither QUADTREE nor OCTREE`);
  for (const [name, levels] of Object.entries({ subtreeLevels, availableLevels }))
    if (!Number.isInteger(levels) || Number(levels) < 1)
      wrong(`${name} is ${shown(levels)} and not a whole number from 1 on`);
  if (tilesOf(octree, Number(subtreeLevels)) > TILE_LIMITS.subtreeTiles)
    wrong(`subtreeLevels makes more than ${TILE_LIMITS.subtreeTiles} tiles`);
  const uri = isJson(subtrees) ? subtrees.uri : undefined;
  if (!isJson(subtrees)) wrong(`subtrees is ${shown(subtrees)} and not an object`);
  else if (typeof uri !== "string") wrong(`subtrees.uri is ${shown(uri)} and not a text`);
  else checkTemplate(uri, octree, true, wrong);
  const templates = contents.map((content) => String(content.uri));
  for (const template of templates) checkTemplate(template, octree, false, wrong);
  if (!sound) return undefined;
  return {
    octree,
    subtreeLevels: Number(subtreeLevels),
    availableLevels: Number(availableLevels),
    subtrees: String(uri),
    contents: templates,
  };
}

function checkRoot(
  { boundingVolume, children, metadata }: Json,
  contents: readonly Json[],
  tell: Tell,
) {
  if (children !== undefined) tell.wrong("a tile with implicitTiling has children");
  if (metadata !== undefined) tell.wrong("a tile with implicitTiling has metadata");
  if (contents.some((content) => "boundingVolume" in content))
    tell.wrong("a content of a tile with implicitTiling has a bounding volume");
  if (isJson(boundingVolume) && "sphere" in boundingVolume)
    tell.wrong("a tile with implicitTiling has a bounding sphere, which cannot be divided");
}

function checkTemplate(
  template: string,
  octree: boolean,
  whole: boolean,
  wrong: (what: string) => void,
): void {
  const known = ["level", "x", "y", ...(octree ? ["z"] : [])];
  const found = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);
  for (const name of found)
    if (!known.includes(name)) wrong(`the template ${template} has {${name}}, which there is not`);
  const missing = whole ? known.find((name) => !found.includes(name)) : undefined;
  if (missing !== undefined) wrong(`the template ${template} lacks {${missing}}`);
}

/** The file that a template means for a cell. */
export function fileOf(template: string, cell: Cell): string {
  return template.replace(/\{(level|x|y|z)\}/g, (_, name: keyof Cell) => String(cell[name]));
}

/** Tiles of a whole subtree of so many levels. */
export function tilesOf(octree: boolean, levels: number): number {
  const branches = octree ? 8 : 4;
  return (branches ** levels - 1) / (branches - 1);
}

/** The cell with a number along the Morton curve, some levels below another one. */
export function cellBelow(from: Cell, levels: number, morton: number, octree: boolean): Cell {
  const axes = octree ? 3 : 2;
  const steps = [0, 0, 0];
  for (let bit = 0; bit < levels * axes; bit++)
    if (Math.floor(morton / 2 ** bit) % 2 === 1)
      steps[bit % axes] = (steps[bit % axes] ?? 0) + 2 ** Math.floor(bit / axes);
  const [x = 0, y = 0, z = 0] = steps;
  const size = 2 ** levels;
  return {
    level: from.level + levels,
    x: from.x * size + x,
    y: from.y * size + y,
    ...(octree ? { z: (from.z ?? 0) * size + z } : {}),
  };
}
