import {
  type DistrictProperties,
  type FacilityProperties,
  type ParkingProperties,
  SENSED,
  type SensorSiteProperties,
  type UseZoneProperties,
  type VillageProperties,
  ZONE_USES,
} from "../../../shared/city-places.ts";
import type { CityPlane } from "../../../shared/city-plane.ts";
import type { Problem } from "../../../shared/problem.ts";
import type { CityFolder } from "./city-folder.ts";
import type { FeatureReader } from "./feature-reader.ts";
import { NamedList } from "./named-list.ts";
import { headingOf, type PlanePoint } from "./plane-line.ts";
import type { Road } from "./read-roads.ts";

/** Of a polygon: its outer ring, not closed. */
interface Area {
  readonly ring: readonly PlanePoint[];
}

export type District = DistrictProperties & Area;
export type Village = VillageProperties & Area;
export type UseZone = UseZoneProperties & Area;

export interface Facility extends FacilityProperties {
  /** Where it is, or its middle. */
  readonly point: PlanePoint;
}

export interface CarPark extends Omit<ParkingProperties, "stalls"> {
  readonly ring: readonly PlanePoint[];
  readonly stalls: readonly { readonly point: PlanePoint; readonly headingDegrees: number }[];
}

export interface SensorSite extends SensorSiteProperties {
  readonly point: PlanePoint;
}

export interface Places {
  readonly districts: readonly District[];
  readonly villages: readonly Village[];
  readonly zones: readonly UseZone[];
  /** Stations, schools, hospitals, shelters and parks. */
  readonly facilities: readonly Facility[];
  readonly carParks: readonly CarPark[];
  readonly sensorSites: readonly SensorSite[];
}

/** Reads `networks.places`; absent is empty. */
export async function readPlaces(
  folder: CityFolder,
  file: string | undefined,
  plane: CityPlane,
  roads: NamedList<Road>,
): Promise<Places | Problem> {
  const districts = new NamedList<District>();
  const villages = new NamedList<Village>();
  const zones = new NamedList<UseZone>();
  const facilities = new NamedList<Facility>();
  const carParks = new NamedList<CarPark>();
  const sensorSites = new NamedList<SensorSite>();
  const facility = (reader: FeatureReader) => facilities.add(facilityFrom(reader), reader);
  const fault = await folder.features(file, plane, {
    district: (reader) => districts.add(districtFrom(reader), reader),
    village: (reader) => villages.add({ ...districtFrom(reader), type: "village" }, reader),
    "use-zone": (reader) => zones.add(zoneFrom(reader), reader),
    station: facility,
    school: facility,
    hospital: facility,
    shelter: facility,
    park: facility,
    parking: (reader) => carParks.add(carParkFrom(reader, roads), reader),
    "sensor-site": (reader) => sensorSites.add(siteFrom(reader), reader),
  });
  if (fault !== undefined) return fault;
  return {
    districts: districts.all,
    villages: villages.all,
    zones: zones.all,
    facilities: facilities.all,
    carParks: carParks.all,
    sensorSites: sensorSites.all,
  };
}

function named(reader: FeatureReader) {
  return { id: reader.text("id"), name: reader.text("name"), nameJa: reader.text("nameJa") };
}

function districtFrom(reader: FeatureReader): District {
  const people = reader.number("people", 0, 10_000_000);
  return { ...named(reader), type: "district", people, ring: reader.ring() };
}

function zoneFrom(reader: FeatureReader): UseZone {
  const use = reader.oneOf("use", ZONE_USES);
  return { ...named(reader), type: "use-zone", use, ring: reader.ring() };
}

function facilityFrom(reader: FeatureReader): Facility {
  return {
    ...named(reader),
    type: reader.oneOf("type", ["station", "school", "hospital", "shelter", "park"]),
    point: reader.middle(),
  };
}

function carParkFrom(reader: FeatureReader, roads: NamedList<Road>): CarPark {
  const road = reader.text("road");
  roads.demand(road, "road", reader);
  return {
    ...named(reader),
    type: "parking",
    road,
    at: reader.number("at", 0, (roads.get(road)?.line.length ?? 0) + 1),
    ring: reader.ring(),
    stalls: reader.list("stalls").map((stall) => {
      const headingDegrees = Array.isArray(stall) ? Number(stall[3]) : Number.NaN;
      if (!Number.isFinite(headingDegrees)) reader.refuse("a stall has no heading.");
      const turn = (headingDegrees * Math.PI) / 180;
      return {
        point: reader.position(stall, "a stall"),
        headingDegrees: headingOf(Math.sin(turn), Math.cos(turn)),
      };
    }),
  };
}

function siteFrom(reader: FeatureReader): SensorSite {
  const of = reader.optionalText("of");
  return {
    ...named(reader),
    type: "sensor-site",
    senses: reader.oneOf("senses", SENSED),
    ...(of === undefined ? {} : { of }),
    point: reader.point(),
  };
}
