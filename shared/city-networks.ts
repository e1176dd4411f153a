/**
 * The networks of a city, as the properties of GeoJSON features whose coordinates are longitude,
 * latitude and metres above the ellipsoid: of the very surface that is driven on, so that what moves
 * on it neither floats nor sinks. Traffic keeps to the left, or where its roads say so to the right.
 */

/** `networks.roads`, a Point: where roads meet or end. */
export interface JunctionProperties {
  readonly id: string;
  readonly type: "junction";
  /** Whether traffic signals rule it; else who comes from the higher class of road goes first. */
  readonly signals: boolean;
}

export const ROAD_CLASSES = ["arterial", "collector", "street", "lane"] as const;

export type RoadClass = (typeof ROAD_CLASSES)[number];

/** `networks.roads`, a LineString along the middle of the carriageway, from one junction to another. */
export interface RoadProperties {
  readonly id: string;
  readonly type: "road";
  readonly class: RoadClass;
  /** Name in English and in Japanese; a road of several segments has the same in each. */
  readonly name?: string;
  readonly nameJa?: string;
  /** Ids of the junctions at its first and last coordinate. */
  readonly from: string;
  readonly to: string;
  /** Lanes along the line, and against it (0: one way). */
  readonly lanesForward: number;
  readonly lanesBackward: number;
  /** Metres of one lane. The carriageway is all lanes side by side, its middle the line. */
  readonly laneWidth: number;
  /** Metres from each end of the line to where the junction's open area begins: the stop lines. */
  readonly trimFrom: number;
  readonly trimTo: number;
  /** m/s. */
  readonly speedLimit: number;
  /** Name of the bridge that carries it. */
  readonly bridge?: string;
  readonly bridgeJa?: string;
  /** Which side traffic keeps to; left where absent. In one city all drive on the side of most of its roads. */
  readonly driveSide?: "left" | "right";
}

/** `networks.rail`, a LineString: one track, in the direction in which trains run on it. */
export interface TrackProperties {
  readonly id: string;
  readonly type: "track";
  readonly line: string;
  readonly lineName: string;
  readonly lineNameJa: string;
  readonly direction: "outbound" | "inbound";
  /** Fastest that trains run, m/s. */
  readonly speedLimit: number;
}

/** `networks.rail`, a Point: where trains of a track stop, their middle there. */
export interface StopProperties {
  readonly id: string;
  readonly type: "platform";
  readonly track: string;
  /** Id of the station among the places. */
  readonly station: string;
  readonly name: string;
  readonly nameJa: string;
  /** Metres along the track. */
  readonly at: number;
}

/** `networks.buses`, a MultiLineString: a circuit that buses go round and round. */
export interface BusRouteProperties {
  readonly id: string;
  readonly type: "bus-route";
  /** Number or letters on the front of the bus. */
  readonly ref: string;
  readonly name: string;
  readonly nameJa: string;
  /** Roads in order; against the line where `-` stands before the id. Closed: after the last, the first. */
  readonly roads: readonly string[];
  readonly stops: readonly BusStop[];
}

export interface BusStop {
  readonly id: string;
  readonly name: string;
  readonly nameJa: string;
  /** Place in `roads`, from 0, and metres along that road in the direction of travel. */
  readonly road: number;
  readonly at: number;
}

/** `networks.footways`, a LineString. */
export interface FootwayProperties {
  readonly id: string;
  readonly type: "footway";
  readonly surface: "sidewalk" | "path" | "crossing";
}

/** `networks.air`, a Point on the pad. */
export interface DronePortProperties {
  readonly id: string;
  readonly type: "port" | "landing";
  readonly name: string;
  readonly nameJa: string;
  /** Of a landing: id of the village among the places. */
  readonly village?: string;
  /** Drones that stand there. */
  readonly stands: number;
}

/** `networks.air`, a LineString at cruising height, from above a port to above a landing; flown both ways. */
export interface CorridorProperties {
  readonly id: string;
  readonly type: "corridor";
  readonly from: string;
  readonly to: string;
  /** Metres to each side. */
  readonly halfWidth: number;
}
