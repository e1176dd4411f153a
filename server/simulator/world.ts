import type { City } from "../../shared/city.ts";
import { GroundGrid } from "../../shared/city-ground.ts";
import { CityPlane } from "../../shared/city-plane.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { CityFolder } from "./world/city-folder.ts";
import type { NamedList } from "./world/named-list.ts";
import { type Corridor, type DronePort, readAir } from "./world/read-air.ts";
import { type Places, readPlaces } from "./world/read-places.ts";
import { readRail, type Track } from "./world/read-rail.ts";
import { type BusRoute, type Junction, type Road, readRoads } from "./world/read-roads.ts";

/** A city as its simulated life needs it: all places in metres of its plane. */
export interface World extends Places {
  readonly plane: CityPlane;
  /** IANA name. */
  readonly timeZone: string;
  readonly roads: readonly Road[];
  readonly junctions: readonly Junction[];
  readonly busRoutes: readonly BusRoute[];
  /** With their platforms. */
  readonly tracks: readonly Track[];
  /** Drone ports and landings. */
  readonly pads: NamedList<DronePort>;
  readonly corridors: readonly Corridor[];
  /** Heights of the ground, where the city has them. */
  readonly ground?: GroundGrid;
}

/**
 * Reads the networks and places of a city folder (`city.json` names them). A file that is not named is
 * as if empty. Fails with `world/none` where the city has no networks at all, and with `world/…`
 * naming file, feature and field where one is wrong.
 */
export async function readWorld(folder: string, limits: Limits = LIMITS): Promise<World | Problem> {
  const files = new CityFolder(folder, limits);
  const described = await files.json("city.json");
  if (isProblem(described)) return described;
  const city = (described ?? {}) as Partial<City>;
  const plane = planeOf(city);
  if (plane === undefined || city.networks === undefined) return noNetworks();
  const { networks } = city;
  const timeZone = zoneOf(city, plane);
  if (isProblem(timeZone)) return timeZone;
  const roads = await readRoads(files, networks, plane);
  if (isProblem(roads)) return roads;
  const tracks = await readRail(files, networks.rail, plane);
  if (isProblem(tracks)) return tracks;
  const air = await readAir(files, networks.air, plane);
  if (isProblem(air)) return air;
  const places = await readPlaces(files, networks.places, plane, roads.roads);
  if (isProblem(places)) return places;
  const ground = await readGround(files, networks.ground);
  if (isProblem(ground)) return ground;
  const still = [roads.roads.all, tracks, air.corridors, places.sensorSites];
  if (still.every((list) => list.length === 0)) return noNetworks();
  return {
    ...places,
    ...air,
    plane,
    timeZone,
    tracks,
    roads: roads.roads.all,
    junctions: roads.junctions.all,
    busRoutes: roads.busRoutes.all,
    ...(ground === undefined ? {} : { ground }),
  };
}

async function readGround(
  files: CityFolder,
  file: string | undefined,
): Promise<GroundGrid | Problem | undefined> {
  if (file === undefined) return undefined;
  const content = await files.json(file);
  if (isProblem(content)) return content;
  return (
    GroundGrid.read(content) ??
    problem(
      "world/file",
      `${file} of the city is no grid of heights.`,
      "Make the city's files again, or start with --no-simulator.",
    )
  );
}

function planeOf({ origin }: Partial<City>): CityPlane | undefined {
  const numbers = [origin?.longitude, origin?.latitude, origin?.height];
  if (origin === undefined || !numbers.every((number) => Number.isFinite(number))) return undefined;
  return new CityPlane(origin);
}

/** The city's own zone; where it has none, the whole hours that its longitude is from Greenwich. */
function zoneOf({ timeZone }: Partial<City>, plane: CityPlane): string | Problem {
  const hours = Math.round(plane.longitude / 15);
  // The names of these zones count westward.
  const zone = timeZone ?? `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone;
  } catch {
    return problem(
      "world/time-zone",
      `city.json says timeZone ${JSON.stringify(zone).slice(0, 60)}, which is no IANA time zone.`,
      'Write one like "Asia/Tokyo", or leave it out.',
    );
  }
}

function noNetworks(): Problem {
  return problem(
    "world/none",
    "The city has no networks (city.json names none, or they are empty): nothing can move in it.",
    "Networks come with the demo city; a city of tiles alone is shown without simulated life.",
  );
}
