import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Feature, Geometry } from "geojson";
import type { City } from "../../shared/city.ts";
import { CityPlane } from "../../shared/city-plane.ts";
import { writeSmallCity } from "./small-city.ts";

type Point = readonly [east: number, north: number, height: number];

const plane = new CityPlane({ longitude: 139.9, latitude: 35.6, height: 38 });
const COLUMNS = 5;
const ROWS = 4;
const BLOCK = 220;
const RAIL = 12;

/** The files of the small world, so that a test can spoil one of them. */
export interface WorldFiles {
  city: City;
  readonly networks: Record<
    "roads" | "rail" | "buses" | "air" | "places",
    { type: "FeatureCollection"; features: Feature[] }
  >;
}

/** A town of a grid of streets, a railway, a bus, drones and sensors: the smallest with a whole life. */
export function worldFiles(): WorldFiles {
  const file = (name: string) => `networks/${name}.geojson`;
  return {
    city: {
      id: "grid",
      name: { en: "Grid", ja: "格子町" },
      tilesets: ["tileset.json"],
      bounds: [139.89, 35.59, 139.93, 35.62],
      timeZone: "Asia/Tokyo",
      ground: { height: 40, method: "made flat" },
      origin: { longitude: 139.9, latitude: 35.6, height: 38 },
      networks: {
        roads: file("roads"),
        rail: file("rail"),
        buses: file("buses"),
        air: file("air"),
        places: file("places"),
      },
      invented: true,
      attribution: [],
    },
    networks: {
      roads: collection([...junctions(), ...roads()]),
      rail: collection(rail()),
      buses: collection([busRoute()]),
      air: collection(air()),
      places: collection(places()),
    },
  };
}

/** Writes the small world, with the small city's tiles, into a folder that there is. */
export async function writeWorldFolder(folder: string, files = worldFiles()): Promise<void> {
  await writeSmallCity(folder);
  await mkdir(join(folder, "networks"), { recursive: true });
  await writeFile(join(folder, "city.json"), JSON.stringify(files.city));
  for (const [name, content] of Object.entries(files.networks)) {
    await writeFile(join(folder, `networks/${name}.geojson`), JSON.stringify(content));
  }
}

function collection(features: Feature[]) {
  return { type: "FeatureCollection" as const, features };
}

function feature(properties: Record<string, unknown>, geometry: Geometry): Feature {
  return { type: "Feature", properties, geometry };
}

function lonLat([east, north, height]: Point): number[] {
  const [longitude, latitude, above] = plane.geodetic(east, north, height);
  return [longitude, latitude, above];
}

const point = (at: Point): Geometry => ({ type: "Point", coordinates: lonLat(at) });
const line = (points: readonly Point[]): Geometry => ({
  type: "LineString",
  coordinates: points.map(lonLat),
});

function square(east: number, north: number, size: number): Geometry {
  const corners: Point[] = [
    [east, north, 2],
    [east + size, north, 2],
    [east + size, north + size, 2],
    [east, north + size, 2],
    [east, north, 2],
  ];
  return { type: "Polygon", coordinates: [corners.map(lonLat)] };
}

function corner(column: number, row: number): Point {
  // Not quite a grid, so that nothing lines up by chance.
  return [column * BLOCK + 13 * (row % 2), row * BLOCK + 9 * (column % 3), 2 + row];
}

function junctions(): Feature[] {
  const all: Feature[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const signals = (column + row) % 2 === 0 && row > 0 && row < ROWS - 1;
      const id = `j-${column}-${row}`;
      all.push(feature({ id, type: "junction", signals }, point(corner(column, row))));
    }
  }
  return all;
}

function roads(): Feature[] {
  const all: Feature[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      if (column < COLUMNS - 1) all.push(road(column, row, column + 1, row, "h"));
      if (row < ROWS - 1) all.push(road(column, row, column, row + 1, "v"));
    }
  }
  return all;
}

function road(column: number, row: number, toColumn: number, toRow: number, prefix: string) {
  const arterial = prefix === "h" && row === 1;
  const bridge = prefix === "h" && row === 1 && column === 2;
  const lanes = arterial ? 2 : 1;
  return feature(
    {
      id: `${prefix}-${column}-${row}`,
      type: "road",
      class: arterial ? "arterial" : row === 2 ? "collector" : "street",
      name: `Street ${prefix}${row}`,
      nameJa: `${row}丁目通り`,
      from: `j-${column}-${row}`,
      to: `j-${toColumn}-${toRow}`,
      lanesForward: lanes,
      lanesBackward: lanes,
      laneWidth: 3.1,
      trimFrom: 10,
      trimTo: 10,
      speedLimit: arterial ? 13.9 : 11.1,
      ...(bridge ? { bridge: "Middle Bridge", bridgeJa: "中橋" } : {}),
    },
    line([corner(column, row), corner(toColumn, toRow)]),
  );
}

function rail(): Feature[] {
  const across = (north: number, backward: boolean): Point[] => {
    const ends: Point[] = [
      [-1500, north, RAIL],
      [0, north + 20, RAIL],
      [1900, north, RAIL],
    ];
    return backward ? ends.reverse() : ends;
  };
  return (["outbound", "inbound"] as const).flatMap((direction, index) => {
    const points = across(350 + 4 * index, direction === "inbound");
    const id = `track-${direction}`;
    const track = feature(
      {
        id,
        type: "track",
        line: "coast",
        lineName: "Coast Line",
        lineNameJa: "海岸線",
        direction,
        speedLimit: 22,
      },
      line(points),
    );
    const along = [120, 1000, 1750, 2500, 3280];
    const platforms = along.map((at, place) => {
      const station = direction === "outbound" ? place : along.length - 1 - place;
      const east = direction === "outbound" ? -1500 + at : 1900 - at;
      return feature(
        {
          id: `${id}-${place}`,
          type: "platform",
          track: id,
          station: `station-${station}`,
          name: `Station ${station}`,
          nameJa: `第${station}駅`,
          at,
        },
        point([east, 350 + 4 * index, RAIL]),
      );
    });
    return [track, ...platforms];
  });
}

function busRoute(): Feature {
  const signed = ["h-0-1", "h-1-1", "h-2-1", "v-3-1", "-h-2-2", "-h-1-2", "-h-0-2", "-v-0-1"];
  const stops = [1, 4, 6].map((index) => ({
    id: `stop-${index}`,
    name: `Stop ${index}`,
    nameJa: `停留所${index}`,
    road: index,
    at: 100,
  }));
  return feature(
    {
      id: "bus-1",
      type: "bus-route",
      ref: "1",
      name: "Loop",
      nameJa: "循環",
      roads: signed,
      stops,
    },
    { type: "MultiLineString", coordinates: [] },
  );
}

function air(): Feature[] {
  const pads: [string, "port" | "landing", Point][] = [
    ["port-a", "port", [100, -80, 3]],
    ["port-b", "port", [700, -80, 3]],
    ["land-1", "landing", [300, 1600, 30]],
    ["land-2", "landing", [-900, 1200, 22]],
    ["land-3", "landing", [1700, 900, 12]],
  ];
  const named = pads.map(([id, type, at]) => {
    return feature({ id, type, name: `Pad ${id}`, nameJa: `発着場${id}`, stands: 6 }, point(at));
  });
  const corridors = pads
    .filter(([, type]) => type === "port")
    .flatMap(([from, , start]) =>
      pads
        .filter(([, type]) => type === "landing")
        .map(([to, , end]) =>
          feature(
            { id: `${from}-${to}`, type: "corridor", from, to, halfWidth: 25 },
            line([
              [start[0], start[1], 90],
              [(start[0] + end[0]) / 2 + 80, (start[1] + end[1]) / 2, 120],
              [end[0], end[1], 100],
            ]),
          ),
        ),
    );
  return [...named, ...corridors];
}

function places(): Feature[] {
  const named = (id: string, type: string, more: Record<string, unknown> = {}) => ({
    id,
    type,
    name: `Place ${id}`,
    nameJa: `場所${id}`,
    ...more,
  });
  const station = (index: number) => {
    const at: Point = [-1380 + index * 800, 352, RAIL];
    return feature(named(`station-${index}`, "station"), point(at));
  };
  return [
    feature(named("west", "district", { people: 12_000 }), square(-1500, -200, 1500)),
    feature(named("east", "district", { people: 8_000 }), square(0, -200, 1500)),
    feature(named("hill", "village", { people: 300 }), square(300, 1500, 200)),
    feature(named("zone", "use-zone", { use: "mixed" }), square(0, 0, 800)),
    feature(named("school", "school", { capacity: 400 }), point([300, 300, 3])),
    ...[0, 1, 2, 3, 4].map(station),
    carPark("lot-a", "h-0-1", [60, 240, 3]),
    carPark("lot-b", "h-2-2", [500, 470, 4]),
    ...sensorSites(),
  ];

  function carPark(id: string, road: string, [east, north, height]: Point): Feature {
    const stalls = Array.from({ length: 40 }, (_, index) => {
      const at = lonLat([east + 2.6 * (index % 20), north + (index < 20 ? 3 : 14), height]);
      return [...at, index < 20 ? 0 : 180];
    });
    return feature(named(id, "parking", { road, at: 90, stalls }), square(east, north, 55));
  }

  function sensorSites(): Feature[] {
    const sites: [string, Point, string?][] = [
      ["air", [230, 225, 6]],
      ["air", [900, 1400, 60]],
      ["noise", [450, 232, 6], "h-1-1"],
      ["temperature", [300, 300, 4]],
      ["rain", [310, 300, 4]],
      ["river", [480, 10, 1]],
      ["river", [480, 600, 2]],
      ["people", [-380, 340, 4], "station-1"],
      ["people", [-370, 340, 4], "station-1"],
      ["people", [220, 500, 4], "h-0-2"],
      ["parking", [70, 240, 4], "lot-a"],
      ["parking", [510, 470, 4], "lot-b"],
      ["light", [100, 228, 8], "h-0-1"],
      ["light", [140, 228, 8], "h-0-1"],
      ["power", [-400, 200, 4], "west"],
      ["power", [-300, 200, 4], "west"],
      ["power", [400, 200, 4], "east"],
    ];
    return sites.map(([senses, at, of], index) =>
      feature(
        named(`${senses}-${index}`, "sensor-site", { senses, ...(of === undefined ? {} : { of }) }),
        point(at),
      ),
    );
  }
}
