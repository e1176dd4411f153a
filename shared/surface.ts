/**
 * What a triangle of our tiles shows: the vertex attribute `_SURFACE` of a glb holds its number, so
 * that a page can light and texture it. Append only: tiles that cities keep hold these numbers.
 */
export const SURFACES = [
  "earth",
  "grass",
  "park",
  "forest",
  "field",
  "paddy",
  "sand",
  "plaza",
  "yard",
  "court",
  "water",
  "road",
  "sidewalk",
  "marking",
  "ballast",
  "rail",
  "concrete",
  "steel",
  "crown",
  "trunk",
  "lamp",
  "wall-plain",
  "wall-home",
  "wall-apartment",
  "wall-office",
  "wall-shop",
  "wall-industry",
  "wall-public",
  "roof-flat",
  "roof-tile",
  "roof-metal",
  "roof-glass",
  "roof-green",
] as const;

export type Surface = (typeof SURFACES)[number];

/**
 * Unit of `TEXCOORD_0` in our tiles: whole numbers of this many metres, unsigned 16-bit, not normalised.
 * On walls: along the wall, and up from the building's foot. On roads, pavements, rails: along the
 * centre line from its first node, and across from the left kerb. Elsewhere 0, 0.
 */
export const SURFACE_METRES = 0.1;
