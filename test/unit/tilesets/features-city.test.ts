import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import Flatbush from "flatbush";
import validator from "gltf-validator";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Footprints } from "../../../server/analytics/city/footprints.ts";
import type { City } from "../../../shared/city.ts";
import type { CityFootprints } from "../../../shared/city-footprints.ts";
import { LocalFrame } from "../../../shared/geodesy.ts";
import { isProblem } from "../../../shared/problem.ts";
import { readCity } from "../../../shared/read-city.ts";
import { checkTileset } from "../../../tilesets/check/check-tileset.ts";
import { readGlb } from "../../../tilesets/check/read-glb.ts";
import type { CityFeature } from "../../../tilesets/model/city-feature.ts";
import type { ImageRef } from "../../../tilesets/model/read-feature.ts";
import { Tally } from "../../../tilesets/read/tally.ts";
import { NODE } from "../../support/node-path.ts";
import { houseOf, reliefOf, sheetOf } from "../../support/synthetic-features.ts";
import { PLANE, writeImported } from "../../support/write-imported.ts";
import { depthOf, frontier, readWritten, rootTile } from "../../support/written-tiles.ts";

const HOUSES = 4_000;
const PER_ROW = 63;
/** Every so many-th house shows a picture. */
const PICTURED = 40;
const hill = (east: number, north: number) => 12 + 6 * Math.sin(east / 150) * Math.cos(north / 120);

let folder: string;
let picture: ImageRef;
const missing: ImageRef = {
  ...{ path: "appearance/gone.jpg", repeats: false },
  open: () => Promise.resolve(undefined),
};
const tally = new Tally();

beforeAll(async () => {
  const create = { width: 64, height: 64, channels: 3 as const, background: "#a04030" };
  const bytes = new Uint8Array(await sharp({ create }).jpeg().toBuffer());
  picture = { path: "appearance/wall.jpg", repeats: false, open: () => Promise.resolve(bytes) };
  folder = await mkdtemp(join(tmpdir(), "machinami-features-"));
  await writeImported(features(), folder, { tally });
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function houseAt(i: number): CityFeature {
  const [west, south] = [(i % PER_ROW) * 16 - 500, Math.floor(i / PER_ROW) * 16 - 500];
  const height = i % 50 === 7 ? 60 : 7 + (i % 4);
  const image = i === 7 ? missing : i % PICTURED === 0 ? picture : undefined;
  const look = image === undefined ? {} : { image };
  const name = i === 57 ? { name: { en: "Tall One", ja: "高い家" } } : {};
  return houseOf(`bldg_${i}`, [west, south], { height, foot: hill(west, south), ...look }, name);
}

const ROAD = sheetOf("tran_1", "road", [-500, 0, 500, 6], { flat: true });

function* features(): Generator<CityFeature> {
  for (let i = 0; i < HOUSES; i++) yield houseAt(i);
  yield reliefOf("dem_1", [-510, -510, 530, 530], 104, hill);
  yield ROAD;
  yield sheetOf("luse_1", "land-use", [-500, -500, 0, 500], { flat: true, pieces: 3 });
  for (const river of ["都川", "村田川"])
    yield sheetOf(
      `fld_${river}`,
      "hazard",
      [-400, -400, 400, 400],
      { height: 14, pieces: 8 },
      {
        layer: { en: `River ${river}`, ja: river },
      },
    );
  yield sheetOf("unf_1", "utility", [0, 0, 100, 1], { height: -3 });
}

const levels = new Map<string, ReturnType<typeof readLevels>>();

/** The tiles that are drawn together at each depth, read once. */
function levelsOf(layer: string): ReturnType<typeof readLevels> {
  const known = levels.get(layer) ?? readLevels(layer);
  levels.set(layer, known);
  return known;
}

async function readLevels(layer: string) {
  const tileset = join(folder, layer, "tileset.json");
  const root = await rootTile(tileset);
  const depths = Array.from({ length: depthOf(root) + 1 }, (_, depth) => frontier(root, depth));
  return Promise.all(
    depths.map((tiles) => Promise.all(tiles.map((tile) => readWritten(tileset, tile)))),
  );
}

async function glbsIn(root: string): Promise<string[]> {
  return (await readdir(root, { recursive: true })).filter((name) => name.endsWith(".glb"));
}

async function cityJson(): Promise<City> {
  const city = readCity(JSON.parse(await readFile(join(folder, "city.json"), "utf8")));
  if (city === undefined) throw new Error("city.json is none");
  return city;
}

describe("a city that was read from files, written", () => {
  it("has no glb that the glTF validator has a word against, and is a sound tileset", async () => {
    const glbs = await glbsIn(folder);
    expect(glbs.length).toBeGreaterThan(8);
    for (const file of glbs) {
      const bytes = new Uint8Array(await readFile(join(folder, file)));
      const { issues } = await validator.validateBytes(bytes, { maxIssues: 0 });
      const found = issues.messages.filter(({ severity }) => severity < 2);
      expect({ file, found }).toEqual({ file, found: [] });
    }
    expect(await checkTileset(folder)).toEqual([]);
  });

  it("has every building once where it is finest, and none twice at any level", async () => {
    const depths = await levelsOf("buildings");
    expect(depths.length).toBeGreaterThan(1);
    const all = Array.from({ length: HOUSES }, (_, i) => `bldg_${i}`).sort();
    for (const tiles of depths) {
      const ids = tiles.flatMap((tile) => tile.ids);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.every((id) => all.includes(id))).toBe(true);
    }
    expect(
      depths
        .at(-1)
        ?.flatMap((tile) => tile.ids)
        .sort(),
    ).toEqual(all);
  });

  it("says the same of a building at every level", async () => {
    const told = new Map<string, unknown>();
    for (const tiles of await levelsOf("buildings"))
      for (const tile of tiles) {
        const columns = ["height", "usage", "use", "measuredHeight", "name", "fireproof"].map(
          (name) => tile.column(name),
        );
        tile.ids.forEach((id, i) => {
          const row = columns.map((column) => column[i]);
          expect({ id, row: told.get(id) ?? row }).toEqual({ id, row });
          told.set(id, row);
        });
      }
    expect(told.get("bldg_57")).toMatchObject({ 0: 60, 3: 60, 4: "Tall One" });
  });

  it("keeps all that is known of a feature in its finest tile, under labels", async () => {
    const near = (await levelsOf("buildings")).at(-1) ?? [];
    const tile = near.find(({ ids }) => ids.includes("bldg_123"));
    const at = tile?.ids.indexOf("bldg_123") ?? -1;
    expect(tile?.column("buildingIDAttribute_buildingID")[at]).toBe("13111-bldg-bldg_123");
    expect(tile?.column("class")[at]).toBe("test:building");
    expect(tile?.column("lod")[at]).toBe(2);
  });

  it("puts every vertex within 1 cm of where it was", async () => {
    const near = (await levelsOf("buildings")).at(-1) ?? [];
    const frame = new LocalFrame(PLANE.longitude, PLANE.latitude, PLANE.height);
    const enu = new Float64Array(3);
    for (const i of [0, 1, 57, 399, 2_040, HOUSES - 1]) {
      const house = houseAt(i);
      const points = near.map((tile) => tile.points.get(house.id)).find((found) => found) ?? [];
      for (const { positions } of house.levels.at(-1)?.patches ?? [])
        for (let k = 0; k < positions.length; k += 3) {
          const [x = 0, y = 0, z = 0] = positions.subarray(k, k + 3);
          frame.write(...PLANE.geodetic(x, y, z), enu, 0);
          const away = points.map((point) =>
            Math.hypot(...point.map((part, a) => part - (enu[a] ?? 0))),
          );
          expect(Math.min(...away)).toBeLessThan(0.01);
        }
    }
  });

  it("draws pictures near and their colour far away, and tells of one that is missing", async () => {
    const depths = await levelsOf("buildings");
    expect(depths.at(-1)?.some(({ images }) => images > 0)).toBe(true);
    expect(depths[0]?.every(({ images }) => images === 0)).toBe(true);
    expect(tally.missingTextures).toEqual(["appearance/gone.jpg"]);
    expect(tally.ledger("textures")).toMatchObject({ written: 1 });
    // What it showed is drawn in its colour, and not lost.
    const [tile] = (depths.at(-1) ?? []).filter(({ ids }) => ids.includes("bldg_7"));
    const [plain] = (depths.at(-1) ?? []).filter(({ ids }) => ids.includes("bldg_57"));
    expect(tile?.areas.get("bldg_7")).toBeCloseTo(plain?.areas.get("bldg_57") ?? 0, 0);
  });

  it("lays flat things on the relief, a little above it", async () => {
    const [tiles] = (await levelsOf("roads")).slice(-1);
    const points = tiles?.flatMap((tile) => tile.points.get("tran_1") ?? []) ?? [];
    expect(points.length).toBeGreaterThan(40);
    for (const [x, y, z] of points) {
      const above = z - hill(x, y);
      expect(above).toBeGreaterThan(0.2);
      expect(above).toBeLessThan(0.9);
    }
  });

  it("describes itself: layers, attributes with labels and colours, sources, views", async () => {
    const city = await cityJson();
    expect(
      city.layers?.map(({ role, name, off, underground, count }) => [
        role,
        name?.ja,
        off,
        underground,
        count,
      ]),
    ).toEqual([
      ["ground", undefined, undefined, undefined, 1],
      ["buildings", undefined, undefined, undefined, HOUSES],
      ["roads", undefined, undefined, undefined, 1],
      ["land-use", undefined, true, undefined, 1],
      ["hazards", "都川", true, undefined, 1],
      ["hazards", "村田川", true, undefined, 1],
      ["utilities", undefined, true, true, 1],
    ]);
    expect(city.attribution).toEqual(["Test, Nobody, CC0, 2024"]);
    expect(city.counts).toMatchObject({ building: HOUSES, hazard: 2, relief: 1 });
    const usage = city.attributes?.find(({ id }) => id === "usage");
    expect(usage).toMatchObject({ type: "category", layers: [1], known: HOUSES });
    expect(usage?.values?.reduce((sum, { count }) => sum + count, 0)).toBe(HOUSES);
    expect(usage?.values?.every(({ color }) => /^#[0-9a-f]{6}$/.test(color))).toBe(true);
    const height = city.attributes?.find(({ id }) => id === "height");
    expect(height).toMatchObject({ type: "number", range: [7, 60], known: HOUSES, unit: "m" });
    expect(height?.deciles).toHaveLength(9);
    expect(city.viewpoints?.map(({ id }) => id)).toEqual(["overview", "centre"]);
    const ids = city.attributes?.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("tells the server where buildings stand, with an index and what is known of them", async () => {
    const { networks = {} } = await cityJson();
    const file = JSON.parse(
      await readFile(join(folder, networks.buildings ?? ""), "utf8"),
    ) as CityFootprints;
    const footprints = Footprints.read(file, 1_000_000);
    if (typeof footprints === "string") throw new Error(footprints);
    expect(footprints.count).toBe(HOUSES);
    const place = file.ids.indexOf("bldg_57");
    expect(footprints.properties(place)).toEqual({
      ...{ name: "Tall One", nameJa: "高い家", height: 60, floors: 20 },
      use: footprints.use(place),
    });
    const [east = 0, north = 0] = footprints.middle(place) ?? [];
    expect(footprints.roofAt(east, north)?.building).toBe(place);
    const index = Flatbush.from(
      Uint8Array.from(await readFile(join(folder, networks.buildingsIndex ?? ""))).buffer,
    );
    expect(index.search(10 * east, 10 * north, 10 * east, 10 * north)).toContain(place);
    const { usage, fireproof } = file.attributes ?? {};
    expect(usage?.cells.length).toBe(HOUSES);
    expect(usage?.values?.[usage.cells[place] ?? -1]).toBeDefined();
    // A third of them say it: they are listed.
    expect(fireproof?.places?.length).toBe(fireproof?.cells.length);
  });

  it("credits its sources in every file that other software opens", async () => {
    for (const file of ["tileset.json", "buildings/tileset.json"]) {
      const { asset } = JSON.parse(await readFile(join(folder, file), "utf8")) as {
        asset: { copyright?: string };
      };
      expect(asset.copyright).toBe("Test, Nobody, CC0, 2024");
    }
    for (const file of await glbsIn(folder)) {
      const glb = readGlb(new Uint8Array(await readFile(join(folder, file))));
      if (isProblem(glb)) throw new Error(glb.message);
      expect(glb.gltf).toMatchObject({ asset: { copyright: "Test, Nobody, CC0, 2024" } });
    }
  });

  it("leaves nothing of its work beside the city", async () => {
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);
  });
});

describe("writing such a city", () => {
  it("gives the same bytes again", async () => {
    const again = await mkdtemp(join(tmpdir(), "machinami-features-again-"));
    try {
      await writeImported(features(), again);
      expect(await digest(again)).toEqual(await digest(folder));
    } finally {
      await rm(again, { recursive: true, force: true });
    }
  });

  it("stops between tiles when it is told to", async () => {
    const stopped = await mkdtemp(join(tmpdir(), "machinami-features-stopped-"));
    try {
      const controller = new AbortController();
      const progress = (part: string, done: number) => {
        if (part === "buildings" && done === 2) controller.abort(new Error("enough"));
      };
      const { signal } = controller;
      await expect(writeImported(features(), stopped, { progress, signal })).rejects.toThrow(
        "enough",
      );
      expect((await glbsIn(stopped)).filter((file) => file.startsWith("buildings"))).toHaveLength(
        2,
      );
      expect(await readdir(stopped)).not.toContain("city.json");
    } finally {
      await rm(stopped, { recursive: true, force: true });
    }
  });
});

describe("a city of many features", () => {
  it("is written with a heap that holds a small part of it", { timeout: 120_000 }, async () => {
    const many = await mkdtemp(join(tmpdir(), "machinami-features-many-"));
    try {
      const script = join(import.meta.dirname, "../../support/write-many.ts");
      const args = ["--max-old-space-size=48", script, many, "15000"];
      const { stdout } = await promisify(execFile)(NODE, args);
      expect(JSON.parse(stdout)).toMatchObject({ buildings: 15_000 });
    } finally {
      await rm(many, { recursive: true, force: true });
    }
  });
});

async function digest(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const hashed = files.sort().map(async (file) => {
    const hash = createHash("sha256")
      .update(await readFile(file))
      .digest("hex");
    return [file.slice(root.length), hash] as const;
  });
  return Object.fromEntries(await Promise.all(hashed));
}
