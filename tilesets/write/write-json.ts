import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a value as a file, and the folder that it lies in. Bytes that it came to. */
export async function writeJson(path: string, content: unknown): Promise<number> {
  await mkdir(dirname(path), { recursive: true });
  const text = JSON.stringify(content);
  await writeFile(path, text);
  return Buffer.byteLength(text);
}
