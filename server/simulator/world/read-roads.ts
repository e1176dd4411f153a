import {
  type BusRouteProperties,
  type BusStop,
  type JunctionProperties,
  ROAD_CLASSES,
  type RoadProperties,
} from "../../../shared/city-networks.ts";
import type { CityPlane } from "../../../shared/city-plane.ts";
import type { Problem } from "../../../shared/problem.ts";
import type { CityFolder } from "./city-folder.ts";
import type { FeatureReader } from "./feature-reader.ts";
import { NamedList } from "./named-list.ts";
import { PlaneLine, type PlanePoint } from "./plane-line.ts";

export interface Junction extends JunctionProperties {
  readonly point: PlanePoint;
}

export interface Road extends RoadProperties {
  /** The middle of its carriageway, on the surface that is driven on. */
  readonly line: PlaneLine;
}

export interface BusRoute extends BusRouteProperties {
  /** `roads` without their signs. */
  readonly legs: readonly { readonly road: Road; readonly backward: boolean }[];
}

export interface RoadNetwork {
  readonly junctions: NamedList<Junction>;
  readonly roads: NamedList<Road>;
  readonly busRoutes: NamedList<BusRoute>;
}

const SIDES = ["left", "right"] as const;

/** Reads `networks.roads` and `networks.buses`; each absent is empty. */
export async function readRoads(
  folder: CityFolder,
  files: { readonly roads?: string; readonly buses?: string },
  plane: CityPlane,
): Promise<RoadNetwork | Problem> {
  const junctions = new NamedList<Junction>();
  const roads = new NamedList<Road>();
  const busRoutes = new NamedList<BusRoute>();
  const fault =
    (await folder.features(files.roads, plane, {
      junction: (reader) => junctions.add(junctionFrom(reader), reader),
    })) ??
    (await folder.features(files.roads, plane, {
      road: (reader) => roads.add(roadFrom(reader, junctions), reader),
    })) ??
    (await folder.features(files.buses, plane, {
      "bus-route": (reader) => busRoutes.add(busRouteFrom(reader, roads), reader),
    }));
  return fault ?? { junctions, roads, busRoutes };
}

function junctionFrom(reader: FeatureReader): Junction {
  return {
    id: reader.text("id"),
    type: "junction",
    signals: reader.truth("signals"),
    point: reader.point(),
  };
}

function roadFrom(reader: FeatureReader, junctions: NamedList<Junction>): Road {
  const line = new PlaneLine(reader.line());
  const road: Road = {
    id: reader.text("id"),
    type: "road",
    class: reader.oneOf("class", ROAD_CLASSES),
    ...names(reader, "name", "nameJa"),
    from: reader.text("from"),
    to: reader.text("to"),
    lanesForward: reader.whole("lanesForward", 0, 8),
    lanesBackward: reader.whole("lanesBackward", 0, 8),
    laneWidth: reader.number("laneWidth", 1.5, 10),
    trimFrom: reader.number("trimFrom", 0, 500),
    trimTo: reader.number("trimTo", 0, 500),
    speedLimit: reader.number("speedLimit", 1, 60),
    ...names(reader, "bridge", "bridgeJa"),
    ...(reader.has("driveSide") ? { driveSide: reader.oneOf("driveSide", SIDES) } : {}),
    line,
  };
  junctions.demand(road.from, "from", reader);
  junctions.demand(road.to, "to", reader);
  if (road.lanesForward + road.lanesBackward === 0) reader.refuse("it has no lane.");
  if (road.trimFrom + road.trimTo >= line.length) {
    reader.refuse(`its trims leave nothing of its ${line.length.toFixed(1)} m.`);
  }
  return road;
}

function names(reader: FeatureReader, ...keys: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const key of keys) {
    const value = reader.optionalText(key);
    if (value !== undefined) found[key] = value;
  }
  return found;
}

function busRouteFrom(reader: FeatureReader, roads: NamedList<Road>): BusRoute {
  const signed = reader.list("roads").map(String);
  const legs = signed.flatMap((text) => {
    const backward = text.startsWith("-");
    const road = roads.get(backward ? text.slice(1) : text);
    if (road === undefined) reader.refuse(`roads speaks of ${text}, which is not there.`);
    return road === undefined ? [] : [{ road, backward }];
  });
  if (legs.length < 2) reader.refuse("it has fewer than two roads.");
  for (const [index, leg] of legs.entries()) {
    const next = legs[(index + 1) % legs.length] ?? leg;
    const end = leg.backward ? leg.road.from : leg.road.to;
    const start = next.backward ? next.road.to : next.road.from;
    if (end !== start)
      reader.refuse(`roads[${index}] ends at ${end}, the next begins at ${start}.`);
    const lanes = leg.backward ? leg.road.lanesBackward : leg.road.lanesForward;
    if (lanes === 0) reader.refuse(`roads[${index}] has no lane in its direction.`);
  }
  const stops = reader.list("stops").map((value, index) => {
    const part = reader.part("stops", index, value);
    const stop = stopFrom(part, legs);
    reader.adopt(part);
    return stop;
  });
  return {
    id: reader.text("id"),
    type: "bus-route",
    ref: reader.text("ref"),
    name: reader.text("name"),
    nameJa: reader.text("nameJa"),
    roads: signed,
    stops,
    legs,
  };
}

function stopFrom(reader: FeatureReader, legs: readonly { readonly road: Road }[]): BusStop {
  const road = reader.whole("road", 0, Math.max(0, legs.length - 1));
  return {
    id: reader.text("id"),
    name: reader.text("name"),
    nameJa: reader.text("nameJa"),
    road,
    at: reader.number("at", 0, (legs[road]?.road.line.length ?? 0) + 1),
  };
}
