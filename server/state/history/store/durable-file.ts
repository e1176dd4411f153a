import { mkdir, open, rename, rm } from "node:fs/promises";
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

/** Makes a folder and those that it lies in; they are on the disk then. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made))
    await syncFolder(dirname(made));
}

/** What systems say that do not let a folder be opened, or forced to the disk. */
const UNABLE = ["EACCES", "EBADF", "EINVAL", "EISDIR", "ENOTSUP", "EPERM"];

/** A name is on the disk once its folder is. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!UNABLE.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}
