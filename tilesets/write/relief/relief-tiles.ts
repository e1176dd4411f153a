import type { ImportedCity } from "../../model/imported-city.ts";
import type { Tally } from "../../read/tally.ts";
import type { SpoolEntry } from "../../spool/spool-index.ts";
import { areaOf, type CitySurface } from "../features/city-surface.ts";
import { CLASS_LOOKS } from "../features/class-looks.ts";
import { NARROW } from "../features/feature-drawing.ts";
import type { FeatureRows } from "../features/feature-rows.ts";
import type { FeatureRow } from "../glb/feature-row.ts";
import type { CityFrame } from "../mesh/city-frame.ts";
import { linearColor } from "../mesh/linear-color.ts";
import type { TileContent, TileNode } from "../tile-node.ts";
import { type CellGrid, ReliefCells, TRIANGLE_NUMBERS } from "./relief-cells.ts";
import { joinedRelief, type ReliefMesh, simplifiedRelief, weldedCell } from "./relief-mesh.ts";

/** Triangles that a finest tile is meant to have, and halvings of the whole at most. */
const TRIANGLES = 24_000;
const DEEPEST = 7;
/** Metres that each level is off by, from the second finest; and its geometric error at least. */
const WITHIN = [0.15, 0.4, 1, 2, 4];
const LEAST_ERROR = 6;
/** A square gives way to its quarters when it is about 2,000 pixels wide. */
const SIDE_PER_ERROR = 128;

interface Options {
  readonly spool: Pick<ImportedCity["spool"], "read">;
  readonly frame: CityFrame;
  readonly surface: CitySurface;
  readonly rows: FeatureRows;
  /** Where triangles lie until their tile is written. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly tally: Tally;
}

/**
 * Relief as tiles: cut into squares, the finest with all its triangles, each coarser one made of its four
 * with fewer, none with a crack to its neighbours.
 */
export async function reliefTiles(
  entries: readonly SpoolEntry[],
  { spool, frame, surface, rows, folder, signal, tally }: Options,
): Promise<TileNode> {
  const grid = gridOf(entries);
  const cells = await ReliefCells.create(folder, grid, frame);
  const features = new Map<string, FeatureRow>();
  for (const entry of entries) {
    signal.throwIfAborted();
    const feature = await spool.read(entry);
    const row = features.get(feature.id) ?? rows.rowOf(feature);
    features.set(feature.id, row);
    const number = [...features.keys()].indexOf(feature.id);
    for (const { positions, indices } of feature.levels.at(-1)?.patches ?? [])
      await cells.add(positions, indices, number);
  }
  await cells.finish();
  const table = [...features.values()];
  const content = (mesh: ReliefMesh, isFull: boolean) =>
    contentOf(mesh, { frame, surface, rows, table, isFull });
  const [root] = nodesOf({ column: 0, row: 0, sides: 1 }, { grid, cells, frame, content, tally });
  if (root === undefined) throw new Error("reliefTiles: relief without triangles");
  return root.node;
}

function gridOf(entries: readonly SpoolEntry[]): CellGrid {
  const [west, south, east, north] = areaOf(entries);
  const side = Math.max(1, east - west, north - south);
  const total = entries.reduce((sum, { triangles }) => sum + triangles, 0);
  // What the relief covers of the square around it.
  const covered = Math.max(0.001, ((east - west) * (north - south)) / side ** 2);
  const wanted = Math.log2(Math.sqrt(total / TRIANGLES / covered));
  return { west, south, side, sides: 2 ** Math.min(DEEPEST, Math.max(0, Math.ceil(wanted))) };
}

/** A square of the grid at one level: `sides` of them by `sides`. */
interface Part {
  readonly column: number;
  readonly row: number;
  readonly sides: number;
}

interface Making {
  readonly grid: CellGrid;
  readonly cells: ReliefCells;
  readonly frame: CityFrame;
  readonly tally: Tally;
  readonly content: (mesh: ReliefMesh, isFull: boolean) => TileContent;
}

/** A tile, and once it is written what it hands on to the one above. */
interface Made {
  readonly node: TileNode;
  readonly level: number;
  readonly take: () => ReliefMesh;
}

/** The tile of a square; none where there is nothing in it. */
function nodesOf({ column, row, sides }: Part, making: Making): Made[] {
  const { grid, cells, tally } = making;
  const name = `${sides}-${column}-${row}`;
  if (sides === grid.sides) {
    if (!cells.has(column, row)) return [];
    const mesh = async () => {
      const numbers = await cells.read(column, row);
      const welded = weldedCell(numbers);
      const narrow = numbers.length / TRIANGLE_NUMBERS - welded.indices.length / 3;
      if (narrow > 0) tally.repaired("polygons", NARROW, "relief", narrow);
      return welded;
    };
    return [madeOf({ name, error: 0, refine: "REPLACE", children: [] }, mesh, 0, making)];
  }
  const below = [0, 1, 2, 3].flatMap((quarter) => {
    const [right, up] = [quarter & 1, quarter >> 1];
    return nodesOf({ column: 2 * column + right, row: 2 * row + up, sides: 2 * sides }, making);
  });
  if (below.length === 0) return [];
  const level = 1 + Math.max(...below.map((child) => child.level));
  const least = 1.25 * Math.max(...below.map(({ node }) => node.error));
  const error = Math.max(LEAST_ERROR, grid.side / sides / SIDE_PER_ERROR, least);
  const mesh = () => Promise.resolve(joinedRelief(below.map(({ take }) => take())));
  const children = below.map(({ node }) => node);
  return [madeOf({ name, error, refine: "REPLACE", children }, mesh, level, making)];
}

function madeOf(
  node: Omit<TileNode, "content">,
  mesh: () => Promise<ReliefMesh>,
  level: number,
  { frame, content }: Making,
): Made {
  let left: ReliefMesh | undefined;
  const make = async () => {
    const full = await mesh();
    left = simplifiedRelief(
      full,
      WITHIN[Math.min(level, WITHIN.length - 1)] as number,
      frame.latticeMetres,
    );
    return content(full, level === 0);
  };
  const take = () => {
    if (left === undefined) throw new Error("reliefTiles: a tile was asked for before it was made");
    const taken = left;
    left = undefined;
    return taken;
  };
  return { node: { ...node, content: make }, level, take };
}

interface Contents {
  readonly frame: CityFrame;
  readonly surface: CitySurface;
  readonly rows: FeatureRows;
  /** All features of the layer, by number. */
  readonly table: readonly FeatureRow[];
  readonly isFull: boolean;
}

function contentOf(
  { positions, features, indices }: ReliefMesh,
  { frame, surface, rows, table, isFull }: Contents,
): TileContent {
  const used = [...new Set(features)].sort((a, b) => a - b);
  const numbers = new Map(used.map((feature, number) => [feature, number]));
  const normals = new Int8Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    // The lattice is about as the plane, near enough to know how the ground lies there.
    const [east, south] = [positions[i] as number, positions[i + 2] as number];
    const { latticeMetres } = frame;
    const normal = surface.relief?.normal(east * latticeMetres, -south * latticeMetres);
    const [x, y, z] = normal ?? [0, 0, 1];
    normals.set([Math.round(127 * x), Math.round(127 * z), Math.round(-127 * y)], i);
  }
  const color = linearColor(CLASS_LOOKS.relief.color);
  return {
    mesh: {
      ...{ positions, normals, indices },
      colors: Uint8Array.from(positions, (_, i) => color[i % 3] as number),
      features: features.map((feature) => numbers.get(feature) as number),
    },
    features: used.map((feature) => table[feature] as FeatureRow),
    columns: isFull ? rows.near : rows.coarse,
    doubleSided: true,
  };
}
