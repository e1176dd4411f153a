import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { CityPlane } from "../../../shared/city-plane.ts";
import type { Attribute } from "../../../tilesets/model/attribute.ts";
import type { CityFeature, FeaturePatch } from "../../../tilesets/model/city-feature.ts";
import type { Ring } from "../../../tilesets/model/city-model.ts";
import type { ImageRef } from "../../../tilesets/model/read-feature.ts";
import { geodeticFrom } from "./geodetic-from.ts";
import { officialAttributes } from "./official-attributes.ts";
import { type BatchedMesh, type BatchedTile, readB3dm } from "./read-b3dm.ts";

/** The official tiles of a city: what they weigh, and every building in them once, as it is nearest. */
export interface OfficialCity {
  readonly bytes: number;
  readonly textures: number;
  readonly plane: CityPlane;
  readonly features: readonly CityFeature[];
}

/**
 * Decodes all b3dm of a folder. Coarse tiles repeat buildings: of each the one of the deepest tile counts,
 * which is the one with most triangles.
 */
export async function openOfficialCity(folder: string): Promise<OfficialCity> {
  const data = join(folder, "data");
  let bytes = (await stat(join(folder, "tileset.json"))).size;
  const best = new Map<string, { triangles: number; feature: CityFeature }>();
  const images = new Map<string, ImageRef>();
  let plane: CityPlane | undefined;
  for (const name of (await readdir(data)).sort()) {
    const file = await readFile(join(data, name));
    bytes += file.length;
    const tile = await readB3dm(file);
    plane ??= planeOf(tile);
    for (const [feature, triangles] of featuresOf(tile, plane, images)) {
      const known = best.get(feature.id);
      if (known === undefined || known.triangles < triangles)
        best.set(feature.id, { triangles, feature });
    }
  }
  if (plane === undefined) throw new Error(`openOfficialCity: there are no tiles in ${data}`);
  const features = [...best.values()].map(({ feature }) => feature);
  return { bytes, textures: images.size, plane, features };
}

function planeOf({ meshes }: BatchedTile): CityPlane {
  const [x = 0, y = 0, z = 0] = meshes[0]?.positions ?? [];
  const [longitude, latitude, height] = geodeticFrom(x, y, z);
  return new CityPlane({ longitude, latitude, height });
}

function featuresOf(
  tile: BatchedTile,
  plane: CityPlane,
  images: Map<string, ImageRef>,
): [CityFeature, number][] {
  const patches = Array.from({ length: tile.count }, (): FeaturePatch[] => []);
  for (const mesh of tile.meshes) shareOut(mesh, plane, imageOf(mesh, images), patches);
  return patches.map((own, row) => {
    const id = String(tile.table.gml_id?.[row] ?? tile.table["gml:id"]?.[row] ?? row);
    const triangles = own.reduce((sum, { indices }) => sum + indices.length / 3, 0);
    const lod = Number(tile.table._lod?.[row] ?? 1);
    const box = boxOf(own);
    const name = tile.table["gml:name"]?.[row];
    const feature: CityFeature = {
      ...{ id, class: "building", type: "bldg:Building", box },
      ...(typeof name === "string" && name !== "" ? { name: { en: name, ja: name } } : {}),
      attributes: attributesOf(tile, row),
      levels: [{ lod, solid: true, patches: own, polygons: triangles }],
      footprint: [[rectangle(box)]],
    };
    return [feature, triangles];
  });
}

function attributesOf({ table }: BatchedTile, row: number): Attribute[] {
  const told = table.attributes?.[row];
  const nested: unknown = typeof told === "string" ? JSON.parse(told) : told;
  return officialAttributes(nested);
}

/** The same picture is in several tiles: told apart by what is in it. */
function imageOf({ image }: BatchedMesh, images: Map<string, ImageRef>): ImageRef | undefined {
  if (image === undefined) return undefined;
  const path = `${createHash("sha256").update(image).digest("hex")}.webp`;
  const known = images.get(path) ?? { path, open: async () => image, repeats: false };
  images.set(path, known);
  return known;
}

/** Gives each building its triangles of a mesh, as a patch of its own. */
function shareOut(
  { positions, indices, batches, uvs, color }: BatchedMesh,
  plane: CityPlane,
  image: ImageRef | undefined,
  patches: FeaturePatch[][],
): void {
  const of = new Map<number, number[]>();
  for (let i = 0; i < indices.length; i += 3) {
    const row = batches[indices[i] as number] as number;
    const list = of.get(row) ?? [];
    list.push(indices[i] as number, indices[i + 1] as number, indices[i + 2] as number);
    of.set(row, list);
  }
  for (const [row, corners] of of) {
    const places = new Map<number, number>();
    const own: number[] = [];
    const at: number[] = [];
    const where: number[] = [];
    for (const corner of corners) {
      let place = places.get(corner);
      if (place === undefined) {
        place = places.size;
        places.set(corner, place);
        const [x = 0, y = 0, z = 0] = positions.subarray(3 * corner, 3 * corner + 3);
        const [longitude, latitude, height] = geodeticFrom(x, y, z);
        at.push(...plane.local(longitude, latitude, height));
        if (uvs !== undefined)
          where.push(uvs[2 * corner] as number, 1 - (uvs[2 * corner + 1] as number));
      }
      own.push(place);
    }
    patches[row]?.push({
      semantic: "other",
      ...(color === undefined ? {} : { color }),
      ...(image === undefined ? {} : { image, uvs: Float32Array.from(where) }),
      positions: Float64Array.from(at),
      indices: Uint32Array.from(own),
      faces: Uint32Array.from({ length: own.length / 3 }, (_, i) => i),
    });
  }
}

function boxOf(patches: readonly FeaturePatch[]): [number, number, number, number, number, number] {
  const box: [number, number, number, number, number, number] = [
    ...[Infinity, Infinity, Infinity],
    ...[-Infinity, -Infinity, -Infinity],
  ] as unknown as [number, number, number, number, number, number];
  for (const { positions } of patches)
    for (let i = 0; i < positions.length; i++) {
      const [value, axis] = [positions[i] as number, i % 3];
      box[axis] = Math.min(box[axis] as number, value);
      box[axis + 3] = Math.max(box[axis + 3] as number, value);
    }
  return box;
}

function rectangle([west, south, , east, north]: readonly number[]): Ring {
  const [w = 0, s = 0, e = 0, n = 0] = [west, south, east, north];
  return [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
  ];
}
