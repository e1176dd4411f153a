import type { Feature, FeatureCollection } from "geojson";
import type {
  DistrictProperties,
  FacilityProperties,
  ParkingProperties,
  UseZoneProperties,
  VillageProperties,
  ZoneUse,
} from "../../../../shared/city-places.ts";
import type { Building, Point2 } from "../../../model/city-model.ts";
import type {
  Block,
  BlockZone,
  GroundPlan,
  GrownDistrict,
  GrownStation,
} from "../../ground-plan.ts";
import type { Site } from "../site/site.ts";
import { pointFeature, polygonFeature, positionOf } from "./feature.ts";
import type { CarPark, StreetLamp } from "./record.ts";
import { RoadLine } from "./road-line.ts";
import { siteSensors } from "./site-sensors.ts";

const USES: Readonly<Record<BlockZone, ZoneUse>> = {
  core: "commercial",
  commercial: "commercial",
  mixed: "mixed",
  "dense-residential": "residential",
  residential: "residential",
  village: "rural",
  industry: "industrial",
  harbour: "harbour",
  school: "public",
  hospital: "public",
  civic: "public",
  shrine: "public",
  park: "green",
  station: "commercial",
  parking: "commercial",
  farm: "rural",
  green: "green",
};

const USE_NAMES: Readonly<Record<ZoneUse, readonly [en: string, ja: string]>> = {
  residential: ["residential zone", "住居地域"],
  mixed: ["mixed-use zone", "複合用途地域"],
  commercial: ["commercial zone", "商業地域"],
  industrial: ["industrial zone", "工業地域"],
  harbour: ["harbour zone", "臨港地区"],
  public: ["public zone", "公共施設地区"],
  green: ["green zone", "緑地"],
  rural: ["rural zone", "農業地域"],
};

/** Everything in the city that has a name, a number or a use. */
export function listPlaces(
  plan: GroundPlan,
  sites: readonly Site[],
  lamps: readonly StreetLamp[],
): FeatureCollection {
  const carParks = sites.flatMap((site) => site.carParks);
  const features: Feature[] = [
    ...plan.districts.map((district) => districtFeature(plan, district, sites)),
    ...plan.villages.map((village) => villageFeature(plan, village, sites)),
    ...plan.blocks.map((block) => zoneFeature(plan, block)),
    ...plan.stations.map((station) => stationFeature(plan, station)),
    ...sites.flatMap((site) => site.facilities.map((facility) => facilityFeature(plan, facility))),
    ...carParks.map((park, i) => parkingFeature(plan, park, i)),
    ...siteSensors(plan, sites, lamps),
  ];
  return { type: "FeatureCollection", features };
}

function peopleWhere(sites: readonly Site[], holds: (block: Block) => boolean): number {
  return sites
    .filter(({ block }) => holds(block))
    .flatMap(({ buildings }): readonly Building[] => buildings)
    .reduce((sum, { people }) => sum + people, 0);
}

function landAt(plan: GroundPlan, [east, north]: Point2): number {
  return Math.max(0, plan.heightAt(east, north));
}

function districtFeature(
  plan: GroundPlan,
  district: GrownDistrict,
  sites: readonly Site[],
): Feature {
  const { id, name, ring } = district;
  const people = peopleWhere(sites, (block) => block.district === id);
  const properties: DistrictProperties = {
    id,
    type: "district",
    name: name.en,
    nameJa: name.ja,
    people,
  };
  return polygonFeature(plan.plane, ring, (i) => landAt(plan, ring[i] as Point2), properties);
}

function villageFeature(plan: GroundPlan, village: GrownDistrict, sites: readonly Site[]): Feature {
  const { id, name, ring } = village;
  const people = peopleWhere(sites, (block) => block.village === id);
  const properties: VillageProperties = {
    id,
    type: "village",
    name: name.en,
    nameJa: name.ja,
    people,
  };
  return polygonFeature(plan.plane, ring, (i) => landAt(plan, ring[i] as Point2), properties);
}

function zoneFeature(plan: GroundPlan, block: Block): Feature {
  const district = plan.districts.find(({ id }) => id === block.district);
  const use = USES[block.zone];
  const [en, ja] = USE_NAMES[use];
  const properties: UseZoneProperties = {
    id: `zone:${block.id}`,
    type: "use-zone",
    name: district ? `${district.name.en} ${en}` : en,
    nameJa: district ? `${district.name.ja}${ja}` : ja,
    use,
  };
  return polygonFeature(plan.plane, block.ring, (i) => block.heights[i] as number, properties);
}

function stationFeature(plan: GroundPlan, { id, name, at }: GrownStation): Feature {
  const properties: FacilityProperties = { id, type: "station", name: name.en, nameJa: name.ja };
  return pointFeature(plan.plane, at, properties);
}

function facilityFeature(plan: GroundPlan, facility: Site["facilities"][number]): Feature {
  const { id, type, name, at, ring, heights, capacity } = facility;
  const properties: FacilityProperties = {
    id,
    type,
    name: name.en,
    nameJa: name.ja,
    ...(capacity !== undefined && { capacity }),
  };
  if (!ring) return pointFeature(plan.plane, at, properties);
  return polygonFeature(plan.plane, ring, (i) => heights?.[i] ?? at[2], properties);
}

function parkingFeature(plan: GroundPlan, park: CarPark, i: number): Feature {
  const road = plan.roads.find(({ id }) => id === park.road);
  if (!road) throw new Error(`${park.id}: its road ${park.road} is not in the plan`);
  const line = new RoadLine(road.line);
  // Clear of the junctions, so that a car can stop and turn in.
  const margin = 5;
  const last = line.length - road.trimTo - margin;
  const at = Math.max(road.trimFrom + margin, Math.min(last, line.nearest(park.drive).at));
  const properties: ParkingProperties = {
    id: park.id,
    type: "parking",
    name: `Car park ${i + 1}`,
    nameJa: `第${i + 1}駐車場`,
    road: park.road,
    at: Math.round(at * 100) / 100,
    stalls: park.stalls.map(({ at: stall, headingDegrees }) => {
      return [...positionOf(plan.plane, stall), Math.round(headingDegrees * 10) / 10] as const;
    }),
  };
  return polygonFeature(plan.plane, park.ring, () => park.height, properties);
}
