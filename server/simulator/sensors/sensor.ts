import type { Sensed } from "../../../shared/city-places.ts";
import { chanceOf } from "../../../shared/random.ts";
import type { PlanePoint } from "../world/plane-line.ts";
import type { SensorSite } from "../world/read-places.ts";
import type { Road } from "../world/read-roads.ts";
import type { World } from "../world.ts";

/** Seconds between two readings. */
const INTERVALS: Readonly<Record<Sensed, number>> = {
  air: 60,
  noise: 10,
  temperature: 60,
  rain: 30,
  river: 60,
  people: 15,
  parking: 15,
  light: 60,
  power: 30,
};
/** Metres within which a road is heard and smelt. */
const NEAR = 80;

/** One sensor of the city. */
export interface Sensor {
  readonly id: string;
  readonly name: string;
  /** Its place in the list: what its own noise is drawn by. */
  readonly index: number;
  readonly site: SensorSite;
  readonly point: PlanePoint;
  /** Seconds. */
  readonly interval: number;
  /** The road that it hears, and metres to it. */
  readonly road?: Road;
  readonly roadDistance: number;
  /** Its part of all sensors that share the same station or district; they sum to 1. */
  readonly share: number;
}

/**
 * So many sensors: one at each site while there are sites, evenly left out where there are more sites
 * than sensors, and further ones within 40 m where there are fewer.
 */
export function placeSensors(world: World, count: number, seed: string): readonly Sensor[] {
  const { sensorSites: sites, roads } = world;
  if (sites.length === 0) return [];
  const roadById = new Map(roads.map((road) => [road.id, road]));
  const heard = new Map<string, { road: Road; distance: number } | undefined>();
  const placed = Array.from({ length: count }, (_, index) => {
    const at = count < sites.length ? Math.floor((index * sites.length) / count) : index;
    const site = sites[at % sites.length] as SensorSite;
    if (!heard.has(site.id)) heard.set(site.id, roadNear(site, roadById, roads));
    const near = heard.get(site.id);
    return {
      ...identity(site, Math.floor(at / sites.length), seed),
      index,
      site,
      interval: INTERVALS[site.senses],
      ...(near === undefined ? {} : { road: near.road }),
      roadDistance: near?.distance ?? Number.POSITIVE_INFINITY,
    };
  });
  return withShares(placed, seed);
}

function identity(site: SensorSite, copy: number, seed: string) {
  const id = `sensor:${site.id}`;
  if (copy === 0) return { id, name: site.name, point: site.point };
  const further = `${id}:${copy + 1}`;
  const angle = 2 * Math.PI * chanceOf(`${seed} ${further} angle`);
  const far = 6 + 34 * chanceOf(`${seed} ${further} far`);
  const [east, north, height] = site.point;
  const point: PlanePoint = [east + far * Math.sin(angle), north + far * Math.cos(angle), height];
  return { id: further, name: `${site.name} (${copy + 1})`, point };
}

function roadNear(site: SensorSite, byId: ReadonlyMap<string, Road>, roads: readonly Road[]) {
  const own = site.of === undefined ? undefined : byId.get(site.of);
  if (own !== undefined) return { road: own, distance: distanceTo(own, site.point) };
  if (site.senses !== "air" && site.senses !== "noise") return undefined;
  let best: { road: Road; distance: number } | undefined;
  for (const road of roads) {
    const distance = distanceTo(road, site.point);
    if (distance < (best?.distance ?? NEAR)) best = { road, distance };
  }
  return best;
}

function distanceTo({ line }: Road, [east, north]: PlanePoint): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.points.length; i++) {
    const [x, y] = line.points[i - 1] as PlanePoint;
    const [toX, toY] = line.points[i] as PlanePoint;
    const square = (toX - x) ** 2 + (toY - y) ** 2;
    const along = square > 0 ? ((east - x) * (toX - x) + (north - y) * (toY - y)) / square : 0;
    const part = Math.min(1, Math.max(0, along));
    const distance = Math.hypot(east - x - (toX - x) * part, north - y - (toY - y) * part);
    least = Math.min(least, distance);
  }
  return least;
}

function withShares(placed: readonly Omit<Sensor, "share">[], seed: string): Sensor[] {
  const weightOf = ({ id }: { id: string }) => 0.5 + chanceOf(`${seed} share ${id}`);
  const keyOf = ({ site }: { site: SensorSite }) => `${site.senses} ${site.of ?? site.id}`;
  const sums = new Map<string, number>();
  for (const each of placed) {
    sums.set(keyOf(each), (sums.get(keyOf(each)) ?? 0) + weightOf(each));
  }
  return placed.map((each) => ({ ...each, share: weightOf(each) / (sums.get(keyOf(each)) ?? 1) }));
}
