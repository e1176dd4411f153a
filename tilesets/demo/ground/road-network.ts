import type { Feature, FeatureCollection, Position } from "geojson";
import type { JunctionProperties, RoadProperties } from "../../../shared/city-networks.ts";
import type { CityPlane } from "../../../shared/city-plane.ts";
import type { Point3 } from "../../model/city-model.ts";
import type { GrownRoad } from "../ground-plan.ts";
import { type RoadChain, type Roads, widthOf } from "./road-chains.ts";
import { ROAD_FORMS } from "./road-forms.ts";

/** Degrees to 7 decimals (1 cm), metres above the ellipsoid to the centimetre. */
export function positionOf(plane: CityPlane, p: Point3): Position {
  const [longitude, latitude, height] = plane.geodetic(p[0], p[1], p[2]);
  return [
    Math.round(longitude * 1e7) / 1e7,
    Math.round(latitude * 1e7) / 1e7,
    Math.round(height * 100) / 100,
  ];
}

export function roadNetwork(plane: CityPlane, roads: Roads): FeatureCollection {
  const junctions = roads.junctions.map(
    ({ id, at, signals }): Feature => ({
      type: "Feature",
      id,
      properties: { id, type: "junction", signals } satisfies JunctionProperties,
      geometry: { type: "Point", coordinates: positionOf(plane, at) },
    }),
  );
  const lines = roads.chains.map(
    (chain): Feature => ({
      type: "Feature",
      id: chain.id,
      properties: propertiesOf(chain),
      geometry: { type: "LineString", coordinates: chain.line.map((p) => positionOf(plane, p)) },
    }),
  );
  return { type: "FeatureCollection", features: [...junctions, ...lines] };
}

function propertiesOf(chain: RoadChain): RoadProperties {
  const form = ROAD_FORMS[chain.info.class];
  const { name } = chain.info;
  return {
    id: chain.id,
    type: "road",
    class: chain.info.class,
    ...(name && { name: name.en, nameJa: name.ja }),
    from: chain.from,
    to: chain.to,
    lanesForward: form.lanes,
    lanesBackward: form.lanes,
    laneWidth: form.laneWidth,
    trimFrom: centimetres(chain.trimFrom),
    trimTo: centimetres(chain.trimTo),
    speedLimit: centimetres(form.speedLimit),
    ...(chain.bridge && { bridge: chain.bridge.en, bridgeJa: chain.bridge.ja }),
  };
}

function centimetres(metres: number): number {
  return Math.round(metres * 100) / 100;
}

export function grownRoad(chain: RoadChain): GrownRoad {
  return {
    id: chain.id,
    class: chain.info.class,
    ...(chain.info.name && { name: chain.info.name }),
    from: chain.from,
    to: chain.to,
    line: chain.line,
    width: widthOf(chain),
    pavement: chain.info.pavement,
    trimFrom: chain.trimFrom,
    trimTo: chain.trimTo,
    bridge: chain.bridge !== undefined,
  };
}
