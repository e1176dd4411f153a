import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { GlbThreads } from "./glb/glb-threads.ts";
import { cornersOf } from "./glb/lattice-placing.ts";
import { writeGlb } from "./glb/write-glb.ts";
import type { CityFrame } from "./mesh/city-frame.ts";
import { LEVEL_ERRORS, type TileContent, type TileNode } from "./tile-node.ts";

/** Least and greatest place, metres, x east, y north, z up in the city's frame. */
export interface Extent {
  readonly least: readonly number[];
  readonly most: readonly number[];
}

/** What was written of a tileset. */
export interface WrittenTileset {
  readonly extent: Extent;
  /** Of each glb, in the order written. */
  readonly sizes: readonly number[];
  readonly triangles: number;
  /** Of the `tileset.json`. */
  readonly jsonBytes: number;
  /** Geometric error of the whole: what one misses who does not load it. */
  readonly error: number;
}

interface WrittenTile {
  readonly json: object;
  readonly extent: Extent;
}

/** What a tileset is written with. */
export interface TilesetOptions {
  readonly frame: CityFrame;
  /** Called after each tile that may have content. */
  readonly onTile?: () => void;
  /** Looked at before each tile; what it was aborted with is thrown. */
  readonly signal?: AbortSignal;
  /** Whom to credit, told in each glb: other software shows it. */
  readonly copyright?: string;
  /** Where glbs are packed while the next one is drawn; here, one after another, where absent. */
  readonly threads?: GlbThreads | undefined;
}

/**
 * Writes a 3D Tiles 1.1 tileset into a folder: `tileset.json`, and a glb for each tile that has
 * content. Children come before their parent, so that it can be made of what they are. Undefined where
 * nothing has any content. Rejects with the file system's error.
 */
export async function writeTileset(
  folder: string,
  root: TileNode,
  { frame, onTile = () => undefined, signal, copyright, threads }: TilesetOptions,
): Promise<WrittenTileset | undefined> {
  const sizes: number[] = [];
  const open: Promise<void>[] = [];
  let triangles = 0;

  const put = async (glb: Promise<Uint8Array>, place: number, file: string) => {
    const bytes = await glb;
    await writeFile(join(folder, file), bytes);
    sizes[place] = bytes.length;
  };

  const write = async (node: TileNode): Promise<WrittenTile | undefined> => {
    const children: object[] = [];
    const parts: Extent[] = [];
    for (const child of node.children) {
      const written = await write(child);
      if (written === undefined) continue;
      children.push(written.json);
      parts.push(written.extent);
    }
    signal?.throwIfAborted();
    const own = await node.content?.();
    const uri = `${node.name}.glb`;
    const meshes = own === undefined ? [] : meshesOf(own).filter(isFilled);
    if (own !== undefined && meshes.length > 0) {
      const { latticeMetres } = frame;
      const options = { step: node.step, latticeMetres, copyright };
      if (sizes.length === 0) await mkdir(folder, { recursive: true });
      const glb = threads ? threads.write(own, options) : writeGlb(own, options);
      const done = put(glb, sizes.push(0) - 1, uri);
      // Whoever waits for it is told; it may fail before somebody does.
      done.catch(() => undefined);
      open.push(done);
      while (open.length >= (threads?.ahead ?? 1)) await open.shift();
      for (const { indices, positions } of meshes) {
        triangles += indices.length / 3;
        parts.push(extentOf(positions, latticeMetres, node.step));
      }
    }
    if (own !== undefined) onTile();
    if (parts.length === 0) return undefined;
    const extent = around(parts);
    const json = {
      boundingVolume: { box: boxOf(extent) },
      geometricError: children.length === 0 ? 0 : node.error,
      refine: node.refine,
      ...(meshes.length > 0 ? { content: { uri } } : {}),
      ...(children.length === 0 ? {} : { children }),
    };
    return { json, extent };
  };

  const written = await write(root);
  await Promise.all(open);
  if (written === undefined) return undefined;
  const error = Math.max(LEVEL_ERRORS.city, root.error);
  const tileset = {
    asset: { version: "1.1", generator: "Machinami", ...(copyright ? { copyright } : {}) },
    geometricError: error,
    root: { transform: frame.transform, ...written.json },
  };
  const json = JSON.stringify(tileset);
  await writeFile(join(folder, "tileset.json"), json);
  return { extent: written.extent, sizes, triangles, jsonBytes: Buffer.byteLength(json), error };
}

function meshesOf({ mesh, textured = [], clear = [] }: TileContent) {
  return [mesh, ...textured, ...clear];
}

function isFilled({ indices }: { readonly indices: Uint32Array }): boolean {
  return indices.length > 0;
}

/** 3D Tiles' box in the city's frame: centre and half axes. */
function boxOf({ least, most }: Extent): number[] {
  const centre = least.map((value, axis) => (value + (most[axis] ?? value)) / 2);
  const [x = 0, y = 0, z = 0] = least.map((value, axis) => ((most[axis] ?? value) - value) / 2);
  return [...centre, x, 0, 0, 0, y, 0, 0, 0, z];
}

/** The same box in earth-centred metres. */
export function placedBox(extent: Extent, matrix: readonly number[]): number[] {
  const box = boxOf(extent);
  return box.map((_, i) => {
    const [row, column] = [i % 3, i - (i % 3)];
    const place = column === 0 ? (matrix[12 + row] ?? 0) : 0;
    const along = [0, 1, 2].map((k) => (matrix[4 * k + row] ?? 0) * (box[column + k] ?? 0));
    return along.reduce((sum, part) => sum + part, place);
  });
}

export function around(parts: readonly Extent[]): Extent {
  const axes = [0, 1, 2];
  return {
    least: axes.map((axis) => Math.min(...parts.map(({ least }) => least[axis] ?? Infinity))),
    most: axes.map((axis) => Math.max(...parts.map(({ most }) => most[axis] ?? -Infinity))),
  };
}

/** From glTF's axes to those of 3D Tiles; wider by what a coarser lattice may move a vertex. */
function extentOf(positions: Int32Array, latticeMetres: number, step = 1): Extent {
  const [least, most] = cornersOf(positions);
  const spare = step > 1 ? step : 0;
  const [x = 0, y = 0, z = 0] = least.map((value) => (value - spare) * latticeMetres);
  const [toX = 0, toY = 0, toZ = 0] = most.map((value) => (value + spare) * latticeMetres);
  return { least: [x, -toZ, y], most: [toX, -z, toY] };
}
