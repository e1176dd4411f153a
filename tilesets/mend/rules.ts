import { TILE_LIMITS } from "../limits.ts";
import { MOST_CORNERS, MOST_HOLES } from "./split-at-holes.ts";

const many = (count: number) => count.toLocaleString("en");

/** Why a polygon, or a whole feature, is not in the tiles. */
export const LEFT_OUT = {
  few: "fewer than three corners",
  noArea: "no area (under 1 mm²)",
  nowhere: "a corner is no place on Earth",
  far: `a corner is more than ${many(TILE_LIMITS.reach / 1000)} km from the middle of the city`,
  crosses: "its ring crosses itself, and its area would change if it were untied",
  tangled: `its rings cross themselves or each other and have more than ${many(TILE_LIMITS.tangledCorners)} corners or ${many(TILE_LIMITS.crossings)} crossings`,
  hollow: "its holes leave nothing of it",
  uncut: "it cannot be cut into triangles without loss",
  corners: `it has more than ${many(TILE_LIMITS.polygonCorners)} corners`,
  featureCorners: `its feature has more than ${many(TILE_LIMITS.featureCorners)} corners`,
  shortLine: "a line of less than 1 mm",
  point: "a point has no surface",
  noHeight: "its top is not above its base",
  nothing: "no surface of it is left",
} as const;

/** What was done to a polygon, or a feature, that is in the tiles. */
export const REPAIRED = {
  closed: "closed a ring that was open",
  joined: "joined neighbouring corners closer than 1 mm",
  spike: "cut off a spike: a corner at which the ring came back within 1 mm of its own way",
  untied: "untied a ring that crosses itself; its area is the same within 0.1 %",
  smallHole: "filled a hole without area (under 1 mm²)",
  badHole: "filled a hole that has fewer than three corners",
  outerHole: "left out a hole outside its outer ring",
  mixedHoles: "joined holes that overlap, or cut them off at the outer ring",
  turnedHole: "turned a hole that ran the same way as its outer ring",
  notFlat:
    "not flat by more than 5 cm: cut into triangles as seen along its mean direction, corners kept",
  faceUp: "turned a surface of the ground that faced down",
  turnedSolid: "turned all surfaces of a solid that faced inwards",
  noUvs: "left out a picture without good coordinates for each corner",
  filledPrism: `filled the holes of a footprint that cannot be cut into parts without: over ${MOST_HOLES} holes, ${many(MOST_CORNERS)} corners, or rounding`,
  splitPrism: "cut a footprint with holes into parts without",
  tube: "made a line a pipe of eight sides",
  symbol: "made a point a body half a metre high",
  tree: "made a point a tree, 6 m high where its height is not told",
} as const;

export type LeftOut = (typeof LEFT_OUT)[keyof typeof LEFT_OUT];
export type Repaired = (typeof REPAIRED)[keyof typeof REPAIRED];

/** Told of each repair to the polygon at hand. */
export type NoteRepair = (rule: Repaired) => void;
