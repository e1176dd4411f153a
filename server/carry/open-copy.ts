import { copyFile, cp, link, mkdir, readdir } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { LIMITS } from "../security/limits.ts";
import { Store } from "../state/history/store/store.ts";

/** Images of the twin that are taken along: of the newest the journal may not know all yet. */
const IMAGES = 5;

/**
 * Opens the history of a twin as it is now, in a folder of its own: also while a server runs on it, which is not
 * disturbed. First the journal, then the archive: what is sealed between the two is in both, and counted once.
 * @param history DATA/history
 * @param folder An empty folder on the same disk; the caller removes it.
 */
export async function openCopy(history: string, folder: string): Promise<Store> {
  const journal = join(folder, "journal.sqlite");
  const source = new DatabaseSync(join(history, "journal.sqlite"), { readOnly: true });
  try {
    await backup(source, journal);
  } finally {
    source.close();
  }
  await linkAll(join(history, "keyframes"), join(folder, "keyframes"), newestImages);
  for (const part of ["minutes", "events", "archive"])
    await linkAll(join(history, part), join(folder, part), all);
  await copyFile(join(history, "retention.json"), join(folder, "retention.json")).catch(absent);
  return Store.open({ folder, journal, limits: LIMITS, now: Date.now, onSealed: () => undefined });
}

const all = (paths: string[]) => paths;

function newestImages(paths: string[]): string[] {
  const number = (path: string) => Number.parseInt(path.slice(path.lastIndexOf(sep) + 1), 10) || 0;
  return paths.sort((a, b) => number(b) - number(a)).slice(0, IMAGES);
}

/**
 * Links the files of a folder; they are never changed in place. Where one goes meanwhile its rows are in another by
 * now, which the list may not have: then it is looked again.
 */
async function linkAll(
  from: string,
  to: string,
  choose: (paths: string[]) => string[],
): Promise<void> {
  await mkdir(to, { recursive: true });
  const linked = new Set<string>();
  for (let gone = true; gone; ) {
    gone = false;
    for (const path of choose(await filesOf(from))) {
      if (linked.has(path)) continue;
      linked.add(path);
      if (!(await linkOne(join(from, path), join(to, path)))) gone = true;
    }
  }
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".draft"))
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
}

/** Whether the file was still there. */
async function linkOne(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true });
  // Another disk, or one without links: a copy.
  return link(from, to)
    .catch(() => cp(from, to))
    .then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        absent(error);
        return false;
      },
    );
}

function absent(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
