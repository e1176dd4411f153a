import { statfsSync } from "node:fs";
import { type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";

/** Of a small disk no more than this share is left free. */
const SHARE = 1 / 8;
/** SQLite's primary result codes. */
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;

/** Why so many more bytes cannot be written to a folder's disk; undefined where they can. */
export function noRoom(folder: string, bytes: number, limits: Limits): Problem | undefined {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    const free = bavail * bsize;
    const reserve = Math.min(limits.diskReserve, blocks * bsize * SHARE);
    if (free - bytes >= reserve) return undefined;
    return diskFull(folder, `${megabytes(free)} MB are free and ${megabytes(reserve)} are left so`);
  } catch {
    // Where the disk cannot be asked, writing itself will tell.
    return undefined;
  }
}

/** What a failure to write means for the sender. */
export function writeFault(folder: string, error: unknown): Problem {
  const { code, errcode, message } = error as {
    code?: string;
    errcode?: number;
    message?: string;
  };
  const full = code === "ENOSPC" || code === "EDQUOT" || isOf(errcode, SQLITE_FULL);
  if (full) return diskFull(folder, "it took no more");
  const number = errcode === undefined ? "" : `, SQLite ${errcode}`;
  return problem(
    "journal/cannot-write",
    `The disk of ${folder} cannot be written (${message ?? String(error)}${number}).`,
    "Look at the disk and the folder of --data; it is tried again every second.",
  );
}

/** Whether SQLite failed for a page that holds what none of its pages can. */
export function isCorrupt(error: unknown): boolean {
  return isOf((error as { errcode?: number }).errcode, SQLITE_CORRUPT);
}

function isOf(errcode: number | undefined, primary: number): boolean {
  return ((errcode ?? 0) & 0xff) === primary;
}

function diskFull(folder: string, why: string): Problem {
  return problem(
    "journal/disk-full",
    `The disk of ${folder} is full: ${why} (diskReserve).`,
    "Make room on it; what is sent then is taken again by itself.",
  );
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 ** 2);
}
