import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import validator from "gltf-validator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { City } from "../../../shared/city.ts";
import { isProblem } from "../../../shared/problem.ts";
import { checkTileset } from "../../../tilesets/check/check-tileset.ts";
import { readGlb } from "../../../tilesets/check/read-glb.ts";
import type { Attribute } from "../../../tilesets/model/attribute.ts";
import type { CityFeature } from "../../../tilesets/model/city-feature.ts";
import type { Point3, Rgb } from "../../../tilesets/model/city-model.ts";
import { CLASS_LOOKS } from "../../../tilesets/write/features/class-looks.ts";
import { featureLook } from "../../../tilesets/write/features/feature-look.ts";
import { DEPTH_COLORS } from "../../../tilesets/write/features/value-colors.ts";
import { plainGlb } from "../../support/plain-glb.ts";
import { houseOf, reliefOf, sheetOf } from "../../support/synthetic-features.ts";
import { writeImported } from "../../support/write-imported.ts";
import { frontier, readWritten, rootTile, type TileJson } from "../../support/written-tiles.ts";

const slope = (east: number) => 20 + east / 50;
const GLASS = 0.42;
/** So many that they have coarser tiles. */
const TREES = 6_000;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-looks-"));
  await writeImported(features(), folder);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function* features(): Generator<CityFeature> {
  yield reliefOf("dem", [-800, -800, 800, 800], 40, slope);
  for (let i = 0; i < TREES; i++) {
    const [east, north] = [(i % 100) * 8 - 400, Math.floor(i / 100) * 8 - 240];
    const onGround = i % 2 === 0;
    yield treeAt(`tree_${i}`, [east, north, onGround ? 0 : slope(east) + 1], onGround);
  }
  yield glazed("glass_house");
  yield* ["1", "3", "6"].map((code) =>
    sheetOf(`fld_${code}`, "hazard", [0, 0, 100, 100], { height: 30 }, { attributes: rank(code) }),
  );
}

function treeAt(id: string, at: Point3, onGround: boolean): CityFeature {
  const [east, north, foot] = at;
  return {
    ...{ id, class: "vegetation", type: "natural=tree", attributes: [], footprint: [], levels: [] },
    box: [east - 2, north - 2, foot, east + 2, north + 2, foot + 6],
    trees: { trees: [{ at, height: 6, width: 4, shape: "round" }], onGround },
  };
}

/** A house whose roof is glass. */
function glazed(id: string): CityFeature {
  const house = houseOf(id, [500, 500], { foot: 40 });
  const levels = house.levels.map((level) => ({
    ...level,
    patches: level.patches.map((patch) =>
      patch.semantic === "roof" ? { ...patch, opacity: GLASS } : patch,
    ),
  }));
  return { ...house, levels };
}

function rank(code: string): Attribute[] {
  const labels = ["0.5m未満", "0.5m以上3m未満", "3m以上5m未満", "", "", "20m以上"];
  const value = labels[Number(code) - 1] ?? "";
  return [{ path: "riverFloodingRiskAttribute/rank", value, code, kind: "category" }];
}

const tileset = (layer: string) => join(folder, layer, "tileset.json");

function leaves(tile: TileJson): TileJson[] {
  return frontier(tile, 20);
}

describe("trees", () => {
  it("stand on the ground, or where their source has them, whole in the finest tiles", async () => {
    const seen = new Set<string>();
    for (const leaf of leaves(await rootTile(tileset("vegetation")))) {
      const { ids, points } = await readWritten(tileset("vegetation"), leaf);
      for (const id of ids) {
        expect(seen.has(id)).toBe(false);
        seen.add(id);
        const places = points.get(id) ?? [];
        const number = Number(id.slice(5));
        const foot = slope((number % 100) * 8 - 400) + (number % 2);
        const top = Math.max(...places.map(([, , z]) => z));
        expect(Math.abs(top - foot - 6)).toBeLessThan(0.35);
        expect(places.length).toBeGreaterThan(12);
      }
    }
    expect(seen.size).toBe(TREES);
  });

  it("are crowns from farther away", async () => {
    const root = await rootTile(tileset("vegetation"));
    const near = leaves(root);
    expect(near.length).toBeGreaterThan(1);
    const coarse = frontier(root, 0)[0] as TileJson;
    const { ids, triangles } = await readWritten(tileset("vegetation"), coarse);
    expect(ids.length).toBeGreaterThan(100);
    expect(triangles / ids.length).toBeLessThanOrEqual(8);
  });
});

describe("what is seen through", () => {
  it("is a primitive of its own with its opacity", async () => {
    const [leaf] = leaves(await rootTile(tileset("buildings")));
    const bytes = await readFile(join(folder, "buildings", leaf?.content?.uri ?? ""));
    const glb = readGlb(new Uint8Array(bytes));
    if (isProblem(glb)) throw new Error(glb.message);
    const { materials, meshes } = glb.gltf as unknown as {
      materials: { alphaMode?: string; pbrMetallicRoughness: { baseColorFactor?: number[] } }[];
      meshes: { primitives: { material: number }[] }[];
    };
    const drawn = meshes[0]?.primitives.map(({ material }) => materials[material]);
    expect(drawn?.map((material) => material?.alphaMode)).toEqual([undefined, "BLEND"]);
    const [, , , alpha = 1] = drawn?.[1]?.pbrMetallicRoughness.baseColorFactor ?? [];
    expect(Math.abs(alpha - GLASS)).toBeLessThanOrEqual(0.025 + 1e-9);
    const { issues } = await validator.validateBytes(plainGlb(new Uint8Array(bytes)));
    expect(issues.messages.filter(({ severity }) => severity < 2)).toEqual([]);
    expect(await checkTileset(join(folder, "buildings"))).toEqual([]);
  });
});

describe("colours", () => {
  const look = (of: CityFeature["class"], type: string, attributes: Attribute[] = []) =>
    featureLook({ class: of, type, attributes }).color;
  const lightness = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const told = (path: string, value: string | number, code?: string): Attribute[] => [
    { path, value, kind: "category", ...(code === undefined ? {} : { code }) },
  ];

  it("of floods go from pale to dark, by rank or by depth", () => {
    for (let i = 1; i < DEPTH_COLORS.length; i++)
      expect(lightness(DEPTH_COLORS[i] as Rgb)).toBeLessThan(
        lightness(DEPTH_COLORS[i - 1] as Rgb) - 25,
      );
    expect(look("hazard", "wtr:WaterBody", rank("3"))).toEqual(DEPTH_COLORS[2]);
    const path = "tsunamiRiskAttribute[x]/rank";
    expect(look("hazard", "wtr:WaterBody", told(path, "2"))).toEqual(DEPTH_COLORS[1]);
    expect(look("hazard", "x", told("tsunamiRiskAttribute/depth", 12))).toEqual(DEPTH_COLORS[4]);
    expect(look("hazard", "x")).toEqual(CLASS_LOOKS.hazard.color);
  });

  it.each([
    ["land-use", told("class", "田", "201"), told("class", "商業用地", "212")],
    ["urban-plan", told("function", "商業地域", "10"), told("function", "近隣商業地域", "9")],
    ["urban-plan", told("function", "準防火地域", "25"), told("function", "防火地域", "24")],
    [
      "hazard",
      told("areaType", "土砂災害警戒区域（指定済）"),
      told("areaType", "土砂災害特別警戒区域（指定済）"),
    ],
    ["vegetation", told("class", "高木（樹高3m以上）"), told("class", "草花")],
    ["road", told("function", "歩道部", "2000"), []],
  ] as const)("of %s tell %j from %j", (of, one, other) => {
    const [a, b] = [look(of, "x", [...one]), look(of, "x", [...other])];
    expect(Math.hypot(...a.map((part, i) => part - (b[i] ?? 0)))).toBeGreaterThan(30);
  });

  it("of OpenStreetMap's kinds differ, and what is not known has its class's", () => {
    expect(look("road", "highway=footway")).not.toEqual(look("road", "highway=primary"));
    expect(look("road", "highway=primary")).toEqual(CLASS_LOOKS.road.color);
  });

  it("of the legend are those on the map", async () => {
    const city = JSON.parse(await readFile(join(folder, "city.json"), "utf8")) as City;
    const attribute = city.attributes?.find(({ path }) => path.endsWith("/rank"));
    const hex = (rgb: Rgb) => `#${Buffer.from(rgb).toString("hex")}`;
    const colors = new Map(attribute?.values?.map(({ code, color }) => [code, color]));
    expect(colors.get("1")).toBe(hex(DEPTH_COLORS[0] as Rgb));
    expect(colors.get("6")).toBe(hex(DEPTH_COLORS[5] as Rgb));
  });
});

describe("odd cities", () => {
  async function cityOf(some: readonly CityFeature[]): Promise<City> {
    const into = await mkdtemp(join(tmpdir(), "machinami-odd-"));
    try {
      await writeImported(some, into);
      expect(await checkTileset(into)).toEqual([]);
      return JSON.parse(await readFile(join(into, "city.json"), "utf8")) as City;
    } finally {
      await rm(into, { recursive: true, force: true });
    }
  }

  it("of pipes alone show them, with the ground at their tops", async () => {
    const pipe = { ...houseOf("pipe", [0, 0], { foot: 5, height: 3 }), class: "utility" as const };
    const city = await cityOf([pipe]);
    expect(city.layers?.map(({ off }) => off)).toEqual([undefined]);
    expect(city.ground.height).toBeCloseTo((city.origin?.height ?? 0) + 8, 1);
  });

  it("with a house 2,000 km away are written in no time", async () => {
    const far = await cityOf([houseOf("a", [-990_000, 0]), houseOf("b", [990_000, 90_000])]);
    expect(far.counts).toEqual({ building: 2 });
  }, 10_000);

  it("with a layer that has nothing to draw tell attributes of the others", async () => {
    const thin = sheetOf("thin", "bridge", [0, 0, 1e-5, 1e-5]);
    const { layers, attributes } = await cityOf([
      houseOf("a", [0, 0]),
      thin,
      sheetOf("r", "road", [0, 0, 9, 9], {}, { attributes: rank("1") }),
    ]);
    expect(layers?.map(({ role }) => role)).toEqual(["buildings", "roads"]);
    expect(attributes?.find(({ path }) => path.endsWith("/rank"))?.layers).toEqual([1]);
  });
});
