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
    await linkAll(join(history, part), join(folder, part));
  await copyFile(join(history, "retention.json"), join(folder, "retention.json")).catch(absent);
  return Store.open({ folder, journal, limits: LIMITS, now: Date.now, onSealed: () => undefined });
}

function newestImages(paths: string[]): string[] {
  const number = (path: string) => Number.parseInt(path.slice(path.lastIndexOf(sep) + 1), 10) || 0;
  return paths.sort((a, b) => number(b) - number(a)).slice(0, IMAGES);
}

/** Links the files of a folder; they are never changed in place. A file that goes meanwhile has its rows elsewhere by now. */
async function linkAll(
  from: string,
  to: string,
  choose: (paths: string[]) => string[] = (paths) => paths,
): Promise<void> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".draft"))
    .map(({ parentPath, name }) => join(parentPath, name).slice(from.length + 1));
  await mkdir(to, { recursive: true });
  for (const path of choose(paths)) {
    const target = join(to, path);
    await mkdir(dirname(target), { recursive: true });
    // Another disk, or one without links: a copy.
    await link(join(from, path), target)
      .catch(() => cp(join(from, path), target))
      .catch(absent);
  }
}

function absent(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
