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
import { rootTileset } from "./root-tileset.ts";
import type { TileNode } from "./tile-node.ts";
import { writeJson } from "./write-json.ts";
import { type WrittenTileset, writeTileset } from "./write-tileset.ts";
import { type Progress, type Written, writtenLayer } from "./written.ts";

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
    const written = await writeTileset(join(folder, role), node, { frame, onTile });
    if (written !== undefined) layers.push({ role, ...written });
  }
  if (layers.length === 0) throw new Error("writeCity: the city has nothing to draw");
  const description = describeCity(
    model,
    layers.map(({ role }) => role),
  );
  const files = [
    ...networksOf(model),
    [
      "tileset.json",
      rootTileset(
        layers.map((layer) => ({ ...layer, tileset: layerTileset(layer.role) })),
        frame,
      ),
    ] as const,
    ["city.json", description] as const,
  ];
  const parts = layers.map((layer) => writtenLayer(layer.role, layer));
  let bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  bytes += layers.reduce((sum, { jsonBytes }) => sum + jsonBytes, 0);
  for (const [path, content] of files) bytes += await writeJson(join(folder, path), content);
  return {
    bytes,
    buildings: model.buildings.length,
    trees: model.trees.length,
    layers: parts,
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
  if (name === "buildings" || name === "buildingsIndex") return cityFootprints(model.buildings);
  return name === "ground" ? cityGround(model) : model.networks[name];
}
