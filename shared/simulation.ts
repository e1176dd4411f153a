import type { Bilingual } from "./city.ts";

/** `GET /api/simulation`: the invented life of the city, and what is on its programme. */
export interface Simulation {
  readonly state: "off" | "starting" | "running" | "failed";
  /** Why it is off, failed or still starting; while it runs, what it does not hold. In English. */
  readonly note?: string;
  readonly seed: string;
  readonly scale: number;
  /** Seconds of the simulation in one of ours. */
  readonly speed: number;
  /** Its own time: milliseconds since 1970. Equal to the server's where speed is 1. */
  readonly time: number;
  /** Entities that it moves, by what they are. */
  readonly entities: Readonly<Record<string, number>>;
  /** What it holds: steps a second wanted and reached, share of one core used (0 to 1), seconds behind. */
  readonly pace: {
    readonly wanted: number;
    readonly reached: number;
    readonly load: number;
    readonly behind: number;
  };
  readonly weather: {
    readonly temperatureCelsius: number;
    readonly rain: number;
    readonly windSpeed: number;
    readonly windFromDegrees: number;
    readonly cloud: number;
  };
  readonly incidents: readonly Incident[];
}

export const INCIDENT_TYPES = [
  "stalled-truck",
  "silent-sensor",
  "diverted-drone",
  "heavy-rain",
] as const;

export type IncidentType = (typeof INCIDENT_TYPES)[number];

/** Something that goes wrong by plan. Switched by `PUT /api/simulation/incidents/{id}` with `{"enabled": true}`. */
export interface Incident {
  readonly id: string;
  readonly type: IncidentType;
  readonly title: Bilingual;
  /** Where to look: degrees and metres above the ellipsoid. */
  readonly at?: { readonly longitude: number; readonly latitude: number; readonly height: number };
  /** Id of the entity concerned. */
  readonly entity?: string;
  /** Milliseconds since 1970, by the simulation's clock. */
  readonly from: number;
  readonly to: number;
  /** Whether it is to happen at all. */
  readonly enabled: boolean;
  readonly state: "planned" | "active" | "over" | "off";
}
