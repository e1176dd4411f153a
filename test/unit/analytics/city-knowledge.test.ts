import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { type CityKnowledge, knowCity } from "../../../server/analytics/city/city-knowledge.ts";
import { clearances } from "../../../server/analytics/clearances.ts";
import { PLACED } from "../../../server/analytics/moves/move-batch.ts";
import { EntityTable } from "../../../server/analytics/tracking/entity-table.ts";
import { LIMITS } from "../../../server/security/limits.ts";
import type { City } from "../../../shared/city.ts";
import type { CityFootprints } from "../../../shared/city-footprints.ts";
import type { CityGround } from "../../../shared/city-ground.ts";
import { CityPlane } from "../../../shared/city-plane.ts";
import { ENTITY_KINDS } from "../../../shared/entity.ts";
import { worldFiles } from "../../support/world-folder.ts";
import { batchOf } from "./bare-globe.ts";

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

const world = worldFiles();
const plane = new CityPlane({ longitude: 139.9, latitude: 35.6, height: 38 });

/** A tower of 100 dm on a podium's corner, and a shop beside it; metres east and north of the origin. */
const FOOTPRINTS: CityFootprints = {
  ids: ["building:1", "building:2", "building:10"],
  uses: [0, 1, 0],
  useNames: ["office", "shop"],
  floors: [3, 1, 9],
  people: [40, 4, 90],
  bases: [20, 20, 20],
  heights: [100, 50, 300],
  outlines: [
    [[0, 0, 400, 0, 400, 400, 0, 400]],
    [[600, 0, 700, 0, 700, 100, 600, 100]],
    [[300, 300, 500, 300, 500, 500, 300, 500]],
  ],
  tops: { "2": [250] },
  raised: { "2": [[300, 400, 400, 420, 400, 420, 420, 400, 420]] },
  names: { "2": { en: "Harbour Tower", ja: "ハーバータワー" } },
};

const GROUND: CityGround = {
  origin: [0, 0],
  step: 100,
  columns: 2,
  rows: 2,
  heights: [
    [20, 0],
    [null, 60],
  ],
};

/** Knows a small city whose files a test has put in place of the good ones. */
async function known(
  spoilt: Record<string, string> = {},
  more: Partial<City> = {},
): Promise<CityKnowledge> {
  const folder = await mkdtemp(join(tmpdir(), "machinami-known-"));
  folders.push(folder);
  await mkdir(join(folder, "networks"));
  const files: Record<string, string> = {
    "networks/places.geojson": JSON.stringify(world.networks.places),
    "networks/buses.geojson": JSON.stringify(world.networks.buses),
    "networks/air.geojson": JSON.stringify(world.networks.air),
    "networks/buildings.json": JSON.stringify(FOOTPRINTS),
    "networks/ground.json": JSON.stringify(GROUND),
    ...spoilt,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const networks = {
    ...world.city.networks,
    buildings: "networks/buildings.json",
    ground: "networks/ground.json",
  };
  const city = { ...world.city, networks, ...more };
  return knowCity({ folder, city }, LIMITS);
}

const find = ({ search }: CityKnowledge, text: string, limit = 5) =>
  search.search(text, new Set(["building", "place"] as const), limit);

/** Clearance of a drone, metres east and north of the origin and above the ellipsoid. */
function clearance(city: CityKnowledge, east: number, north: number, height?: number) {
  const [longitude, latitude] = plane.geodetic(east, north, 0);
  const table = new EntityTable();
  const kind = ENTITY_KINDS.indexOf("drone");
  const batch = batchOf([
    {
      type: PLACED,
      handle: 0,
      longitude,
      latitude,
      kind,
      ...(height === undefined ? {} : { height }),
    },
  ]);
  table.place(batch, 0, table.hear(batch, 0));
  const [found] = clearances(table, city);
  return (
    found && {
      above: found.above,
      building: found.building,
      metres: Math.round(found.clearance * 10) / 10,
    }
  );
}

describe("knowCity", () => {
  it("[S9] tells what a drone is above: the highest roof beneath it, or the ground", async () => {
    const city = await known();
    // The origin is 38 m above the ellipsoid; the roof 12 m above that.
    expect(clearance(city, 10, 10, 80)).toEqual({
      above: "roof",
      building: "building:1",
      metres: 30,
    });
    // Of the tower most is 27 m high, and a room on its roof 32.
    expect(clearance(city, 35, 35, 80)).toEqual({
      above: "roof",
      building: "building:10",
      metres: 15,
    });
    expect(clearance(city, 41, 41, 80)).toMatchObject({ building: "building:10", metres: 10 });
    expect(clearance(city, 35, 35, 60)).toMatchObject({ metres: -5 });
    // Between the corners of 2 m and 6 m.
    expect(clearance(city, 100, 50, 80)).toEqual({
      above: "ground",
      building: undefined,
      metres: 38,
    });
    // Beside the grid the city's usual height, 40 m above the ellipsoid; outside nothing is known.
    expect(clearance(city, -300, 0, 80)).toMatchObject({ above: "ground", metres: 40 });
    expect(clearance(city, 50_000, 0, 80)).toBeUndefined();
    expect(clearance(city, 10, 10)).toBeUndefined();
  });

  it("finds places and buildings in both languages, in any width, case and kana", async () => {
    const city = await known();
    const [place] = world.networks.places.features.flatMap(({ properties }) =>
      properties?.type === "station" ? [properties] : [],
    );
    expect(find(city, String(place?.nameJa)).found[0]).toMatchObject({
      type: "place",
      id: place?.id,
    });
    expect(find(city, `${place?.nameJa}駅`).found[0]).toMatchObject({ id: place?.id });
    expect(find(city, String(place?.name).toUpperCase()).found[0]).toMatchObject({ id: place?.id });
    for (const text of ["ハーバー", "ﾊｰﾊﾞｰ", "はーばー", "ＨＡＲＢＯＵＲ", "tower"])
      expect(find(city, text).found[0]).toMatchObject({
        type: "building",
        id: "building:10",
        properties: { name: "Harbour Tower", use: "office", height: 30, floors: 9, people: 90 },
      });
    expect(find(city, "店舗").found.map(({ id }) => id)).toEqual(["building:2"]);
    expect(find(city, "building:1").found.map(({ id }) => id)).toEqual([
      "building:1",
      "building:10",
    ]);
    expect(find(city, "building", 1)).toMatchObject({
      found: [{}],
      matched: { building: 3, place: 0 },
    });
    expect(find(city, "  ")).toEqual({ found: [], matched: { building: 0, place: 0 } });
  });

  it("finds sensor sites and car parks by their ids alone", async () => {
    const city = await known();
    const [site] = world.networks.places.features.flatMap(({ properties }) =>
      properties?.type === "sensor-site" ? [properties] : [],
    );
    expect(find(city, String(site?.id)).found[0]).toMatchObject({ id: site?.id });
    expect(find(city, String(site?.name)).found.map(({ id }) => id)).not.toContain(site?.id);
  });

  it("notes a file that is missing or spoilt, and knows the rest", async () => {
    const names = ["places.geojson", "buildings.json", "ground.json"];
    const spoilt = [
      "",
      "{",
      "null",
      "[]",
      '{"features":7}',
      '{"ids":[1]}',
      '{"__proto__":{"ids":[]}}',
    ];
    for (const text of spoilt)
      for (const name of names) {
        const city = await known({ [`networks/${name}`]: text });
        expect(city.notes.map(({ message }) => message).join(" ")).toContain(name);
        expect(find(city, "building").matched.building).toBe(name === "buildings.json" ? 0 : 3);
      }
    const gone = await known(
      {},
      { networks: { buildings: "../../etc/passwd", ground: "none.json" } },
    );
    expect(gone.notes).toHaveLength(3);
    expect(clearance(gone, 10, 10, 80)).toMatchObject({ above: "ground", metres: 40 });
  });

  it("knows what it can of features with anything in them", async () => {
    const lists = fc.array(fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())));
    const feature = fc.record({
      properties: fc.record({
        id: fc.oneof(fc.constant("x"), fc.jsonValue()),
        type: fc.constantFrom("district", "station", "park", "bus-route", "port", "__proto__"),
        name: fc.jsonValue(),
        people: fc.jsonValue(),
        stops: fc.array(fc.record({ id: fc.constant("s"), road: fc.nat(2), at: fc.jsonValue() })),
      }),
      geometry: fc.record({
        type: fc.constantFrom("Point", "Polygon", "MultiLineString", "None"),
        coordinates: fc.oneof(
          lists,
          fc.array(lists),
          fc.array(fc.array(fc.array(fc.double(), { maxLength: 4 }))),
        ),
      }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(feature, fc.jsonValue())), async (features) => {
        const text = JSON.stringify({ features });
        const city = await known({
          "networks/places.geojson": text,
          "networks/buses.geojson": text,
        });
        expect(find(city, "x").found.length).toBeLessThanOrEqual(5);
        expect(find(city, "building").matched.building).toBe(3);
      }),
      { numRuns: 100 },
    );
  });

  it("takes no file that would poison what is worked out from it", async () => {
    const bad: Partial<Record<keyof CityFootprints, unknown>>[] = [
      { outlines: [[[0, 0, 1]], [], []] },
      { outlines: [[["x", 0, 1, 1, 2, 2]], [], []] },
      { heights: [1, null, 2] },
      { ids: ["a", 7, "c"] },
      { tops: { "2": [1, 2] } },
      { tops: { "9": [1] } },
      { raised: { "2": [["x"]] } },
      { raised: { "2": 7 } },
      { raised: { "2": [[null, 0, 0, 1, 0, 1, 1]] } },
    ];
    for (const part of bad) {
      const city = await known({
        "networks/buildings.json": JSON.stringify({ ...FOOTPRINTS, ...part }),
      });
      expect(city.notes).toHaveLength(1);
      expect(city.footprints).toBeUndefined();
    }
    const odd = JSON.stringify({ ...FOOTPRINTS, tops: null, raised: null, names: null });
    expect((await known({ "networks/buildings.json": odd })).footprints?.count).toBe(3);
    for (const part of [{ rows: 3 }, { step: 0 }, { heights: [[1, 2], [1]] }, { columns: 1e9 }]) {
      const city = await known({ "networks/ground.json": JSON.stringify({ ...GROUND, ...part }) });
      expect(city.notes).toHaveLength(1);
    }
  });
});
