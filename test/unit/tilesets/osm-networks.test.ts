import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Simulation } from "../../../server/simulator/simulation.ts";
import { readWorld, type World } from "../../../server/simulator/world.ts";
import { isProblem } from "../../../shared/problem.ts";
import type { Networks } from "../../../tilesets/model/city-model.ts";
import { keepsLeft } from "../../../tilesets/read/osm/networks/keeps-left.ts";
import { roadFacts } from "../../../tilesets/read/osm/networks/road-facts.ts";
import { degreesAt, type Town, TownBuilder } from "../../support/osm-town.ts";
import { readTown } from "../../support/read-osm.ts";

const BLOCK = 160;
const SIZE = 4;

/** Streets in a grid, the middle one with signals, a railway, a bus, car parks and a school. */
function gridTown(): TownBuilder {
  const town = new TownBuilder();
  const corners = Array.from({ length: SIZE }, (_, row) =>
    Array.from({ length: SIZE }, (__, column) =>
      town.node(
        column * BLOCK,
        row * BLOCK,
        row === 1 && column === 1 ? { highway: "traffic_signals" } : undefined,
      ),
    ),
  );
  const rows = corners.map((nodes, row) =>
    town.way(
      nodes,
      row === 1 ? { highway: "primary", lanes: "4", name: "Main" } : { highway: "residential" },
    ),
  );
  for (let column = 0; column < SIZE; column++)
    town.way(
      corners.map((nodes) => nodes[column]!),
      { highway: "residential" },
    );
  town.line(
    [
      [0, -40],
      [900, -40],
      [1800, -60],
    ],
    { railway: "rail" },
  );
  const rail = town.ways.at(-1)!.id;
  const stops = [100, 900, 1700].map((east) =>
    town.node(east, -40, {
      railway: "station",
      name: `駅${east}`,
      public_transport: "stop_position",
    }),
  );
  town.relation([...stops.map((id) => ["node", id, "stop"] as const), ["way", rail, ""]], {
    type: "route",
    route: "train",
    ref: "R1",
    name: "Coast line",
  });
  const busStops = [80, 400].map((east) =>
    town.node(east, 322, { highway: "bus_stop", name: `Stop ${east}` }),
  );
  town.relation([...busStops.map((id) => ["node", id, "stop"] as const), ["way", rows[2]!, ""]], {
    type: "route",
    route: "bus",
    ref: "7",
  });
  for (let i = 0; i < 3; i++) town.box([30 + i * BLOCK, 20, 60, 40], { amenity: "parking" });
  town.box([300, 200, 60, 60], { amenity: "school", name: "School" });
  town.box([0, 0, 480, 480], { landuse: "residential" });
  town.line(
    [
      [0, 5],
      [480, 5],
    ],
    { highway: "footway", footway: "sidewalk" },
  );
  return town;
}

let networks: Partial<Networks>;
let folder: string;

async function worldOf(town: Town): Promise<World> {
  networks = (await readTown(town, 6)).networks!;
  await mkdir(join(folder, "networks"), { recursive: true });
  const files = Object.keys(networks).map((name) => [name, `networks/${name}.geojson`] as const);
  for (const [name, file] of files)
    await writeFile(join(folder, file), JSON.stringify(networks[name as keyof Networks]));
  const [longitude, latitude] = degreesAt(240, 240);
  const city = { origin: { longitude, latitude, height: 34 }, networks: Object.fromEntries(files) };
  await writeFile(join(folder, "city.json"), JSON.stringify(city));
  const world = await readWorld(folder);
  if (isProblem(world)) throw new Error(world.message);
  return world;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-osm-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the networks of an OpenStreetMap town", () => {
  it("are read by the simulator, and lived in", async () => {
    const world = await worldOf(gridTown());
    // At two corners of the grid the streets only turn, and go on as one road.
    expect(world.junctions).toHaveLength(SIZE * SIZE - 2);
    expect(world.roads).toHaveLength(2 * SIZE * (SIZE - 1) - 2);
    expect(world.junctions.filter(({ signals }) => signals)).toHaveLength(1);
    const main = world.roads.filter(({ name }) => name === "Main");
    expect(main.map(({ lanesForward, lanesBackward }) => [lanesForward, lanesBackward])).toEqual([
      [2, 2],
      [2, 2],
      [2, 2],
    ]);
    expect(
      main.every(({ line }) => line.points.every(([, , height]) => Math.abs(height - 6) < 0.01)),
    ).toBe(true);
    expect(world.tracks.map(({ direction, platforms }) => [direction, platforms.length])).toEqual([
      ["outbound", 3],
      ["inbound", 3],
    ]);
    expect(world.carParks).toHaveLength(3);
    expect(world.carParks.every(({ stalls }) => stalls.length > 20)).toBe(true);
    expect(world.facilities.map(({ type }) => type).sort()).toEqual([
      "school",
      "station",
      "station",
      "station",
    ]);
    expect(world.busRoutes.map(({ ref, stops }) => [ref, stops.length])).toEqual([["7", 2]]);
    const simulation = new Simulation({
      world,
      seed: "1",
      scale: 0.02,
      begin: Date.UTC(2026, 10, 23, 8),
    });
    for (let i = 0; i < 600; i++) simulation.step();
    const moving = new Set<string>();
    for (let i = 0; i < 600; i++) {
      simulation.step();
      simulation.report(({ source, speed = 0 }) => speed > 1 && moving.add(source));
    }
    expect([...moving].sort()).toEqual(["bus", "rail", "traffic"]);
  });

  it("join pieces of a road that are alike, and leave a junction where they differ", async () => {
    const town = new TownBuilder();
    const [a, b, c, d, e] = [0, 100, 200, 300, 400].map((east) => town.node(east, 0));
    town.way([a!, b!], { highway: "residential" });
    town.way([b!, c!], { highway: "residential" });
    town.way([c!, d!], { highway: "residential", maxspeed: "20" });
    town.way([d!, e!], { highway: "residential", maxspeed: "20" });
    const { networks } = await readTown(town);
    const { features } = networks!.roads!;
    const roads = features.filter(({ properties }) => properties!.type === "road");
    expect(roads.map(({ properties }) => [properties!.from, properties!.to])).toEqual([
      [`node/${a}`, `node/${c}`],
      [`node/${c}`, `node/${e}`],
    ]);
  });

  it("leave out roads that nobody would come back from", async () => {
    const town = gridTown();
    const exit = town.way([town.nodes[0]!.id, town.node(-200, 0)], {
      highway: "primary",
      oneway: "yes",
    });
    const stub = town.way([town.nodes[0]!.id, town.node(-200, 50)], { highway: "residential" });
    const { networks } = await readTown(town);
    const ids = networks!.roads!.features.map(({ properties }) => properties!.id);
    expect(ids).toContain(`way/${stub}`);
    expect(ids).not.toContain(`way/${exit}`);
  });

  it("never give stop lines more than the road between them", async () => {
    const town = gridTown();
    const corner = town.nodes[5]!;
    town.way([corner.id, town.node(corner.east + 3, corner.north + 3)], { highway: "service" });
    const { networks } = await readTown(town);
    for (const { properties, geometry } of networks!.roads!.features) {
      if (properties!.type !== "road" || geometry.type !== "LineString") continue;
      const [[x0, y0], [x1, y1]] = [geometry.coordinates[0]!, geometry.coordinates.at(-1)!] as [
        number[],
        number[],
      ];
      const length = Math.hypot((x1! - x0!) * 90_600, (y1! - y0!) * 111_320);
      expect(properties!.trimFrom + properties!.trimTo).toBeLessThan(length);
    }
  });
});

describe("facts of roads", () => {
  const facts = (tags: Record<string, string>) => roadFacts(new Map(Object.entries(tags)));

  it("reads lanes, one ways and limits", () => {
    expect(facts({ highway: "residential" })).toMatchObject({
      class: "street",
      lanesForward: 1,
      lanesBackward: 1,
    });
    expect(facts({ highway: "primary", lanes: "3", "lanes:backward": "1" })).toMatchObject({
      lanesForward: 2,
      lanesBackward: 1,
    });
    expect(facts({ highway: "secondary", oneway: "-1", lanes: "2" })).toMatchObject({
      lanesForward: 0,
      lanesBackward: 2,
    });
    expect(facts({ highway: "tertiary", junction: "roundabout" })).toMatchObject({
      lanesForward: 1,
      lanesBackward: 0,
    });
    expect(facts({ highway: "primary", maxspeed: "30 mph" })!.speedLimit).toBeCloseTo(13.41, 2);
    expect(facts({ highway: "primary", maxspeed: "DE:urban" })!.speedLimit).toBeCloseTo(13.89, 2);
    expect(facts({ highway: "primary", maxspeed: "signals" })!.speedLimit).toBeCloseTo(13.89, 2);
    expect(facts({ highway: "primary", lanes: "900" })).toMatchObject({
      lanesForward: 4,
      lanesBackward: 4,
    });
  });

  it("knows what cars do not drive on", () => {
    for (const highway of ["footway", "track", "steps", "proposed"])
      expect(facts({ highway })).toBeUndefined();
    expect(facts({ highway: "service", service: "driveway" })).toBeUndefined();
    expect(facts({ highway: "residential", access: "private" })).toBeUndefined();
  });

  it("knows the side of the road", () => {
    const left = {
      tokyo: [139.7, 35.7],
      sapporo: [141.35, 43.06],
      naha: [127.7, 26.2],
      london: [-0.1, 51.5],
      sydney: [151.2, -33.9],
      delhi: [77.2, 28.6],
      nairobi: [36.8, -1.3],
    };
    const right = {
      hersfeld: [9.7, 50.87],
      seoul: [127, 37.5],
      busan: [129.05, 35.2],
      paris: [2.3, 48.9],
      "new york": [-74, 40.7],
      taipei: [121.5, 25],
      vladivostok: [131.9, 43.1],
    };
    for (const [name, [x, y]] of Object.entries(left))
      expect([name, keepsLeft(x!, y!)]).toEqual([name, true]);
    for (const [name, [x, y]] of Object.entries(right))
      expect([name, keepsLeft(x!, y!)]).toEqual([name, false]);
  });
});
