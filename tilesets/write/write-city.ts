import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import type { CityFiles, LayerRole } from "../../shared/city.ts";
import type { CityModel } from "../model/city-model.ts";
import { cityFootprints } from "./city-footprints.ts";
import { cityGround } from "./city-ground.ts";
import { describeCity, layerTileset, networkFiles } from "./describe-city.ts";
import { buildingsLayer } from "./layers/buildings-layer.ts";
import { groundLayer } from "./layers/ground-layer.ts";
import { vegetationLayer } from "./layers/vegetation-layer.ts";
import { CityFrame } from "./mesh/city-frame.ts";
import { LEVEL_ERRORS, type TileNode } from "./tile-node.ts";
import { around, placedBox, type WrittenTileset, writeTileset } from "./write-tileset.ts";

/** What was written of a city. */
export interface Written {
  /** Of all files. */
  readonly bytes: number;
  readonly buildings: number;
  readonly trees: number;
  readonly layers: readonly WrittenLayer[];
}

export interface WrittenLayer {
  readonly role: LayerRole;
  readonly tiles: number;
  readonly triangles: number;
  /** Of all its glbs, of the middle one by size, and of the largest. */
  readonly bytes: number;
  readonly medianBytes: number;
  readonly largestBytes: number;
}

/** Told as writing goes on: `done` of about `total` tiles or files of a part. */
export type Progress = (part: string, done: number, total: number) => void;

const LAYERS: readonly [LayerRole, (model: CityModel, frame: CityFrame) => TileNode][] = [
  ["ground", groundLayer],
  ["buildings", buildingsLayer],
  ["vegetation", vegetationLayer],
];

/**
 * Writes a city into a folder: `tileset.json` of all its layers, the layers' own tilesets with their
 * glbs, `networks/*.geojson`, and last `city.json`. Rejects with the file system's error.
 */
export async function writeCity(
  model: CityModel,
  folder: string,
  progress: Progress = () => undefined,
): Promise<Written> {
  await MeshoptSimplifier.ready;
  const frame = new CityFrame(model.plane);
  const layers: (WrittenTileset & { role: LayerRole })[] = [];
  for (const [role, layerOf] of LAYERS) {
    let done = 0;
    const node = layerOf(model, frame);
    const total = tilesOf(node);
    const onTile = () => progress(role, ++done, total);
    const written = await writeTileset(join(folder, role), node, frame, onTile);
    if (written !== undefined) layers.push({ role, ...written });
  }
  if (layers.length === 0) throw new Error("writeCity: the city has nothing to draw");
  const description = describeCity(
    model,
    layers.map(({ role }) => role),
  );
  const files = [
    ...networksOf(model),
    ["tileset.json", rootTileset(layers, frame)] as const,
    ["city.json", description] as const,
  ];
  let bytes = layers.reduce((sum, { sizes, jsonBytes }) => sum + total(sizes) + jsonBytes, 0);
  for (const [path, content] of files) bytes += await writeJson(join(folder, path), content);
  return {
    bytes,
    buildings: model.buildings.length,
    trees: model.trees.length,
    layers: layers.map(({ role, sizes, triangles }) => ({ role, triangles, ...sized(sizes) })),
  };
}

/** Tiles that have content, or may have. */
function tilesOf({ content, children }: TileNode): number {
  return children.reduce((sum, child) => sum + tilesOf(child), content === undefined ? 0 : 1);
}

function networksOf(model: CityModel): (readonly [string, unknown])[] {
  const files = Object.entries(networkFiles(model)) as [keyof CityFiles, string][];
  return files.map(([name, path]) => [path, contentOf(model, name)]);
}

function contentOf(model: CityModel, name: keyof CityFiles): unknown {
  if (name === "buildings") return cityFootprints(model.buildings);
  return name === "ground" ? cityGround(model) : model.networks[name];
}

/** The whole city as one: a tile without content for each layer's tileset. */
function rootTileset(
  layers: readonly (WrittenTileset & { role: LayerRole })[],
  frame: CityFrame,
): object {
  const box = (extent: WrittenTileset["extent"]) => ({ box: placedBox(extent, frame.transform) });
  return {
    asset: { version: "1.1", generator: "Machinami" },
    geometricError: 4 * LEVEL_ERRORS.city,
    root: {
      boundingVolume: box(around(layers.map(({ extent }) => extent))),
      geometricError: 2 * LEVEL_ERRORS.city,
      refine: "ADD",
      children: layers.map(({ role, extent }) => ({
        boundingVolume: box(extent),
        geometricError: LEVEL_ERRORS.city,
        content: { uri: layerTileset(role) },
      })),
    },
  };
}

async function writeJson(path: string, content: unknown): Promise<number> {
  await mkdir(join(path, ".."), { recursive: true });
  const text = JSON.stringify(content);
  await writeFile(path, text);
  return Buffer.byteLength(text);
}

function sized(sizes: readonly number[]) {
  const sorted = sizes.toSorted((a, b) => a - b);
  return {
    tiles: sizes.length,
    bytes: total(sizes),
    medianBytes: sorted[Math.floor(sorted.length / 2)] ?? 0,
    largestBytes: sorted.at(-1) ?? 0,
  };
}

function total(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}
