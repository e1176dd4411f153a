/** `networks.places`: what has a name, a number or a use in a city, as properties of GeoJSON features. */
export const PLACE_TYPES = [
  "district",
  "village",
  "use-zone",
  "station",
  "school",
  "hospital",
  "shelter",
  "park",
  "parking",
  "sensor-site",
] as const;

interface Named {
  readonly id: string;
  readonly name: string;
  readonly nameJa: string;
  /** Where `name` only says what it is, as it has none of its own: the map does not label it. */
  readonly unnamed?: true;
}

/** Polygon. Districts cover the land without overlap. */
export interface DistrictProperties extends Named {
  readonly type: "district";
  readonly people: number;
}

/** Polygon: a hamlet that drones deliver to. */
export interface VillageProperties extends Named {
  readonly type: "village";
  readonly people: number;
}

export const ZONE_USES = [
  "residential",
  "mixed",
  "commercial",
  "industrial",
  "harbour",
  "public",
  "green",
  "rural",
] as const;

export type ZoneUse = (typeof ZONE_USES)[number];

/** Polygon. */
export interface UseZoneProperties extends Named {
  readonly type: "use-zone";
  readonly use: ZoneUse;
}

/** Point (station, school, hospital, shelter) or Polygon (park). */
export interface FacilityProperties extends Named {
  readonly type: "station" | "school" | "hospital" | "shelter" | "park";
  /** People, beds or pupils; absent where it has no meaning. */
  readonly capacity?: number;
}

/** Polygon: a car park. */
export interface ParkingProperties extends Named {
  readonly type: "parking";
  /** Road that it is reached by, and metres along its line to the drive. */
  readonly road: string;
  readonly at: number;
  /** Each stall's middle, and the heading of a car in it: longitude, latitude, height, degrees. */
  readonly stalls: readonly (readonly [number, number, number, number])[];
}

/** What a sensor site senses. */
export const SENSED = [
  "air",
  "noise",
  "temperature",
  "rain",
  "river",
  "people",
  "parking",
  "light",
  "power",
] as const;

export type Sensed = (typeof SENSED)[number];

/** Point, at the height of the sensor. */
export interface SensorSiteProperties extends Named {
  readonly type: "sensor-site";
  readonly senses: Sensed;
  /** What it belongs to: a station (people), a car park (parking), a road (people, noise, light), a district (power). */
  readonly of?: string;
}
