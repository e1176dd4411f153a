import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** What the name of a file ends in that is not whole yet. */
export const DRAFT = ".draft";

/** Writes a file that is there whole or not at all, also after a crash. Throws where it cannot. */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const draft = path + DRAFT;
  try {
    const file = await open(draft, "w");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Gives a draft its name once all of it is on the disk. */
export async function makeDurable(draft: string, path: string): Promise<void> {
  const file = await open(draft, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** A name is on the disk once its folder is; not every system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
