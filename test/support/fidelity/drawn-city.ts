import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { MeshoptDecoder } from "meshoptimizer/decoder";
import type { City, LayerRole } from "../../../shared/city.ts";
import { isProblem } from "../../../shared/problem.ts";
import { type Glb, numbersOf, readGlb } from "../../../tilesets/check/read-glb.ts";
import { type Cell, readTable } from "../../../tilesets/check/read-table.ts";
import type { Point } from "./source-city.ts";

/** A triangle as it comes out of a glb. */
export interface DrawnTriangle {
  readonly corners: readonly [Point, Point, Point];
  /** u, v of each corner, from the upper left corner of the image. */
  readonly uvs?: readonly (readonly [u: number, v: number])[];
  /** The image's file. */
  readonly image?: Uint8Array;
}

export interface DrawnTile {
  readonly file: string;
  readonly ids: readonly string[];
  readonly table: Readonly<Record<string, readonly Cell[]>>;
  readonly children: readonly DrawnTile[];
  /** By id. */
  readonly triangles: ReadonlyMap<string, DrawnTriangle[]>;
}

export interface DrawnLayer {
  readonly role: LayerRole;
  readonly root: DrawnTile;
}

/** A city's folder, read back. */
export interface DrawnCity {
  readonly city: City;
  readonly layers: readonly DrawnLayer[];
}

interface TileJson {
  readonly transform?: readonly number[];
  readonly content?: { readonly uri: string };
  readonly children?: readonly TileJson[];
}

export async function drawnCity(folder: string): Promise<DrawnCity> {
  await MeshoptDecoder.ready;
  const city = JSON.parse(await readFile(join(folder, "city.json"), "utf8")) as City;
  const layers: DrawnLayer[] = [];
  for (const { role, tileset } of city.layers ?? []) {
    const file = join(folder, tileset);
    const { root } = JSON.parse(await readFile(file, "utf8")) as { root: TileJson };
    layers.push({ role, root: await drawnTile(root, dirname(file), root.transform ?? []) });
  }
  return { city, layers };
}

/** Tiles that have none below them. */
export function finestTiles(tile: DrawnTile): DrawnTile[] {
  return tile.children.length === 0 ? [tile] : tile.children.flatMap(finestTiles);
}

/** Triangles of the finest tiles, by id. */
export function finestTriangles({ layers }: DrawnCity): Map<string, DrawnTriangle[]> {
  const found = new Map<string, DrawnTriangle[]>();
  for (const tile of layers.flatMap(({ root }) => finestTiles(root)))
    for (const [id, triangles] of tile.triangles)
      found.set(id, [...(found.get(id) ?? []), ...triangles]);
  return found;
}

/** What the finest tiles say of each feature under an attribute's path. */
export function cellsOf({ city, layers }: DrawnCity, path: string): Map<string, Cell> {
  const column = city.attributes?.find((attribute) => attribute.path === path)?.id ?? "";
  const tiles = layers.flatMap(({ root }) => finestTiles(root));
  return new Map(
    tiles.flatMap(({ ids, table }) => ids.map((id, row) => [id, table[column]?.[row]] as const)),
  );
}

async function drawnTile(
  tile: TileJson,
  folder: string,
  matrix: readonly number[],
): Promise<DrawnTile> {
  const children: DrawnTile[] = [];
  for (const child of tile.children ?? []) children.push(await drawnTile(child, folder, matrix));
  const file = tile.content === undefined ? "" : join(folder, tile.content.uri);
  if (file === "") return { file, ids: [], table: {}, children, triangles: new Map() };
  const glb = good(readGlb(new Uint8Array(await readFile(file))));
  const table = good(readTable(glb));
  const ids = (table.id ?? []).map(String);
  return { file, ids, table, children, triangles: trianglesOf(glb, ids, matrix) };
}

function trianglesOf(glb: Glb, ids: readonly string[], matrix: readonly number[]) {
  const found = new Map<string, DrawnTriangle[]>();
  const { nodes = [], meshes = [] } = glb.gltf;
  const node = nodes.find(({ mesh }) => mesh !== undefined) ?? {};
  for (const { attributes = {}, indices = -1, material = -1 } of meshes.flatMap(
    ({ primitives = [] }) => primitives,
  )) {
    const numbers = (name: string) => good(numbersOf(glb, attributes[name] ?? -1));
    const places = placesOf(numbers("POSITION"), node, matrix);
    const features = numbers("_FEATURE_ID_0");
    const image = imageOf(glb, material);
    const accessor = glb.gltf.accessors?.[attributes.TEXCOORD_0 ?? -1];
    const one = accessor?.normalized ? 65_535 : 1;
    const uvs = image === undefined ? undefined : numbers("TEXCOORD_0").map((uv) => uv / one);
    const corners = good(numbersOf(glb, indices));
    for (let i = 0; i < corners.length; i += 3) {
      const at = [0, 1, 2].map((k) => corners[i + k] ?? 0);
      const id = ids[features[at[0] ?? 0] ?? -1] ?? "";
      const triangle = {
        corners: at.map((vertex) => places[vertex]) as [Point, Point, Point],
        ...(image === undefined || uvs === undefined
          ? {}
          : { image, uvs: at.map((v) => [uvs[2 * v] ?? 0, uvs[2 * v + 1] ?? 0] as const) }),
      };
      const known = found.get(id);
      if (known === undefined) found.set(id, [triangle]);
      else known.push(triangle);
    }
  }
  return found;
}

/** Through the node, from glTF's axes to those of 3D Tiles, and through the tileset's transform. */
function placesOf(
  stored: Float64Array,
  { translation = [], scale = [] }: { translation?: readonly number[]; scale?: readonly number[] },
  matrix: readonly number[],
): Point[] {
  return Array.from({ length: stored.length / 3 }, (_, vertex): Point => {
    const own = [0, 1, 2].map(
      (k) => (stored[3 * vertex + k] ?? 0) * (scale[k] ?? 1) + (translation[k] ?? 0),
    );
    const [x = 0, y = 0, z = 0] = [own[0], -(own[2] ?? 0), own[1]];
    const at = (row: number) =>
      (matrix[row] ?? 0) * x +
      (matrix[4 + row] ?? 0) * y +
      (matrix[8 + row] ?? 0) * z +
      (matrix[12 + row] ?? 0);
    return [at(0), at(1), at(2)];
  });
}

function imageOf({ gltf, binary }: Glb, material: number): Uint8Array | undefined {
  const { baseColorTexture } = gltf.materials?.[material]?.pbrMetallicRoughness ?? {};
  const texture = gltf.textures?.[baseColorTexture?.index ?? -1];
  const source = texture?.extensions?.EXT_texture_webp?.source ?? texture?.source ?? -1;
  const view = gltf.bufferViews?.[gltf.images?.[source]?.bufferView ?? -1];
  if (view === undefined) return undefined;
  const { byteOffset = 0, byteLength = 0 } = view;
  return binary.subarray(byteOffset, byteOffset + byteLength);
}

function good<Value>(value: Value): Exclude<Value, { severity: string }> {
  if (isProblem(value)) throw new Error(value.message);
  return value as Exclude<Value, { severity: string }>;
}
