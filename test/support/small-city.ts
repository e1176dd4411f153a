import type { City } from "../../shared/city.ts";
import { CityPlane } from "../../shared/city-plane.ts";
import type { Building, CityModel } from "../../tilesets/model/city-model.ts";
import { describeCity } from "../../tilesets/write/describe-city.ts";
import { writeCity } from "../../tilesets/write/write-city.ts";
import { NO_NETWORKS } from "./model-city.ts";

const STREETS = 7;
const BLOCK = 60;

/** 49 blocks on an invisible plain. */
const MODEL: CityModel = {
  id: "small",
  name: { en: "Small city", ja: "小さな町" },
  plane: new CityPlane({ longitude: 139.9, latitude: 35.6, height: 38 }),
  bounds: [-271, -240, 271, 240],
  ground: { height: 0, method: "made flat" },
  invented: false,
  attribution: ["Made by the test"],
  buildings: blocks(),
  surfaces: [],
  trees: [],
  lamps: [],
  networks: NO_NETWORKS,
  viewpoints: [],
};

/** A city of 49 blocks that tests write for themselves. */
export const SMALL_CITY: City = describeCity(MODEL, ["buildings"]);

/** Writes the small city's folder. */
export async function writeSmallCity(folder: string): Promise<void> {
  await writeCity(MODEL, folder);
}

function blocks(): Building[] {
  return Array.from({ length: STREETS * STREETS }, (_, i) =>
    block(i % STREETS, Math.floor(i / STREETS)),
  );
}

/** A centre of towers, lower outward. The same each time. */
function block(column: number, row: number): Building {
  const fromCentre = Math.hypot(column - 3, row - 3);
  const height = Math.round(12 + 90 * Math.exp(-fromCentre * 0.8) + ((column * 7 + row * 13) % 9));
  const [east, north] = [(column - 3) * BLOCK, (row - 3) * BLOCK];
  return {
    id: `building:${column}-${row}`,
    name: { en: `Block ${column}-${row} 街区`, ja: `街区 ${column}-${row}` },
    use: height > 40 ? "office" : "home",
    floors: Math.round(height / 3.5),
    people: 4 * height,
    floorArea: 36 * 36 * Math.round(height / 3.5),
    parts: [
      {
        footprint: [
          [east - 18, north - 18],
          [east + 18, north - 18],
          [east + 18, north + 18],
          [east - 18, north + 18],
        ],
        ...{ base: 0, eaves: height, top: height, roof: "flat", wall: "wall-office" },
        ...{ roofing: "roof-flat", wallColor: [208, 204, 196], roofColor: [170, 168, 162] },
      },
    ],
  };
}
