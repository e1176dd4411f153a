import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Feature } from "geojson";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LIMITS } from "../../../server/security/limits.ts";
import { readWorld, type World } from "../../../server/simulator/world.ts";
import { isProblem, type Problem } from "../../../shared/problem.ts";
import { type WorldFiles, worldFiles, writeWorldFolder } from "../../support/world-folder.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-world-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(spoil: (files: WorldFiles) => void = () => undefined) {
  const files = worldFiles();
  spoil(files);
  await writeWorldFolder(folder, files);
  return readWorld(folder);
}

async function fault(spoil: (files: WorldFiles) => void): Promise<Problem> {
  const read_ = await read(spoil);
  if (!isProblem(read_)) throw new Error("It was read");
  return read_;
}

function properties(feature: Feature | undefined): Record<string, unknown> {
  if (!feature?.properties) throw new Error("no such feature");
  return feature.properties;
}

describe("readWorld", () => {
  it("reads every network into metres of the plane", async () => {
    const world = (await read()) as World;
    expect(isProblem(world)).toBe(false);
    expect(world.timeZone).toBe("Asia/Tokyo");
    expect(world.junctions).toHaveLength(20);
    expect(world.roads).toHaveLength(31);
    const road = world.roads.find(({ id }) => id === "h-2-1");
    expect(road).toMatchObject({ bridge: "Middle Bridge", lanesForward: 2, from: "j-2-1" });
    expect(road?.line.length).toBeCloseTo(Math.hypot(220, 18), 3);
    expect(road?.line.at(0).height).toBeCloseTo(3, 6);
    expect(world.tracks.map(({ platforms }) => platforms.length)).toEqual([5, 5]);
    expect(world.busRoutes[0]?.legs).toHaveLength(8);
    expect(world.carParks[0]?.stalls[0]?.point[0]).toBeCloseTo(60, 3);
    expect(world.pads.all).toHaveLength(5);
    expect(world.corridors).toHaveLength(6);
    expect(world.sensorSites).toHaveLength(17);
  });

  it("reads the side of the road that traffic keeps to, where one is said", async () => {
    const world = (await read(({ networks }) => {
      properties(networks.roads.features[20]).driveSide = "right";
    })) as World;
    expect(world.roads.map(({ driveSide }) => driveSide)).toEqual([
      "right",
      ...Array.from({ length: 30 }),
    ]);
  });

  it("has no life to offer without networks", async () => {
    const { code } = await fault(({ city }) => {
      delete (city as { networks?: unknown }).networks;
    });
    expect(code).toBe("world/none");
  });

  it("takes a file that is not named as empty, and a zone that is not said from the longitude", async () => {
    const world = (await read(({ city }) => {
      delete (city as { timeZone?: unknown }).timeZone;
      delete (city.networks as { rail?: unknown }).rail;
    })) as World;
    expect(world.tracks).toEqual([]);
    expect(world.timeZone).toBe("Etc/GMT-9");
  });

  it.each<[string, RegExp, (files: WorldFiles) => void]>([
    [
      "a road from nowhere",
      /networks\/roads\.geojson, feature 20: from speaks of nowhere/,
      ({ networks }) => {
        properties(networks.roads.features[20]).from = "nowhere";
      },
    ],
    [
      "a number that is a text",
      /feature 21: speedLimit is not a number from 1 to 60/,
      ({ networks }) => {
        properties(networks.roads.features[21]).speedLimit = "fast";
      },
    ],
    [
      "a side of the road that is none",
      /feature 21: driveSide is not one of left, right/,
      ({ networks }) => {
        properties(networks.roads.features[21]).driveSide = "middle";
      },
    ],
    [
      "a bus that jumps",
      /buses\.geojson, feature 0: roads\[0\] ends at j-1-1, the next begins at j-2-1/,
      ({ networks }) => {
        (properties(networks.buses.features[0]).roads as string[]).splice(1, 1);
      },
    ],
    [
      "trims that leave nothing",
      /trims leave nothing of its 220/,
      ({ networks }) => {
        properties(networks.roads.features[20]).trimFrom = 215;
      },
    ],
    [
      "a platform beyond its track",
      /at is beyond the track's/,
      ({ networks }) => {
        properties(networks.rail.features[5]).at = 9_000;
      },
    ],
    [
      "an id that comes twice",
      /the id j-0-0 comes twice/,
      ({ networks }) => {
        properties(networks.roads.features[1]).id = "j-0-0";
      },
    ],
    [
      "a point on the other side of the world",
      /a place within 200 km/,
      ({ networks }) => {
        networks.air.features[0] = {
          ...(networks.air.features[0] as Feature),
          geometry: { type: "Point", coordinates: [-40, 10, 0] },
        };
      },
    ],
    [
      "a zone that is none",
      /"Mars\/Base", which is no IANA time zone/,
      (files) => {
        files.city = { ...files.city, timeZone: "Mars/Base" };
      },
    ],
  ])("refuses %s, and says where", async (_what, message, spoil) => {
    const { message: said, tip } = await fault(spoil);
    expect(said).toMatch(message);
    expect(tip).toBeDefined();
  });

  it("reads nothing outside the folder, nothing that is not JSON, and nothing past a limit", async () => {
    const outside = await fault(({ city }) => {
      (city.networks as { rail: string }).rail = "../../etc/hostname";
    });
    expect(outside.code).toBe("world/file");
    await writeWorldFolder(folder);
    await writeFile(join(folder, "networks/air.geojson"), "{");
    expect(((await readWorld(folder)) as Problem).message).toMatch(/air\.geojson.*cannot be read/);
    await writeWorldFolder(folder);
    for (const [limit, said] of [
      ["networkBytes", /bytes; 1 are read \(networkBytes\)/],
      ["networkFeatures", /features; 1 are read \(networkFeatures\)/],
      ["networkPoints", /more than 1 points \(networkPoints\)/],
    ] as const) {
      const world = await readWorld(folder, { ...LIMITS, [limit]: 1 });
      expect((world as Problem).message).toMatch(said);
    }
  });
});
