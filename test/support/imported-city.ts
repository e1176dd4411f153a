import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { City, CityAttribute, CityLayer, LayerRole } from "../../shared/city.ts";
import { CityPlane } from "../../shared/city-plane.ts";
import { CityFrame } from "../../tilesets/write/mesh/city-frame.ts";
import type { TileMesh } from "../../tilesets/write/mesh/tile-mesh.ts";
import type { TileNode } from "../../tilesets/write/tile-node.ts";
import { writeTileset } from "../../tilesets/write/write-tileset.ts";

/** A city as one that was read from files: made of blocks and sheets, with the attributes of a survey. */

const PLANE = { longitude: 139.9, latitude: 35.6, height: 38 } as const;
const COUNT = 8;
const SPACING = 56;
const USES = [
  ["住宅", "Housing", "411", "#e0d3a4"],
  ["業務施設", "Offices", "401", "#93bad8"],
  ["商業施設", "Shops", "402", "#cb9ab6"],
] as const;

interface Box {
  readonly id: string;
  /** West, south, low, east, north, high: metres in the plane. */
  readonly corners: readonly [number, number, number, number, number, number];
  /** Linear, 0 to 255. */
  readonly color: readonly [number, number, number];
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}

type Layer = Omit<CityLayer, "tileset" | "surfaces" | "count"> & {
  readonly folder: string;
  readonly boxes: readonly Box[];
};

const LAYERS: readonly Layer[] = [
  { role: "buildings", folder: "buildings", boxes: blocks() },
  { role: "ground", folder: "ground", boxes: [sheet("ground", -0.4, 260, [96, 104, 92])] },
  { role: "roads", folder: "roads", boxes: roads() },
  {
    ...{ role: "hazards", folder: "hazards-1", off: true, boxes: [flood("river", 2.4)] },
    name: { en: "River flood", ja: "洪水浸水想定区域" },
  } as const,
  {
    ...{ role: "hazards", folder: "hazards-2", off: true, boxes: [flood("tsunami", 1.2)] },
    name: { en: "Tsunami", ja: "津波浸水想定" },
  } as const,
  { role: "utilities", folder: "utilities", off: true, underground: true, boxes: pipes() },
];

const COLUMNS: readonly CityAttribute[] = [
  {
    ...{ id: "usage", path: "usage", layers: [0], type: "category", known: 60 },
    label: { en: "Use", ja: "用途" },
    values: USES.map(([value, en, code, color], place) => ({
      ...{ value, code, color, label: { en, ja: value } },
      count: place === 0 ? 20 : 20,
    })),
  },
  {
    ...{ id: "measuredHeight", path: "measuredHeight", layers: [0], type: "number", unit: "m" },
    ...{ known: 64, range: [6, 69], deciles: [12, 18, 24, 31, 37, 43, 50, 56, 62] },
    label: { en: "Measured height", ja: "計測高さ" },
  },
  {
    ...{ id: "yearOfConstruction", path: "yearOfConstruction", layers: [0], type: "number" },
    ...{
      known: 64,
      range: [1960, 2023],
      deciles: [1966, 1972, 1978, 1985, 1991, 1997, 2004, 2010, 2016],
    },
    label: { en: "Built in", ja: "建築年" },
  },
  {
    ...{ id: "flood_depth", path: "riverFloodingRiskAttribute[見本川]/depth", layers: [0] },
    ...{ type: "number", unit: "m", known: 32, range: [0.1, 3.2] },
    deciles: [0.4, 0.7, 1, 1.3, 1.6, 1.9, 2.2, 2.5, 2.8],
    label: { en: "Depth", ja: "浸水深" },
    group: { en: "River flood: Mihon river", ja: "洪水：見本川" },
  },
  {
    ...{ id: "surveyYear", path: "buildingDetailAttribute/surveyYear", layers: [0] },
    ...{ type: "text", known: 64 },
    label: { en: "Survey year", ja: "調査年" },
    group: { en: "Building survey", ja: "建物利用現況" },
  },
  {
    ...{ id: "pipe", path: "function", layers: [5], type: "category", known: 8 },
    label: { en: "Kind of pipe", ja: "管種" },
    values: [
      { value: "下水道管", label: { en: "Sewer", ja: "下水道管" }, count: 4, color: "#8c6d46" },
      { value: "水道管", label: { en: "Water main", ja: "水道管" }, count: 4, color: "#4f86c6" },
    ],
  },
];

/** Writes it into a folder, and returns its description. */
export async function writeImportedLike(folder: string): Promise<City> {
  const plane = new CityPlane(PLANE);
  const frame = new CityFrame(plane);
  const layers: CityLayer[] = [];
  for (const { folder: name, boxes, ...layer } of LAYERS) {
    await writeTileset(join(folder, name), nodeOf(boxes, layer.role, frame), { frame });
    layers.push({
      ...layer,
      tileset: `${name}/tileset.json`,
      surfaces: false,
      count: boxes.length,
    });
  }
  const root = await readFile(join(folder, "buildings/tileset.json"), "utf8");
  await writeFile(join(folder, "tileset.json"), root.replaceAll('"uri":"', '"uri":"buildings/'));
  const reach = (COUNT * SPACING) / 2;
  const [west, south] = plane.geodetic(-reach, -reach, 0);
  const [east, north] = plane.geodetic(reach, reach, 0);
  const city: City = {
    id: "imported",
    name: { en: "Mihon city", ja: "見本市" },
    tilesets: ["tileset.json"],
    layers,
    bounds: [west, south, east, north],
    ground: { height: PLANE.height, method: "the lowest of its buildings" },
    origin: PLANE,
    attribution: ["3D都市モデル（見本市）"],
    sources: [
      {
        title: "3D都市モデル（見本市）",
        ...{ publisher: "見本市", licence: "CC BY 4.0", vintage: "2023" },
        url: "https://example.org/mihon",
      },
      { title: "Hazard maps", url: "javascript:alert(1)" },
    ],
    reference: { crs: ["EPSG:6697"], heights: "EGM96 geoid, 38.0 m here" },
    counts: { building: COUNT * COUNT, hazard: 2, utility: 8 },
    attributes: COLUMNS,
  };
  await writeFile(join(folder, "city.json"), JSON.stringify(city));
  return city;
}

function blocks(): Box[] {
  return Array.from({ length: COUNT * COUNT }, (_, i) => {
    const [column, row] = [i % COUNT, Math.floor(i / COUNT)];
    const [west, south] = [(column - COUNT / 2) * SPACING + 8, (row - COUNT / 2) * SPACING + 8];
    const use = USES[i % 4]?.[0];
    return {
      id: `bldg_${i}`,
      corners: [west, south, 0, west + 34, south + 34, 6 + ((i * 37) % COUNT ** 2)] as const,
      color: [168, 160, 146] as const,
      properties: {
        ...(use === undefined ? { usage: "" } : { usage: use }),
        measuredHeight: 6 + ((i * 37) % COUNT ** 2),
        yearOfConstruction: 1960 + i,
        ...(column < 4 ? { flood_depth: 0.1 * (1 + (i % 32)) } : { flood_depth: Number.NaN }),
        surveyYear: "2021",
      },
    };
  });
}

function sheet(id: string, height: number, reach: number, color: Box["color"]): Box {
  const corners = [-reach, -reach, height - 0.1, reach, reach, height] as const;
  return { id, corners, color, properties: {} };
}

function roads(): Box[] {
  return Array.from({ length: COUNT + 1 }, (_, i) => {
    const along = (i - COUNT / 2) * SPACING - 4;
    const corners = [along, -230, -0.2, along + 8, 230, 0] as const;
    return { id: `road_${i}`, corners, color: [70, 72, 76] as const, properties: {} };
  });
}

function flood(id: string, height: number): Box {
  const corners = [-240, -240, height - 0.05, 0, 240, height] as const;
  return { id, corners, color: [60, 120, 210] as const, properties: {} };
}

function pipes(): Box[] {
  return Array.from({ length: COUNT }, (_, i) => {
    const along = (i - COUNT / 2) * SPACING;
    const corners = [along - 1, -220, -4, along + 1, 220, -2.5] as const;
    const kind = i % 2 === 0 ? "下水道管" : "水道管";
    return { id: `pipe_${i}`, corners, color: [150, 96, 40] as const, properties: { pipe: kind } };
  });
}

function nodeOf(boxes: readonly Box[], role: LayerRole, frame: CityFrame): TileNode {
  const features = boxes.map(({ id, properties }) => ({ id, properties }));
  const mesh = meshOf(boxes, frame);
  const content = () => ({ mesh, features, ...(role === "hazards" ? { opacity: 0.45 } : {}) });
  return { name: "all", error: 0, refine: "REPLACE", content, children: [] };
}

/** Six sides each. */
const SIDES = [
  [0, 0, 127, [4, 5, 7, 6]],
  [0, 0, -127, [0, 2, 3, 1]],
  [-127, 0, 0, [0, 4, 6, 2]],
  [127, 0, 0, [1, 3, 7, 5]],
  [0, -127, 0, [0, 1, 5, 4]],
  [0, 127, 0, [2, 6, 7, 3]],
] as const;

function meshOf(boxes: readonly Box[], frame: CityFrame): TileMesh {
  const [positions, normals, colors, numbers, indices]: number[][] = [[], [], [], [], []];
  const point = new Int32Array(3);
  for (const [number, { corners, color }] of boxes.entries())
    for (const [x, y, z, places] of SIDES) {
      const first = (positions?.length ?? 0) / 3;
      for (const place of places) {
        const [east, north, up] = [place & 1, (place >> 1) & 1, place >> 2];
        frame.lattice(
          corners[east === 1 ? 3 : 0],
          corners[north === 1 ? 4 : 1],
          corners[up === 1 ? 5 : 2],
          point,
        );
        positions?.push(...point);
        normals?.push(x, z, -y);
        colors?.push(...color);
        numbers?.push(number);
      }
      indices?.push(first, first + 1, first + 2, first, first + 2, first + 3);
    }
  return {
    positions: Int32Array.from(positions ?? []),
    normals: Int8Array.from(normals ?? []),
    colors: Uint8Array.from(colors ?? []),
    features: Uint32Array.from(numbers ?? []),
    indices: Uint32Array.from(indices ?? []),
  };
}
