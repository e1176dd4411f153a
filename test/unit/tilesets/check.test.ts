import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkGlb, checkGltf } from "../../../tilesets/check/check-glb.ts";
import { checkTileset } from "../../../tilesets/check/check-tileset.ts";
import type { Gltf } from "../../../tilesets/check/read-glb.ts";
import { readSubtree } from "../../../tilesets/check/read-subtree.ts";
import { cellOf } from "../../../tilesets/check/tile-volume.ts";
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
      "tileset.json: its content ground/tileset.json cannot be read.",
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
    expect(told).toEqual([
      "vegetation/tileset.json: the bounding box of a tile is not right: it has 3 elements instead of 12.",
    ]);
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

/** Anything that JSON can hold, and numbers that are far out. */
const anything = fc.oneof(
  fc.constantFrom(null, true, "", "text", [], {}, -1, 0, 0.5, 1e9, 1e300, [1, 2], { uri: "a.glb" }),
  fc.integer(),
);

/** The same JSON with one of its parts, chosen by a number, replaced or left out. */
function mutated(json: unknown, choice: number, value: unknown): unknown {
  const copy = structuredClone(json);
  const places: [Record<string, unknown>, string][] = [];
  const collect = (from: unknown) => {
    if (typeof from !== "object" || from === null) return;
    for (const key of Object.keys(from)) {
      places.push([from as Record<string, unknown>, key]);
      collect((from as Record<string, unknown>)[key]);
    }
  };
  collect(copy);
  const [owner, key] = places[choice % places.length] ?? [{}, ""];
  if (value === undefined) delete owner[key];
  else owner[key] = value;
  return copy;
}

describe("checkTileset on what is broken", () => {
  const place = fc.nat({ max: 100_000 });
  const part = fc.option(anything, { nil: undefined });

  it("says something of any tileset, and throws nothing", async () => {
    const path = join(sound, "buildings/tileset.json");
    const json = JSON.parse(await readFile(path, "utf8"));
    const folder = await mkdtemp(join(home, "mutated-"));
    await fc.assert(
      fc.asyncProperty(place, part, async (choice, value) => {
        await writeFile(join(folder, "tileset.json"), JSON.stringify(mutated(json, choice, value)));
        expect(Array.isArray(await checkTileset(folder))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("says something of any glb, and throws nothing", async () => {
    const bytes = await readFile(join(sound, "buildings/0-00.glb"));
    const end = 20 + bytes.readUInt32LE(12);
    const json = JSON.parse(bytes.subarray(20, end).toString());
    const binary = bytes.subarray(end + 8);
    await fc.assert(
      fc.asyncProperty(place, part, async (choice, value) => {
        const gltf = mutated(json, choice, value) as Gltf;
        expect(await checkGltf({ gltf, binary })).toHaveProperty("problems");
      }),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(place, fc.nat({ max: 255 }), async (at, value) => {
        const broken = bytes.slice();
        broken[at % bytes.length] = value;
        expect(await checkGlb(broken)).toHaveProperty("problems");
      }),
      { numRuns: 200 },
    );
  });

  it("says something of any subtree, and throws nothing", async () => {
    const json = JSON.stringify({
      buffers: [{ byteLength: 8 }],
      bufferViews: [{ buffer: 0, byteOffset: 0, byteLength: 8 }],
      tileAvailability: { bitstream: 0 },
      contentAvailability: [{ constant: 0 }],
      childSubtreeAvailability: { constant: 0 },
    });
    await fc.assert(
      fc.asyncProperty(place, part, fc.nat({ max: 255 }), async (choice, value, byte) => {
        const text = Buffer.from(JSON.stringify(mutated(JSON.parse(json), choice, value)));
        const bytes = Buffer.concat([Buffer.alloc(24), text, Buffer.alloc(8, byte)]);
        bytes.write("subt");
        bytes.writeUInt32LE(1, 4);
        bytes.writeBigUInt64LE(BigInt(text.length), 8);
        bytes.writeBigUInt64LE(8n, 16);
        const told = await readSubtree(bytes, 21, 64, () => Promise.resolve(undefined));
        expect(["string", "object"]).toContain(typeof told);
      }),
      { numRuns: 300 },
    );
  });

  it("stops where tiles lie too deep in one another", async () => {
    const folder = await mkdtemp(join(home, "deep-"));
    const box = [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1];
    let root: object = { boundingVolume: { box }, geometricError: 0 };
    for (let depth = 1; depth < 300; depth++)
      root = { boundingVolume: { box }, geometricError: depth, refine: "ADD", children: [root] };
    const tileset = { asset: { version: "1.1" }, geometricError: 300, root };
    await writeFile(join(folder, "tileset.json"), JSON.stringify(tileset));
    expect((await checkTileset(folder)).map(({ message }) => message)).toEqual([
      "tileset.json: its tiles lie more than 100 within one another.",
    ]);
  });

  it("reads nothing outside the folder", async () => {
    const told = await toldAfter(
      edited("vegetation", ({ root }) => {
        root.content = { uri: "../../sound/tileset.json" };
      }),
    );
    expect(told).toContain(
      "vegetation/tileset.json: its content ../../sound/tileset.json lies outside the folder: not looked into.",
    );
  });
});

describe("cellOf", () => {
  it("divides boxes and regions as implicit tiling does", () => {
    const box = [10, 20, 5, 8, 0, 0, 0, 4, 0, 0, 0, 3];
    expect(cellOf({ box }, { level: 1, x: 1, y: 0 })).toEqual({
      box: [14, 18, 5, 4, 0, 0, 0, 2, 0, 0, 0, 3],
    });
    expect(cellOf({ box }, { level: 2, x: 0, y: 3, z: 2 })).toEqual({
      box: [4, 23, 5.75, 2, 0, 0, 0, 1, 0, 0, 0, 0.75],
    });
    const region = [0, 1, 0.5, 1.25, -10, 30];
    expect(cellOf({ region }, { level: 1, x: 1, y: 0 })).toEqual({
      region: [0.25, 1, 0.5, 1.125, -10, 30],
    });
    expect(cellOf({ region }, { level: 2, x: 0, y: 0, z: 3 })).toEqual({
      region: [0, 1, 0.125, 1.0625, 20, 30],
    });
  });
});
