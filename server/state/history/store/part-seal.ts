import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

const SEALED = /-([0-9a-f]{16})\.parquet$/;
const CHUNK = 256 * 1024;

/** The name that a part of the archive gets once it is written: with what its bytes come to. */
export async function sealedName(path: string, file: string): Promise<string> {
  return path.replace(/\.parquet$/, `-${await digestOf(file)}.parquet`);
}

/** Whether a file still has the bytes that its name tells of; undefined where its name tells nothing. */
export async function isWhole(file: string): Promise<boolean | undefined> {
  const told = SEALED.exec(file)?.[1];
  return told === undefined ? undefined : told === (await digestOf(file));
}

/** The first 64 bits of SHA-256. Rejects where the file cannot be read. */
async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) hash.update(chunk);
  return hash.digest("hex").slice(0, 16);
}
