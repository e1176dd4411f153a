import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import validator from "gltf-validator";
import { isProblem } from "../../../shared/problem.ts";
import { checkTileset } from "../../../tilesets/check/check-tileset.ts";
import { convertCity } from "../../../tilesets/convert/convert-city.ts";
import { ProgressLines } from "../../../tilesets/convert/progress-lines.ts";
import type { Conversion } from "../../../tilesets/convert/summary.ts";
import type { ConvertOptions } from "../../../tilesets/read-arguments.ts";
import { plainGlb } from "../plain-glb.ts";

export type Options = Partial<Omit<ConvertOptions, "inputs" | "out">>;

/** The whole command, in process and without a word. */
export function convert(inputs: readonly string[], out: string, options: Options = {}) {
  const asked = {
    command: "convert",
    json: false,
    strict: false,
    ...options,
    inputs,
    out,
  } as const;
  const silent = new ProgressLines({ write: () => true });
  return convertCity(asked, silent, new AbortController().signal);
}

export async function converted(
  inputs: readonly string[],
  out: string,
  options: Options = {},
): Promise<Conversion> {
  const result = await convert(inputs, out, options);
  if (isProblem(result)) throw new Error(result.message);
  return result;
}

/** What the glTF validator and our own checker have against a city, in words. */
export async function unsound(folder: string): Promise<string[]> {
  const told = await checkTileset(folder);
  const faults = told.map(({ message }) => message);
  for (const file of (await readdir(folder, { recursive: true })).sort()) {
    if (!file.endsWith(".glb")) continue;
    const bytes = new Uint8Array(await readFile(join(folder, file)));
    // It cannot unpack: what is in the buffers it sees in the other form.
    for (const form of [bytes, plainGlb(bytes)]) {
      const { issues } = await validator.validateBytes(form, { maxIssues: 0 });
      const found = issues.messages.filter(({ severity }) => severity < 2);
      faults.push(...found.map(({ code, message }) => `${file}: ${code} ${message}`));
    }
  }
  return faults;
}

/** Bytes of every file of a city. */
export async function bytesIn(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const read = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(folder.length), await readFile(path)] as const;
  });
  return new Map((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)));
}
