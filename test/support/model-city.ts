import type { FeatureCollection } from "geojson";
import { CityPlane } from "../../shared/city-plane.ts";
import type { Surface } from "../../shared/surface.ts";
import type {
  Building,
  BuildingPart,
  CityModel,
  GroundPatch,
  Lamp,
  Networks,
  RoofShape,
  Tree,
} from "../../tilesets/model/city-model.ts";

const NONE: FeatureCollection = { type: "FeatureCollection", features: [] };
export const NO_NETWORKS: Networks = {
  roads: NONE,
  rail: NONE,
  buses: NONE,
  footways: NONE,
  air: NONE,
  places: NONE,
};

const ROOFS = ["flat", "gable", "hip", "shed", "sawtooth", "barrel", "pyramid", "dome"] as const;
const WALLS = ["home", "apartment", "office", "shop", "industry", "public", "plain"] as const;
const ROOFINGS = ["flat", "tile", "metal", "glass", "green"] as const;
const STREET = 400;

/** An invented town by the sea in which there is one of everything that the writer can write. */
export function modelCity(): CityModel {
  const plane = new CityPlane({ longitude: 137.6, latitude: 34.55, height: 38.5 });
  const [longitude, latitude, height] = plane.geodetic(30, -520, 170);
  return {
    id: "sample",
    name: { en: "Sample", ja: "見本町" },
    plane,
    // Far wider than the town, so that it has every level of detail.
    bounds: [-500, -500, 3500, 3500],
    timeZone: "Asia/Tokyo",
    ground: { height: 4, method: "grown" },
    invented: true,
    attribution: ["Invented for a test"],
    buildings: [...houses(), tower()],
    surfaces: ground(),
    trees: trees(),
    lamps: lamps(),
    networks: NO_NETWORKS,
    viewpoints: [
      {
        id: "overview",
        name: { en: "Overview", ja: "全景" },
        ...{ longitude, latitude, height, headingDegrees: 0, pitchDegrees: -22 },
      },
    ],
  };
}

function houses(): Building[] {
  return Array.from({ length: 96 }, (_, i) => {
    const [column, row] = [i % 16, Math.floor(i / 16)];
    const size = 8 + (i % 5) * 3;
    const [west, south] = [-370 + column * 46, 26 + row * 50];
    return building(`building:${i}`, [part(i, west, south, size + 8, size)]);
  });
}

/** On a podium that is an L. */
function tower(): Building {
  const [west, south] = [-30, -90];
  const podium = part(2, west, south, 50, 40);
  const ring = [
    [west, south],
    [west + 50, south],
    [west + 50, south + 18],
    [west + 20, south + 18],
    [west + 20, south + 40],
    [west, south + 40],
  ] as const;
  const low = { ...podium, footprint: ring, eaves: 16, top: 16, roof: "flat" as const };
  const high = { ...part(2, west + 2, south + 2, 16, 16), base: 16, eaves: 96, top: 96 };
  return {
    ...building("building:tower", [low, { ...high, roof: "flat" }]),
    name: { en: "Harbour Tower", ja: "港タワー" },
    use: "office",
  };
}

function building(id: string, parts: readonly BuildingPart[]): Building {
  return { id, use: "home", floors: 3, people: 7, floorArea: 420, parts };
}

function part(i: number, west: number, south: number, width: number, depth: number): BuildingPart {
  const roof = ROOFS[i % ROOFS.length] as RoofShape;
  const eaves = 10 + (i % 4) * 4;
  const shade = 190 + (i % 6) * 8;
  return {
    footprint: roof === "dome" ? circle(west, south, depth) : box(west, south, width, depth),
    base: 3.6,
    eaves,
    top: roof === "flat" ? eaves : eaves + 4,
    roof,
    wall: `wall-${WALLS[i % WALLS.length] ?? "plain"}`,
    roofing: `roof-${ROOFINGS[i % ROOFINGS.length] ?? "flat"}`,
    wallColor: [shade, shade - 6, shade - 16],
    roofColor: [96 + (i % 3) * 20, 100, 108],
  };
}

function box(west: number, south: number, width: number, depth: number) {
  return [
    [west, south],
    [west + width, south],
    [west + width, south + depth],
    [west, south + depth],
  ] as const;
}

function circle(west: number, south: number, across: number) {
  return Array.from({ length: 16 }, (_, i) => {
    const angle = (i * Math.PI) / 8;
    const radius = across / 2;
    return [
      west + radius + radius * Math.cos(angle),
      south + radius + radius * Math.sin(angle),
    ] as const;
  });
}

/** West, south, east, north. */
type Box = readonly [number, number, number, number];

/** Sea, a street from west to east with all that belongs to it, strips of everything else, a hill. */
function ground(): GroundPatch[] {
  const strips: readonly Surface[] = [
    "earth",
    "grass",
    "park",
    "field",
    "paddy",
    "sand",
    "plaza",
    "yard",
    "court",
  ];
  const width = 1000 / strips.length;
  return [
    sheet("water:sea", "water", [-6000, -6000, 6000, -200], 0, 12, { en: "Sea", ja: "海" }),
    sheet("land:west", "grass", [-6000, -200, -500, 6000], 3.5, 8),
    sheet("concrete:quay", "concrete", [-500, -200, 500, -170], 4, 20),
    ...strips.map((surface, i) => {
      const west = -500 + i * width;
      return sheet(`${surface}:1`, surface, [west, -170, west + width, -12], 4, 4);
    }),
    sheet("walk:south", "sidewalk", [-STREET, -12, STREET, -8], 4.15, 10),
    sheet("road:1", "road", [-STREET, -8, STREET, 8], 4, 10, { en: "Shore Road", ja: "海岸通り" }),
    sheet("walk:north", "sidewalk", [-STREET, 8, STREET, 12], 4.15, 10),
    { ...sheet("line:1", "marking", [-STREET, -0.1, STREET, 0.1], 4.04, 10), detail: 0.6 },
    sheet("rail:bed", "ballast", [-500, 330, 500, 336], 4, 10),
    { ...sheet("rail:1", "rail", [-500, 332, 500, 332.2], 4.2, 10), detail: 1 },
    sheet("yard:north", "yard", [-500, 12, 500, 330], 4, 6),
    hill(),
  ];
}

function sheet(
  id: string,
  surface: Surface,
  area: Box,
  height: number,
  pieces: number,
  name?: { en: string; ja: string },
): GroundPatch {
  return patch(id, surface, area, pieces, () => height, name);
}

function hill(): GroundPatch {
  const height = (east: number, north: number) =>
    4 +
    60 * Math.max(0, Math.cos(east / 320)) * Math.sin(((north - 336) / 164) * (Math.PI / 2)) ** 2;
  return patch("forest:hill", "forest", [-500, 336, 500, 500], 24, height, {
    en: "Shrine Hill",
    ja: "宮山",
  });
}

function patch(
  id: string,
  surface: Surface,
  [west, south, east, north]: Box,
  pieces: number,
  heightAt: (east: number, north: number) => number,
  name?: { en: string; ja: string },
): GroundPatch {
  const positions: number[] = [];
  const coordinates: number[] = [];
  const indices: number[] = [];
  const row = pieces + 1;
  for (let j = 0; j <= pieces; j++)
    for (let i = 0; i <= pieces; i++) {
      const x = west + ((east - west) * i) / pieces;
      const y = south + ((north - south) * j) / pieces;
      positions.push(x, y, heightAt(x, y));
      coordinates.push(x - west, y - south);
      if (i === pieces || j === pieces) continue;
      const at = j * row + i;
      indices.push(at, at + 1, at + row + 1, at, at + row + 1, at + row);
    }
  return {
    ...{ id, surface },
    positions: Float64Array.from(positions),
    indices: Uint32Array.from(indices),
    coordinates: Float32Array.from(coordinates),
    ...(name === undefined ? {} : { name }),
  };
}

function trees(): Tree[] {
  const shapes = ["round", "cone", "pine"] as const;
  return Array.from({ length: 150 }, (_, i) => ({
    at: [-480 + ((i * 61) % 960), i % 2 === 0 ? 14 : -60 - ((i * 37) % 90), 4] as const,
    height: 6 + (i % 5) * 1.5,
    width: 4 + (i % 3),
    shape: shapes[i % 3] ?? "round",
  }));
}

function lamps(): Lamp[] {
  return Array.from({ length: 24 }, (_, i) => {
    const south = i % 2 === 0;
    return {
      at: [-390 + i * 33, south ? -9 : 9, 4.15] as const,
      height: 7.5,
      headingDegrees: south ? 0 : 180,
    };
  });
}
