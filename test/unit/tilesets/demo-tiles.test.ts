import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import validator from "gltf-validator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkTileset } from "../../../tilesets/check/check-tileset.ts";
import { growCity } from "../../../tilesets/demo/grow-city.ts";
import { writeCity } from "../../../tilesets/write/write-city.ts";
import type { Written } from "../../../tilesets/write/written.ts";

// Growing and writing the whole city takes seconds; on a busy machine many.
const PATIENCE = 240_000;
const MOST_BYTES = 25e6;

let folder: string;
let written: Written;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-hamatsuki-"));
  written = await writeCity(growCity(1), folder);
}, PATIENCE);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the tiles of Hamatsuki", () => {
  it("are no more than 25 MB with all that is in the folder", async () => {
    const files = await filesIn("");
    const sizes = await Promise.all(files.map(async (file) => (await bytesOf(file)).length));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    expect(bytes).toBe(written.bytes);
    expect(bytes).toBeLessThan(MOST_BYTES);
  });

  it(
    "are there, nested in their bounds, with errors that shrink, and none is left over",
    async () => {
      const read: string[] = [];
      expect(await checkTileset(folder, ({ file }) => read.push(file))).toEqual([]);
      expect(read.sort()).toEqual(await filesIn(".glb"));
    },
    PATIENCE,
  );

  it(
    "are glTF that its validator has no word against",
    async () => {
      for (const file of await filesIn(".glb")) {
        const { issues } = await validator.validateBytes(await bytesOf(file), { maxIssues: 0 });
        const found = issues.messages.filter(({ severity }) => severity < 2);
        expect({ file, found }).toEqual({ file, found: [] });
      }
    },
    PATIENCE,
  );
});

/** Paths in the folder, sorted. */
async function filesIn(ending: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}

async function bytesOf(file: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(join(folder, file)));
}
