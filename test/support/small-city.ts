import type { City } from "../../shared/city.ts";
import { extrude, type Feature } from "../../tilesets/mesh.ts";
import { type Tile, writeTileset } from "../../tilesets/tileset.ts";

const LONGITUDE = 139.9;
const LATITUDE = 35.6;
const GROUND = 38;
const STREETS = 7;
const BLOCK = 60;
const METRES_PER_DEGREE = 111_320;

/** Heights of the small city's blocks: a centre of towers, lower outward. The same each time. */
function feature(column: number, row: number): Feature {
  const fromCentre = Math.hypot(column - 3, row - 3);
  const height = Math.round(12 + 90 * Math.exp(-fromCentre * 0.8) + ((column * 7 + row * 13) % 9));
  const east = (column - 3) * BLOCK;
  const north = (row - 3) * BLOCK;
  const footprint = [
    [east - 18, north - 18],
    [east + 18, north - 18],
    [east + 18, north + 18],
    [east - 18, north + 18],
  ] as const;
  return {
    id: `building:${column}-${row}`,
    mesh: extrude(footprint, 0, height),
    properties: {
      name: `Block ${column}-${row} 街区`,
      use: height > 40 ? "office" : "home",
      height,
    },
  };
}

/** A city of 49 blocks that tests write for themselves. */
export const SMALL_CITY: City = {
  id: "small",
  name: { en: "Small city", ja: "小さな町" },
  tilesets: ["tileset.json"],
  bounds: [
    LONGITUDE - 0.003,
    LATITUDE - 240 / METRES_PER_DEGREE,
    LONGITUDE + 0.003,
    LATITUDE + 240 / METRES_PER_DEGREE,
  ],
  ground: { height: GROUND, method: "made flat" },
  attribution: ["Made by the test"],
};

/** Writes the small city's tileset into a folder. */
export async function writeSmallCity(folder: string): Promise<void> {
  const origin = { longitude: LONGITUDE, latitude: LATITUDE, height: GROUND };
  const tiles: Tile[] = [
    { name: "south", origin, features: blocks(0, 3) },
    { name: "north", origin, features: blocks(3, STREETS) },
  ];
  await writeTileset(folder, tiles, SMALL_CITY);
}

function blocks(fromRow: number, toRow: number): Feature[] {
  const features: Feature[] = [];
  for (let row = fromRow; row < toRow; row++)
    for (let column = 0; column < STREETS; column++) features.push(feature(column, row));
  return features;
}
