import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkTileset } from "../../../tilesets/check/check-tileset.ts";
import { writeCity } from "../../../tilesets/write/write-city.ts";
import { modelCity } from "../../support/model-city.ts";

let home: string;
let sound: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "machinami-check-"));
  sound = join(home, "sound");
  await writeCity(modelCity(), sound);
});

afterAll(() => rm(home, { recursive: true, force: true }));

/** What is told of the city after something in it was changed. */
async function toldAfter(change: (folder: string) => Promise<unknown>): Promise<string[]> {
  const folder = await mkdtemp(join(home, "faulty-"));
  await cp(sound, folder, { recursive: true });
  await change(folder);
  return (await checkTileset(folder)).map(({ message }) => message);
}

interface Tile {
  geometricError: number;
  boundingVolume: { box: number[] };
  content?: { uri: string };
  children?: Tile[];
}

/** Changes a layer's tileset.json. */
function edited(layer: string, edit: (tileset: { geometricError: number; root: Tile }) => void) {
  return async (folder: string) => {
    const path = join(folder, layer, "tileset.json");
    const tileset = JSON.parse(await readFile(path, "utf8"));
    edit(tileset);
    await writeFile(path, JSON.stringify(tileset));
  };
}

/** Changes the bytes of a glb. */
function damaged(file: string, damage: (bytes: Buffer) => Buffer | undefined) {
  return async (folder: string) => {
    const bytes = await readFile(join(folder, file));
    await writeFile(join(folder, file), damage(bytes) ?? bytes);
  };
}

function firstChild(tile: Tile): Tile {
  const [child] = tile.children ?? [];
  if (child === undefined) throw new Error("the tile has no children");
  return child;
}

describe("checkTileset", () => {
  it("has nothing to say of a sound city, and reads all of it", async () => {
    const files: string[] = [];
    expect(await checkTileset(sound, ({ file }) => files.push(file))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(["ground/around.glb", "buildings/0-00.glb"]));
    expect(new Set(files).size).toBe(files.length);
  });

  it("finds content that is missing", async () => {
    expect(await toldAfter((folder) => rm(join(folder, "buildings/0-00.glb")))).toEqual([
      "buildings/tileset.json: its content 0-00.glb cannot be read.",
    ]);
    expect(await toldAfter((folder) => rm(join(folder, "ground/tileset.json")))).toEqual([
      "ground/tileset.json: it is missing or not a tileset.",
    ]);
  });

  it("finds a child outside its parent, and a vertex outside its tile", async () => {
    const moved = edited("buildings", ({ root }) => {
      const { box } = firstChild(root).boundingVolume;
      box[0] = (box[0] ?? 0) + 3_000;
    });
    const told = await toldAfter(moved);
    expect(told).toContainEqual(
      expect.stringMatching(/^buildings.*reaches \d+\.\d\d m out of its parent/),
    );
    expect(told).toContainEqual(
      expect.stringMatching(/a vertex lies \d+\.\d\d m outside its tile/),
    );
  });

  it("finds errors that do not shrink on the way down, within a tileset and into one", async () => {
    const grown = edited("buildings", ({ root }) => {
      firstChild(root).geometricError = root.geometricError + 1;
    });
    expect(await toldAfter(grown)).toEqual([
      "buildings/tileset.json: a tile's error 501 is more than 500 above it.",
    ]);
    const same = edited("buildings", ({ root }) => {
      firstChild(root).geometricError = root.geometricError;
    });
    expect(await toldAfter(same)).toEqual([
      "buildings/tileset.json: a tile's error 500 is no less than that above it.",
    ]);
    const rooted = edited("buildings", (tileset) => {
      tileset.geometricError = 5_000;
    });
    expect(await toldAfter(rooted)).toEqual([
      "buildings/tileset.json: its error 5000 is more than 500 above.",
    ]);
  });

  it("finds a tile without bounds", async () => {
    const told = await toldAfter(
      edited("vegetation", ({ root }) => {
        root.boundingVolume = { box: [1, 2, 3] };
      }),
    );
    expect(told).toEqual(["vegetation/tileset.json: a tile has no bounding box."]);
  });

  it("finds glbs that are cut short, or not what they say", async () => {
    const file = "buildings/0-00.glb";
    const short = await toldAfter(damaged(file, (bytes) => bytes.subarray(0, bytes.length / 2)));
    expect(short[0]).toMatch(/^buildings\/0-00\.glb: it says \d+ bytes and has \d+\.$/);
    const other = await toldAfter(damaged(file, (bytes) => void bytes.write("nope")));
    expect(other[0]).toBe("buildings/0-00.glb: it does not begin with glTF.");
  });

  it("finds accessors whose numbers are out of range, and data that does not unpack", async () => {
    const file = "buildings/0-00.glb";
    const inJson = (from: RegExp, to: (found: string) => string) =>
      damaged(file, (bytes) => {
        const end = 20 + bytes.readUInt32LE(12);
        const json = bytes.subarray(20, end).toString();
        const changed = json
          .replace(from, to)
          .trimEnd()
          .padEnd(end - 20);
        if (changed === json || changed.length !== end - 20) throw new Error("nothing was changed");
        bytes.write(changed, 20);
        return undefined;
      });
    const max = await toldAfter(inJson(/"max":\[\d+/, (found) => '"max":[0'.padEnd(found.length)));
    expect(max).toEqual([
      "buildings/0-00.glb: a position lies outside the accessor's min and max.",
    ]);
    const features = await toldAfter(
      inJson(/"featureCount":97,"nullFeatureId":97/, () => '"featureCount":50,"nullFeatureId":97'),
    );
    expect(features).toEqual([
      "buildings/0-00.glb: a vertex has the number of a feature that there is not.",
    ]);
    const mode = await toldAfter(inJson(/"mode":"TRIANGLES"/, () => '"mode":"ATTRIBUTE"'));
    expect(mode[0]).toMatch(/cannot be decompressed/);
  });
});
