import { checkEntity, semanticValue } from "./check-entity.ts";
import { isJson, type Json, shown, type Tell } from "./tell.ts";

/**
 * Looks at what a tile says of itself, beside its volume and its place in the tree.
 *
 * @param root whether it is its tileset's
 */
export function checkTile(tile: Json, root: boolean, schema: unknown, tell: Tell): void {
  const { geometricError, refine, children, metadata } = tile;
  if (typeof geometricError !== "number" || !(geometricError >= 0))
    tell.wrong(`a tile's error is ${shown(geometricError)} and not a number from 0 on`);
  if (refine === undefined && root) tell.doubtful("its root tile does not say how to refine it");
  const word = typeof refine === "string" ? refine.toUpperCase() : refine;
  if (refine !== undefined && word !== "ADD" && word !== "REPLACE")
    tell.wrong(`a tile's refine is ${shown(refine)} and neither ADD nor REPLACE`);
  else if (refine !== word) tell.doubtful(`a tile's refine is ${shown(refine)}: small letters`);
  if (children !== undefined && (!Array.isArray(children) || children.length === 0))
    tell.wrong(`a tile's children are ${shown(children)} and not an array with elements`);
  if (metadata !== undefined) checkEntity(metadata, schema, tell, "a tile");
}

/** The contents of a tile that can be looked at. */
export function contentsOf(tile: Json, tileset: Json, schema: unknown, tell: Tell): Json[] {
  const { content, contents } = tile;
  if (content !== undefined && contents !== undefined)
    tell.wrong("a tile has both a content and contents");
  if (contents !== undefined && !Array.isArray(contents)) {
    tell.wrong(`a tile's contents are ${shown(contents)} and not an array`);
    return [];
  }
  const all: unknown[] = contents ?? (content === undefined ? [] : [content]);
  return all.filter((each): each is Json => checkContentEntry(each, tileset, schema, tell));
}

function checkContentEntry(content: unknown, tileset: Json, schema: unknown, tell: Tell): boolean {
  if (!isJson(content)) {
    tell.wrong(`a tile's content is ${shown(content)} and not an object`);
    return false;
  }
  const { uri = content.url, group, metadata } = content;
  if (metadata !== undefined) checkEntity(metadata, schema, tell, "a content");
  if (group !== undefined) checkGroup(group, tileset.groups, tell);
  if (typeof uri === "string" && uri !== "") return true;
  tell.wrong(`a content's uri is ${shown(uri)} and not a text`);
  return false;
}

function checkGroup(group: unknown, groups: unknown, tell: Tell): void {
  if (!Number.isInteger(group) || Number(group) < 0)
    return tell.wrong(`a content's group is ${shown(group)} and not a whole number from 0 on`);
  if (!Array.isArray(groups))
    return tell.wrong("a content is of a group, and the tileset has no groups");
  if (Number(group) >= groups.length)
    tell.wrong(`a content is of the group ${group}, and there are ${groups.length}`);
}

/** What the metadata say instead of the tile's own geometric error. */
export function errorOf(tile: Json, schema: unknown): number {
  const told = semanticValue(tile.metadata, schema, "TILE_GEOMETRIC_ERROR") ?? tile.geometricError;
  return typeof told === "number" ? told : Number.NaN;
}
