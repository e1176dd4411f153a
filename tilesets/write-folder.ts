import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type Problem, problem } from "../shared/problem.ts";

/** What a failing file system is called, where people know it. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EROFS: "the disk is read-only",
  EACCES: "there is no permission to write there",
  EPERM: "there is no permission to write there",
  ENOTDIR: "a part of the path is a file",
  ENOENT: "a folder on the way there cannot be made",
  EEXIST: "there is a file of that name",
  ENAMETOOLONG: "the path is too long",
};

/**
 * Fills a folder all or not at all: `fill` writes into a sibling, which takes the folder's place when it
 * is whole. What an interrupted run left of a sibling is cleared away first. Only an empty folder or one
 * with a city in it (`city.json` and `tileset.json`) is replaced. What the file system refuses is a returned Problem; other errors of
 * `fill` are thrown.
 */
export async function writeFolder<Result>(
  out: string,
  fill: (folder: string) => Promise<Result>,
): Promise<Result | Problem> {
  const folder = resolve(out);
  const [part, former] = [`${folder}.part`, `${folder}.former`];
  try {
    const strange = await strangeIn(folder);
    if (strange !== undefined) return strange;
    await clear(part, former);
    await mkdir(dirname(part), { recursive: true });
    await mkdir(part);
    const result = await fill(part);
    await rename(folder, former).catch(ignoreMissing);
    await rename(part, folder);
    await clear(former);
    return result;
  } catch (error) {
    // What went wrong first is what is told; the next run clears away what is left.
    await clear(part).catch(() => undefined);
    const { code, syscall, path } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    const reason = REASONS[code] ?? `the file system answers ${code}`;
    // A disk that fills while a file is being written does not say which.
    const where = path === undefined ? "" : ` (${path})`;
    return problem("tiles/unwritable", `${folder} cannot be written: ${reason}${where}.`);
  }
}

/** Why a folder is not to be replaced. */
async function strangeIn(folder: string): Promise<Problem | undefined> {
  const names = await readdir(folder).catch(ignoreMissing);
  if (names === undefined || names.length === 0) return undefined;
  // A city.json alone may be anything: CityJSON files are called so too.
  if (["city.json", "tileset.json"].every((name) => names.includes(name))) return undefined;
  return problem(
    "tiles/not-a-city",
    `${folder} has other files in it and no city; it is left as it is.`,
    "Name a new or empty folder after --out.",
  );
}

async function clear(...folders: string[]): Promise<void> {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
