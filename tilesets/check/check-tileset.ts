import { isProblem, type Problem } from "../../shared/problem.ts";
import { TILE_LIMITS } from "../limits.ts";
import { checkContent, jsonOf } from "./check-content.ts";
import { checkExtensions, type Extensions, readExtensions } from "./check-extensions.ts";
import type { CheckedGlb } from "./check-glb.ts";
import { checkHead } from "./check-head.ts";
import { checkMetadata } from "./check-metadata.ts";
import { checkTile, contentsOf, errorOf } from "./check-tile.ts";
import { type Cell, implicitTiling } from "./implicit-tiling.ts";
import { isJson, type Json, shown, type Tell, tellOf } from "./tell.ts";
import { IDENTITY, type Matrix, multiplied, placed } from "./tile-box.ts";
import {
  cellOf,
  outsideVolume,
  reachesOut,
  type TileVolume,
  tileVolume,
  transformOf,
} from "./tile-volume.ts";
import { TilesetFiles } from "./tileset-files.ts";
import { walkImplicit } from "./walk-implicit.ts";

/** Metres by which a child may reach out of its parent, or a vertex out of its tile. */
const TOLERANCE = 0.05;

/** One content as it was found. */
export interface CheckedContent {
  readonly file: string;
  readonly ids: readonly string[];
  readonly depth: number;
}

/** Where a tile hangs: the error and volume above it. */
interface Above {
  readonly matrix: Matrix;
  readonly error: number;
  readonly volume?: TileVolume | undefined;
  readonly depth: number;
  /** Whether that is a tile of the same tileset: the error must not grow below it. */
  readonly isTile: boolean;
}

/** The tileset that a tile is of. */
interface Home {
  readonly file: string;
  readonly json: Json;
  readonly schema: unknown;
  readonly extensions: Extensions;
  readonly tell: Tell;
  /** Extensions of the tilesets that it leads to. */
  readonly below: Set<string>;
  /** Files of the tilesets that lead here, and its own. */
  readonly chain: readonly string[];
}

/**
 * Reads a tileset, ours or another's (3D Tiles 1.0 and 1.1: explicit and implicit tiling, external
 * tilesets, metadata; glb, glTF and b3dm as content), and tells everything that is wrong: what breaks the
 * specification, content that is missing or broken, volumes that do not hold what is in them, geometric
 * errors that grow. Without an error among what is told, it is sound. Formats of content that are not
 * looked into are told as warnings.
 *
 * @param onContent told of each glb that was read
 * @param entry the tileset's file in the folder
 */
export async function checkTileset(
  folder: string,
  onContent: (content: CheckedContent) => void = () => undefined,
  entry = "tileset.json",
): Promise<Problem[]> {
  const check = new TilesetCheck(folder, onContent);
  const bytes = await check.files.read(entry);
  const top = { matrix: IDENTITY, error: Infinity, depth: 0, isTile: false };
  if (bytes === undefined) check.tell(entry).wrong("it is missing or not a tileset");
  else await check.file(entry, bytes, top, []);
  return check.problems;
}

class TilesetCheck {
  readonly problems: Problem[] = [];
  readonly files: TilesetFiles;
  readonly #onContent: (content: CheckedContent) => void;
  #contents = 0;

  constructor(folder: string, onContent: (content: CheckedContent) => void) {
    this.files = new TilesetFiles(folder);
    this.#onContent = onContent;
  }

  tell(file: string): Tell {
    return tellOf(file, this.problems);
  }

  /** Gives the extensions that it and the tilesets in it have. */
  async file(file: string, bytes: Uint8Array, above: Above, chain: readonly string[]) {
    const json = jsonOf(bytes);
    if (!isProblem(json)) return this.#tileset(file, json, above, chain);
    this.tell(file).wrong(json.message);
    return new Set<string>();
  }

  async #tileset(
    file: string,
    json: Json,
    above: Above,
    chain: readonly string[],
  ): Promise<Set<string>> {
    const tell = this.tell(file);
    const below = new Set<string>();
    if (chain.includes(file) || chain.length > TILE_LIMITS.tilesetDepth) {
      tell.wrong(
        chain.includes(file)
          ? "it leads to itself"
          : `it lies in more than ${TILE_LIMITS.tilesetDepth} tilesets`,
      );
      return below;
    }
    checkHead(json, tell);
    const extensions = readExtensions(json, tell);
    const schema = await checkMetadata(json, tell, async (uri) => {
      const bytes = await this.files.readFrom(file, uri);
      const found = bytes && jsonOf(bytes);
      return isProblem(found) ? undefined : found;
    });
    const error = typeof json.geometricError === "number" ? json.geometricError : Number.NaN;
    if (error > above.error) tell.doubtful(`its error ${error} is more than ${above.error} above`);
    const home = { file, json, schema, extensions, tell, below, chain: [...chain, file] };
    if (json.root === undefined) tell.wrong("it is missing or not a tileset");
    else await this.#tile(json.root, home, { ...above, error, isTile: false });
    checkExtensions(extensions, below, tell);
    return new Set([...extensions.found, ...below]);
  }

  async #tile(tile: unknown, home: Home, above: Above): Promise<void> {
    const { json, schema, tell } = home;
    if (!isJson(tile)) return tell.wrong(`a tile is ${shown(tile)} and not an object`);
    if (above.depth > TILE_LIMITS.depth)
      return tell.wrong(`its tiles lie more than ${TILE_LIMITS.depth} within one another`);
    checkTile(tile, !above.isTile, schema, tell);
    const transform = transformOf(tile.transform);
    if (typeof transform === "string") tell.wrong(`a tile's transform is not right: ${transform}`);
    const matrix =
      typeof transform === "string" ? above.matrix : multiplied(above.matrix, transform);
    const volume = tileVolume(tile.boundingVolume, matrix, tell, "a tile");
    if (above.volume && volume) checkReach(volume, above.volume, "a tile", "its parent", tell);
    const error = errorOf(tile, schema);
    if (error > above.error)
      tell.wrong(`a tile's error ${error} is more than ${above.error} above it`);
    else if (above.isTile && error === above.error)
      tell.doubtful(`a tile's error ${error} is no less than that above it`);
    const here: Above = { matrix, error, volume, depth: above.depth, isTile: true };
    const contents = contentsOf(tile, json, schema, tell);
    if (tile.implicitTiling !== undefined) return this.#implicit(tile, contents, home, here);
    for (const { uri, url, boundingVolume } of contents) {
      const own =
        boundingVolume === undefined
          ? undefined
          : tileVolume(boundingVolume, matrix, tell, "a content");
      if (own && volume) checkReach(own, volume, "a content", "its tile", tell);
      await this.#content(String(uri ?? url), home, { ...here, volume: own ?? volume });
    }
    const below = { ...here, depth: above.depth + 1 };
    for (const child of Array.isArray(tile.children) ? tile.children : [])
      await this.#tile(child, home, below);
  }

  async #implicit(tile: Json, contents: readonly Json[], home: Home, here: Above): Promise<void> {
    const { file, tell } = home;
    const tiling = implicitTiling(tile, contents, tell);
    if (tiling === undefined) return;
    await walkImplicit({
      tiling,
      tell,
      read: (uri) => this.files.readFrom(file, uri),
      onContent: (uri: string, cell: Cell) => {
        const volume = tileVolume(cellOf(tile.boundingVolume, cell), here.matrix, tell, "a tile");
        const error = here.error / 2 ** cell.level;
        return this.#content(uri, home, { ...here, volume, error, depth: here.depth + cell.level });
      },
    });
  }

  async #content(uri: string, home: Home, here: Above): Promise<void> {
    const { tell } = home;
    const address = this.files.address(home.file, uri);
    if (++this.#contents > TILE_LIMITS.contents)
      return tell.wrong(`there are more than ${TILE_LIMITS.contents} contents`);
    if ("elsewhere" in address)
      return tell.doubtful(`its content ${uri} ${address.elsewhere}: not looked into`);
    const { file } = address;
    if (file.endsWith(".3tz")) return checkPackage(uri, home);
    const bytes = await this.files.read(file);
    if (bytes === undefined) return tell.wrong(`its content ${uri} cannot be read`);
    const content = await checkContent(bytes, (beside) => this.files.readFrom(file, beside));
    if (content.kind === "tileset") {
      const found = await this.#tileset(file, content.tileset, here, home.chain);
      for (const name of found) home.below.add(name);
      return;
    }
    checkForm(bytes, uri, home);
    this.#glb(file, content.checked, here);
  }

  #glb(
    file: string,
    { problems, points, ids }: CheckedGlb,
    { matrix, volume, depth }: Above,
  ): void {
    const tell = this.tell(file);
    for (const { severity, message } of problems)
      if (severity === "error") tell.wrong(message);
      else tell.doubtful(message);
    const out = volume === undefined ? 0 : farthestOut(volume, points, matrix);
    if (out > TOLERANCE) tell.wrong(`a vertex lies ${out.toFixed(2)} m outside its tile`);
    this.#onContent({ file, ids, depth });
  }
}

function checkReach(inner: TileVolume, outer: TileVolume, whose: string, of: string, tell: Tell) {
  const out = reachesOut(inner, outer);
  if (out > TOLERANCE) tell.wrong(`${whose} reaches ${out.toFixed(2)} m out of ${of}`);
}

/** 3D Tiles 1.0 knows glTF only by an extension. */
function checkForm(bytes: Uint8Array, uri: string, { json, extensions, tell }: Home): void {
  const version = isJson(json.asset) ? json.asset.version : undefined;
  const isGltf = bytes[0] === 0x7b || String.fromCharCode(...bytes.subarray(0, 4)) === "glTF";
  if (version === "1.0" && isGltf) checkDeclared("3DTILES_content_gltf", uri, extensions, tell);
}

function checkPackage(uri: string, { extensions, tell }: Home): void {
  tell.doubtful(`its content ${uri} is a package: not looked into`);
  checkDeclared("MAXAR_content_3tz", uri, extensions, tell);
}

function checkDeclared(
  name: string,
  uri: string,
  { used, required }: Extensions,
  tell: Tell,
): void {
  if (!used.has(name)) tell.wrong(`its content ${uri} needs ${name} in extensionsUsed`);
  if (!required.has(name)) tell.wrong(`its content ${uri} needs ${name} in extensionsRequired`);
}

function farthestOut(volume: TileVolume, points: Float64Array, matrix: Matrix): number {
  let most = 0;
  for (let i = 0; i < points.length; i += 3) {
    const [x = 0, y = 0, z = 0] = points.subarray(i, i + 3);
    most = Math.max(most, outsideVolume(volume, placed(matrix, [x, y, z])));
  }
  return most;
}
