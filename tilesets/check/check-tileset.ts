import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Problem, problem } from "../../shared/problem.ts";
import { checkGlb } from "./check-glb.ts";
import {
  cornersOfBox,
  IDENTITY,
  type Matrix,
  multiplied,
  outside,
  placed,
  type TileBox,
  tileBox,
} from "./tile-box.ts";

/** Metres by which a child may reach out of its parent, or a vertex out of its tile. */
const TOLERANCE = 0.05;

interface Tile {
  readonly boundingVolume?: unknown;
  readonly geometricError?: unknown;
  readonly transform?: Matrix;
  readonly content?: { readonly uri?: unknown };
  readonly children?: readonly Tile[];
}

/** Where a tile hangs: the file that names it, the error and box above it. */
interface Above {
  readonly file: string;
  readonly matrix: Matrix;
  readonly error: number;
  readonly box?: TileBox;
  /** Whether that is a tile of the same tileset: the error must shrink below it. */
  readonly isTile: boolean;
}

/** One content as it was found. */
export interface CheckedContent {
  readonly file: string;
  readonly ids: readonly string[];
  readonly depth: number;
}

/**
 * Reads a tileset as this project writes it (3D Tiles 1.1, boxes, glb or further tilesets as content) and
 * tells everything that is wrong: content that is missing or broken, bounds that do not hold what is in
 * them, geometric errors that do not shrink. Empty: it is sound.
 *
 * @param onContent told of each glb that was read
 */
export async function checkTileset(
  folder: string,
  onContent: (content: CheckedContent) => void = () => undefined,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const wrong = (file: string, what: string) =>
    problems.push(problem("tiles/unsound", `${file}: ${what}.`));

  const tileset = async (file: string, above: Above, depth: number): Promise<void> => {
    const bytes = await read(join(folder, file));
    const json = bytes === undefined ? undefined : parsed(bytes);
    if (json?.root === undefined) return void wrong(file, "it is missing or not a tileset");
    if (json.asset?.version !== "1.1") wrong(file, "its version is not 1.1");
    const error = errorOf(json);
    if (!(error <= above.error))
      wrong(file, `its error ${error} is more than ${above.error} above`);
    const here = { ...above, file, error: Math.min(error, above.error), isTile: false };
    await tile(json.root, here, depth);
  };

  const tile = async (one: Tile, above: Above, depth: number): Promise<void> => {
    const { file } = above;
    const matrix = one.transform ? multiplied(above.matrix, one.transform) : above.matrix;
    const box = tileBox(one.boundingVolume, matrix);
    const error = errorOf(one);
    if (!(error >= 0 && error <= above.error))
      wrong(file, `a tile's error ${error} is more than ${above.error} above it`);
    else if (above.isTile && error === above.error)
      wrong(file, `a tile's error ${error} is no less than that above it`);
    if (box === undefined) return void wrong(file, "a tile has no bounding box");
    const out = above.box === undefined ? 0 : farthest(above.box, cornersOfBox(box));
    if (out > TOLERANCE) wrong(file, `a tile reaches ${out.toFixed(2)} m out of its parent`);
    const here: Above = { file, matrix, error, box, isTile: true };
    if (one.content !== undefined) await content(String(one.content.uri), here, depth);
    for (const child of one.children ?? []) await tile(child, here, depth + 1);
  };

  const content = async (uri: string, here: Above, depth: number): Promise<void> => {
    const file = join(dirname(here.file), uri);
    if (uri.endsWith(".json")) return tileset(file, here, depth);
    const bytes = await read(join(folder, file));
    if (bytes === undefined) return void wrong(here.file, `its content ${uri} cannot be read`);
    const { problems: found, points, ids } = await checkGlb(bytes);
    for (const { message } of found) wrong(file, message);
    const out = here.box === undefined ? 0 : farthestPoint(here.box, points, here.matrix);
    if (out > TOLERANCE) wrong(file, `a vertex lies ${out.toFixed(2)} m outside its tile`);
    onContent({ file, ids, depth });
  };

  await tileset("tileset.json", { file: "", matrix: IDENTITY, error: Infinity, isTile: false }, 0);
  return problems;
}

interface TilesetJson {
  readonly asset?: { readonly version?: string };
  readonly geometricError?: unknown;
  readonly root?: Tile;
}

function errorOf({ geometricError }: { geometricError?: unknown }): number {
  return typeof geometricError === "number" ? geometricError : Number.NaN;
}

function farthest(box: TileBox, points: readonly (readonly number[])[]): number {
  return points.reduce((most, point) => Math.max(most, outside(box, point)), 0);
}

function farthestPoint(box: TileBox, points: Float64Array, matrix: Matrix): number {
  let most = 0;
  for (let i = 0; i < points.length; i += 3)
    most = Math.max(most, outside(box, placed(matrix, [...points.subarray(i, i + 3)])));
  return most;
}

/** Undefined where it cannot be read: a finding of the check, told by who asks. */
async function read(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch(() => undefined);
}

function parsed(bytes: Uint8Array): TilesetJson | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as TilesetJson;
  } catch {
    return undefined;
  }
}
