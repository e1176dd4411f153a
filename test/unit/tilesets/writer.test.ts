import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import validator from "gltf-validator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { City } from "../../../shared/city.ts";
import type { CityFootprints } from "../../../shared/city-footprints.ts";
import { isProblem } from "../../../shared/problem.ts";
import { SURFACES } from "../../../shared/surface.ts";
import { checkGlb } from "../../../tilesets/check/check-glb.ts";
import { checkTileset } from "../../../tilesets/check/check-tileset.ts";
import { numbersOf, readGlb } from "../../../tilesets/check/read-glb.ts";
import { writeCity } from "../../../tilesets/write/write-city.ts";
import type { Written } from "../../../tilesets/write/written.ts";
import { modelCity } from "../../support/model-city.ts";
import { plainGlb } from "../../support/plain-glb.ts";

interface Tile {
  readonly geometricError: number;
  readonly refine?: "ADD" | "REPLACE";
  readonly content?: { readonly uri: string };
  readonly children?: readonly Tile[];
}

const MODEL = modelCity();

let folder: string;
let written: Written;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-written-"));
  written = await writeCity(MODEL, folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a written city", () => {
  it("has no glb that the glTF validator has a word against, compressed and not", async () => {
    const glbs = await glbsIn(folder);
    expect(glbs.length).toBe(written.layers.reduce((sum, { tiles }) => sum + tiles, 0));
    for (const file of glbs) {
      const bytes = new Uint8Array(await readFile(join(folder, file)));
      for (const form of [bytes, plainGlb(bytes)]) {
        const { issues } = await validator.validateBytes(form, { maxIssues: 0 });
        expect({ file, found: issues.messages.filter(({ severity }) => severity < 2) }).toEqual({
          file,
          found: [],
        });
      }
    }
  });

  it("is sound: content present, bounds nested, errors shrinking", async () => {
    expect(await checkTileset(folder)).toEqual([]);
  });

  it("has every building once at each level, by the same id, and no other", async () => {
    const ids = MODEL.buildings.map(({ id }) => id).sort();
    const root = await rootOf("buildings");
    for (const depth of [1, 2, 3])
      expect((await idsOf("buildings", frontier(root, depth))).sort()).toEqual(ids);
    expect(frontier(root, 1).length).toBeLessThan(frontier(root, 3).length);
  });

  it("covers the ground once where it is finest: as much area of each surface as the model has", async () => {
    const root = await rootOf("ground");
    const drawn = await areasOf(everyContent(root));
    const asked = modelAreas();
    expect([...drawn.keys()].sort()).toEqual([...asked.keys()].sort());
    for (const [surface, area] of asked) {
      // The lattice's step is a thirteenth of a line 20 cm wide.
      const narrow = surface === "marking" || surface === "rail";
      expect(Math.abs((drawn.get(surface) ?? 0) / area - 1)).toBeLessThan(narrow ? 0.08 : 0.004);
    }
  });

  it("keeps named ground to be asked about, and leaves markings to the nearest tiles", async () => {
    const root = await rootOf("ground");
    const named = MODEL.surfaces.filter(({ name }) => name !== undefined).map(({ id }) => id);
    expect(new Set(await idsOf("ground", everyContent(root)))).toEqual(new Set(named));
    const [whole] = root.children ?? [];
    const coarser = [1, 2].flatMap((depth) => frontier(whole as Tile, depth));
    expect([...(await areasOf(coarser)).keys()]).not.toContain("marking");
  });

  it("has trees and lamps near, fewer triangles of them farther away, none from afar", async () => {
    const root = await rootOf("vegetation");
    expect(root.content).toBeUndefined();
    const near = await areasOf(frontier(root, 3), "vegetation");
    expect([...near.keys()].sort()).toEqual(["crown", "lamp", "steel", "trunk"]);
  });

  it("describes itself: layers, networks, origin, bounds, that it is invented", async () => {
    const city = JSON.parse(await readFile(join(folder, "city.json"), "utf8")) as City;
    expect(city).toMatchObject({
      id: "sample",
      name: { en: "Sample", ja: "見本町" },
      timeZone: "Asia/Tokyo",
      ground: { height: 42.5, method: "grown" },
      origin: { longitude: 137.6, latitude: 34.55, height: 38.5 },
      invented: true,
      tilesets: ["tileset.json"],
      layers: ["ground", "buildings", "vegetation"].map((role) => ({
        ...{ role, tileset: `${role}/tileset.json`, surfaces: true },
      })),
      networks: { buildings: "networks/buildings.json", ground: "networks/ground.json" },
    });
    const [west, south, east, north] = city.bounds;
    expect([west, south].map(Math.floor)).toEqual([137, 34]);
    expect((east - west) * 91_700).toBeCloseTo(4_000, -2);
    expect((north - south) * 110_930).toBeCloseTo(4_000, -2);
  });

  it("has a footprint for each building, where it stands", async () => {
    const path = join(folder, "networks/buildings.json");
    const footprints = JSON.parse(await readFile(path, "utf8")) as CityFootprints;
    expect(footprints.ids).toEqual(MODEL.buildings.map(({ id }) => id));
    const tower = footprints.ids.indexOf("building:tower");
    expect(footprints.useNames[footprints.uses[tower] ?? -1]).toBe("office");
    expect([footprints.bases[tower], footprints.heights[tower]]).toEqual([36, 924]);
    // The tower itself stands on the podium.
    expect(footprints.outlines[tower]).toEqual([
      [-300, -900, 200, -900, 200, -720, -100, -720, -100, -500, -300, -500],
    ]);
  });

  it("is the same, byte for byte, when it is written again", async () => {
    const again = await mkdtemp(join(tmpdir(), "machinami-again-"));
    const told = await writeCity(modelCity(), again);
    expect(told).toEqual(written);
    expect(await hashes(again)).toEqual(await hashes(folder));
    await rm(again, { recursive: true, force: true });
  });

  it("counts its bytes rightly", async () => {
    const files = await allFiles(folder);
    const sizes = await Promise.all(
      files.map(async (file) => (await readFile(join(folder, file))).length),
    );
    expect(written.bytes).toBe(sizes.reduce((sum, size) => sum + size, 0));
  });
});

async function rootOf(layer: string): Promise<Tile> {
  return JSON.parse(await readFile(join(folder, layer, "tileset.json"), "utf8")).root;
}

/** The tiles that stand for the whole so many levels down. */
function frontier(tile: Tile, depth: number): Tile[] {
  if (depth === 0 || tile.children === undefined) return [tile];
  return tile.children.flatMap((child) => frontier(child, depth - 1));
}

/** Tiles that are drawn together where everything is refined. */
function everyContent(tile: Tile): Tile[] {
  const children = (tile.children ?? []).flatMap((child) => everyContent(child));
  return tile.refine === "REPLACE" && children.length > 0 ? children : [tile, ...children];
}

async function idsOf(layer: string, tiles: readonly Tile[]): Promise<string[]> {
  const found = await Promise.all(tiles.map(async (tile) => (await checked(layer, tile)).ids));
  return found.flat();
}

async function checked(layer: string, { content }: Tile) {
  if (content === undefined) throw new Error("a tile without content");
  return checkGlb(new Uint8Array(await readFile(join(folder, layer, content.uri))));
}

/** Square metres of each surface. */
async function areasOf(tiles: readonly Tile[], layer = "ground"): Promise<Map<string, number>> {
  const areas = new Map<string, number>();
  for (const { content } of tiles) {
    if (content === undefined) continue;
    const bytes = new Uint8Array(await readFile(join(folder, layer, content.uri)));
    const { points } = await checkGlb(bytes);
    const glb = readGlb(bytes);
    if (isProblem(glb)) throw new Error(glb.message);
    const { attributes, indices = -1 } = glb.gltf.meshes?.[0]?.primitives?.[0] ?? {};
    const surfaces = numbersOf(glb, attributes?._SURFACE ?? -1) as Float64Array;
    const corners = numbersOf(glb, indices) as Float64Array;
    for (let i = 0; i < corners.length; i += 3) {
      const [a = 0, b = 0, c = 0] = corners.subarray(i, i + 3);
      const at = (corner: number) => [...points.subarray(3 * corner, 3 * corner + 3)];
      add(areas, SURFACES[surfaces[a] ?? 0] ?? "", area(at(a), at(b), at(c)));
    }
  }
  return areas;
}

function modelAreas(): Map<string, number> {
  const areas = new Map<string, number>();
  for (const { surface, positions, indices } of MODEL.surfaces)
    for (let i = 0; i < indices.length; i += 3) {
      const at = (k: number) => {
        const from = 3 * (indices[i + k] ?? 0);
        return [...positions.subarray(from, from + 3)];
      };
      add(areas, surface, area(at(0), at(1), at(2)));
    }
  return areas;
}

function add(areas: Map<string, number>, surface: string, area: number): void {
  areas.set(surface, (areas.get(surface) ?? 0) + area);
}

function area(a: number[], b: number[], c: number[]): number {
  const [ux = 0, uy = 0, uz = 0] = b.map((value, k) => value - (a[k] ?? 0));
  const [vx = 0, vy = 0, vz = 0] = c.map((value, k) => value - (a[k] ?? 0));
  return Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2;
}

async function allFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();
}

async function glbsIn(path: string): Promise<string[]> {
  return (await allFiles(path)).filter((file) => file.endsWith(".glb"));
}

async function hashes(path: string): Promise<[string, string][]> {
  const files = await allFiles(path);
  return Promise.all(
    files.map(
      async (file): Promise<[string, string]> => [
        file,
        createHash("sha256")
          .update(await readFile(join(path, file)))
          .digest("hex"),
      ],
    ),
  );
}
