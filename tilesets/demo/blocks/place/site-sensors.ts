import type { Feature } from "geojson";
import type { Sensed, SensorSiteProperties } from "../../../../shared/city-places.ts";
import type { Point2, Point3 } from "../../../model/city-model.ts";
import type { Block, GroundPlan } from "../../ground-plan.ts";
import { spread } from "../programme/spread.ts";
import { centroidOf } from "../shape/ring.ts";
import { distance } from "../shape/vector.ts";
import type { Site } from "../site/site.ts";
import { pointFeature } from "./feature.ts";
import type { StreetLamp } from "./record.ts";
import { riverBank } from "./river-bank.ts";

/** Sensor sites of each kind: 600 together. */
const COUNTS: Readonly<Record<Sensed, number>> = {
  air: 60,
  noise: 60,
  temperature: 50,
  rain: 20,
  river: 10,
  people: 80,
  parking: 70,
  light: 150,
  power: 100,
};

const NAMES: Readonly<Record<Sensed, readonly [en: string, ja: string]>> = {
  air: ["Air quality", "大気"],
  noise: ["Noise", "騒音"],
  temperature: ["Temperature", "気温"],
  rain: ["Rain gauge", "雨量"],
  river: ["River level", "水位"],
  people: ["People counter", "歩行者"],
  parking: ["Parking", "駐車場"],
  light: ["Street light", "街灯"],
  power: ["Power", "電力"],
};

/** Counters at each station; the others stand in shopping streets. */
const AT_STATION = 7;

interface SensorSpot {
  readonly at: Point3;
  readonly of?: string;
}

/** Places sensors: each kind where it has something to sense, spread over the city. */
export function siteSensors(
  plan: GroundPlan,
  sites: readonly Site[],
  lamps: readonly StreetLamp[],
): Feature[] {
  const spots: Readonly<Record<Sensed, readonly SensorSpot[]>> = {
    air: onStreets(plan, lamps, COUNTS.air, 3.5, false),
    noise: onStreets(plan, lamps, COUNTS.noise, 4, true),
    temperature: inBlocks(sites, COUNTS.temperature, 2),
    rain: onRoofs(sites, COUNTS.rain),
    river: riverBank(plan, COUNTS.river),
    people: peopleCounters(plan, sites, lamps),
    parking: atCarParks(sites),
    light: spread(lamps, spotOfLamp, COUNTS.light).map(({ lamp, road }) => ({
      at: [lamp.at[0], lamp.at[1], lamp.at[2] + lamp.height],
      of: road,
    })),
    power: forDistricts(plan, sites),
  };
  return (Object.keys(COUNTS) as Sensed[]).flatMap((senses) => {
    const chosen = spots[senses].slice(0, COUNTS[senses]);
    if (chosen.length < COUNTS[senses]) {
      throw new Error(`siteSensors: ${chosen.length} places for ${COUNTS[senses]} of ${senses}`);
    }
    return chosen.map((spot, i) => sensorFeature(plan, senses, spot, i));
  });
}

function sensorFeature(plan: GroundPlan, senses: Sensed, spot: SensorSpot, i: number): Feature {
  const [en, ja] = NAMES[senses];
  const number = String(i + 1).padStart(3, "0");
  const properties: SensorSiteProperties = {
    id: `sensor:${senses}:${number}`,
    type: "sensor-site",
    name: `${en} ${number}`,
    nameJa: `${ja} ${number}`,
    senses,
    ...(spot.of && { of: spot.of }),
  };
  return pointFeature(plan.plane, spot.at, properties);
}

function spotOfLamp({ lamp }: StreetLamp): Point2 {
  return [lamp.at[0], lamp.at[1]];
}

/** On lamp posts, so many metres up; along the bigger roads, where traffic is what they hear. */
function onStreets(
  plan: GroundPlan,
  lamps: readonly StreetLamp[],
  count: number,
  up: number,
  busy: boolean,
): SensorSpot[] {
  const classes = new Map(plan.roads.map((road) => [road.id, road.class]));
  const fit = busy
    ? lamps.filter(({ road }) => ["arterial", "collector"].includes(classes.get(road) ?? ""))
    : // Not the very posts that listen.
      lamps.filter((_, i) => i % 2 === 1);
  return spread(fit, spotOfLamp, count).map(({ lamp, road }) => ({
    at: [lamp.at[0], lamp.at[1], lamp.at[2] + up],
    ...(busy && { of: road }),
  }));
}

/** On open ground of blocks all over the land. */
function inBlocks(sites: readonly Site[], count: number, up: number): SensorSpot[] {
  return spread(sites, ({ block }) => centroidOf(block.ring), count).map((site) => {
    const at = besideRing(site.block, 0);
    return { at: [at[0], at[1], site.relief.at(at) + up] };
  });
}

/** A point just inside a block's side, from its `nth` corner. */
function besideRing(block: Block, nth: number): Point2 {
  const corner = block.ring[nth % block.ring.length] as Point2;
  const middle = centroidOf(block.ring);
  const share = Math.min(0.2, 1.5 / Math.max(1, distance(corner, middle)));
  return [corner[0] + (middle[0] - corner[0]) * share, corner[1] + (middle[1] - corner[1]) * share];
}

/** On roofs of larger buildings, where the sky is open. */
function onRoofs(sites: readonly Site[], count: number): SensorSpot[] {
  const flat = sites.flatMap(({ buildings }) =>
    buildings.flatMap(({ parts, floors }) => {
      const roof = [...parts].sort((a, b) => b.eaves - a.eaves)[0];
      return roof?.roof === "flat" && floors > 1 && floors < 9 ? [roof] : [];
    }),
  );
  return spread(flat, ({ footprint }) => centroidOf(footprint), count).map((roof) => {
    const [east, north] = centroidOf(roof.footprint);
    return { at: [east, north, roof.top + 1] };
  });
}

/** About each station's middle first; the rest on lamp posts of shopping streets. */
function peopleCounters(
  plan: GroundPlan,
  sites: readonly Site[],
  lamps: readonly StreetLamp[],
): SensorSpot[] {
  const atStations = plan.stations.flatMap(({ id, at, headingDegrees }) => {
    const angle = (headingDegrees * Math.PI) / 180;
    const way: Point2 = [Math.sin(angle), Math.cos(angle)];
    return Array.from({ length: AT_STATION }, (_, i) => {
      const away = (i - (AT_STATION - 1) / 2) * 14;
      return { at: [at[0] + way[0] * away, at[1] + way[1] * away, at[2] + 3] as Point3, of: id };
    });
  });
  const shopping = new Set(
    sites
      .filter(({ block }) => ["commercial", "core", "station", "mixed"].includes(block.zone))
      .flatMap(({ block }) => block.roads),
  );
  const left = COUNTS.people - atStations.length;
  const posts = lamps.filter(({ road }) => shopping.has(road));
  return [
    ...atStations,
    ...spread(posts, spotOfLamp, left).map(({ lamp, road }) => ({
      at: [lamp.at[0], lamp.at[1], lamp.at[2] + 3] as Point3,
      of: road,
    })),
  ];
}

/** One for each car park, further ones for the largest. */
function atCarParks(sites: readonly Site[]): SensorSpot[] {
  const parks = sites.flatMap((site) => site.carParks);
  if (parks.length === 0) return [];
  const bySize = [...parks].sort(
    (a, b) => b.stalls.length - a.stalls.length || (a.id < b.id ? -1 : 1),
  );
  const again = Array.from({ length: COUNTS.parking }, (_, i) => bySize[i % bySize.length]);
  return [...parks, ...again].flatMap((park, i) => {
    const corner = park?.ring[Math.floor(i / parks.length) % 4];
    return park && corner
      ? [{ at: [corner[0], corner[1], park.height + 3] as Point3, of: park.id }]
      : [];
  });
}

/** Meters of a district's feeders, in turn through the districts. */
function forDistricts(plan: GroundPlan, sites: readonly Site[]): SensorSpot[] {
  const built = plan.districts.map(({ id }) => {
    const own = sites.filter(
      ({ block, buildings }) => block.district === id && buildings.length > 0,
    );
    return { id, own: spread(own, ({ block }) => centroidOf(block.ring), COUNTS.power) };
  });
  const spots: SensorSpot[] = [];
  for (let turn = 0; spots.length < COUNTS.power && turn < COUNTS.power; turn++) {
    for (const { id, own } of built) {
      const site = own[turn];
      if (!site) continue;
      const at = besideRing(site.block, 1);
      spots.push({ at: [at[0], at[1], site.relief.at(at) + 1.5], of: id });
    }
  }
  return spots;
}
