import type { Bbox } from "../../shared/cell.ts";
import type { City } from "../../shared/city.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { Limits } from "../security/limits.ts";
import {
  type Extent,
  extentOf,
  IDENTITY,
  type Matrix,
  multiply,
  wrapDegrees,
} from "./tile-volume.ts";

/** The part of a tile that is read here. */
interface Tile {
  readonly boundingVolume?: unknown;
  readonly transform?: unknown;
  readonly children?: unknown;
}

/** The share of leaf tiles whose lowest point may lie under what is taken for the ground. */
const LOW_SHARE = 0.25;

/** What a page must know of a tileset: where it is, where its ground is, whom to credit. */
export function describeTileset(
  tileset: unknown,
  limits: Limits,
): Pick<City, "bounds" | "ground" | "attribution"> | Problem {
  const root = (tileset as { root?: Tile } | null)?.root;
  if (typeof root !== "object" || root === null) {
    return problem(
      "city/malformed",
      "The tileset.json has no root tile.",
      "It must be 3D Tiles 1.0 or 1.1.",
    );
  }
  const whole = extentOf(root.boundingVolume, matrixOf(root, IDENTITY));
  if (isProblem(whole)) return whole;
  const leaves = leafExtents(root, limits);
  if (isProblem(leaves)) return leaves;
  return {
    bounds: boundsOf(leaves.length > 0 ? leaves : [whole]),
    ground: groundOf(whole, leaves),
    attribution: attributionOf(tileset),
  };
}

/** The extents of all tiles without children, except those that say none. */
function leafExtents(root: Tile, limits: Limits): Extent[] | Problem {
  const leaves: Extent[] = [];
  const open: [Tile, Matrix][] = [[root, IDENTITY]];
  let looked = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [tile, above] = next;
    const matrix = matrixOf(tile, above);
    if (++looked > limits.tilesetTiles) {
      const message = `The tileset.json has more than ${limits.tilesetTiles} tiles (tilesetTiles).`;
      return problem("city/too-large", message, "Split the tileset into external tilesets.");
    }
    const children = Array.isArray(tile.children) ? (tile.children as unknown[]) : [];
    for (const child of children) {
      if (typeof child === "object" && child !== null) open.push([child, matrix]);
    }
    if (children.length > 0) continue;
    const extent = extentOf(tile.boundingVolume, matrix);
    if (!isProblem(extent)) leaves.push(extent);
  }
  return leaves;
}

function matrixOf(tile: Tile, above: Matrix): Matrix {
  const own = tile.transform;
  if (!Array.isArray(own) || own.length !== 16 || !own.every(Number.isFinite)) return above;
  return multiply(above, own as number[]);
}

/** Around all extents. Upper tiles are often padded far past what they hold, so leaves tell better. */
function boundsOf(extents: readonly Extent[]): Bbox {
  const start = extents[0]?.west ?? 0;
  let [west, south, east, north] = [start, 90, start, -90];
  for (const extent of extents) {
    const from = start + wrapDegrees(extent.west - start);
    const width = extent.east - extent.west;
    west = Math.min(west, from);
    east = Math.max(east, from + (width >= 0 ? width : width + 360));
    south = Math.min(south, extent.south);
    north = Math.max(north, extent.north);
  }
  if (east - west >= 360) return [-180, south, 180, north];
  return [wrapDegrees(west), south, wrapDegrees(east), north];
}

function groundOf(whole: Extent, leaves: readonly Extent[]): City["ground"] {
  const lows = leaves.map((leaf) => leaf.lowest).sort((a, b) => a - b);
  const low = lows[Math.floor(lows.length * LOW_SHARE)];
  if (low === undefined) {
    return {
      height: round(whole.lowest),
      method: `lowest point of the root tile's ${whole.shape}`,
    };
  }
  const shapes = [...new Set(leaves.map((leaf) => leaf.shape))].join(" and ");
  const count = lows.length === 1 ? "the one leaf tile" : `${lows.length} leaf tiles`;
  return {
    height: round(low),
    method: `lower quartile of the lowest points of ${count}, by their bounding ${shapes}`,
  };
}

/** Whom the tileset itself says to credit; nothing is guessed. */
function attributionOf(tileset: unknown): string[] {
  const asset = (tileset as { asset?: Record<string, unknown> }).asset;
  const extras = asset?.extras as Record<string, unknown> | undefined;
  const told = [asset?.copyright, extras?.copyright, extras?.attribution];
  return told
    .flat()
    .filter((text) => typeof text === "string" && text.trim() !== "")
    .map((text) => String(text).trim().slice(0, 500));
}

function round(metres: number): number {
  return Math.round(metres * 100) / 100;
}
