import type { Feature, MultiLineString } from "geojson";
import type { BusRouteProperties, BusStop } from "../../../../shared/city-networks.ts";
import type { OsmRelation, OsmWay } from "../osm-element.ts";
import { nameOf } from "../tag-attributes.ts";
import { chainOf } from "./chain-of.ts";
import { type Grounding, positionsOf } from "./place-height.ts";
import type { StopSpot } from "./rail-tracks.ts";
import type { Leg, RoadWays } from "./road-ways.ts";

/** Metres from a stop to the road that it is on. */
const BESIDE = 25;
/** Metres of the shortest circuit that is worth a bus. */
const SHORTEST = 800;

/** Times as long that the way back may be. */
const FURTHER = 3;

export interface BusSource {
  readonly relations: readonly OsmRelation[];
  readonly members: ReadonlyMap<number, OsmWay>;
  readonly spots: ReadonlyMap<number, StopSpot>;
  readonly ways: RoadWays;
  readonly grounding: Grounding;
}

/** Circuits as `networks.buses` has them: each route as far as it runs on our roads, and back the shortest way. */
export function busCircuits(source: BusSource): Feature[] {
  return source.relations.flatMap((relation) => {
    const isBus =
      relation.tags.get("type") === "route" &&
      /^(bus|trolleybus)$/.test(relation.tags.get("route") ?? "");
    const circuit = isBus ? circuitOf(relation, source) : undefined;
    return circuit === undefined ? [] : [circuit];
  });
}

function circuitOf(relation: OsmRelation, source: BusSource): Feature | undefined {
  const { members, ways } = source;
  const lines = relation.members.flatMap(({ type, id, role }) => {
    const way = type === "way" && !/platform|stop/.test(role) ? members.get(id) : undefined;
    return way === undefined ? [] : [way.refs];
  });
  const junctions = chainOf(lines).filter((node) => ways.isJunction(node));
  const legs = ways.through(junctions);
  const [first, last] = [legs[0], legs.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const out = legs.reduce((sum, { road }) => sum + road.line.length, 0);
  const back = ways.between(ways.endOf(last), ways.startOf(first), FURTHER * out + SHORTEST);
  if (back === undefined) return undefined;
  const circuit = [...legs, ...back];
  const length = circuit.reduce((sum, { road }) => sum + road.line.length, 0);
  if (circuit.length < 2 || length < SHORTEST) return undefined;
  const stops = stopsOf(relation, circuit, source);
  // A bus runs from stop to stop.
  if (stops.length < 2) return undefined;
  const id = `relation/${relation.id}`;
  const ref = (relation.tags.get("ref") ?? "").trim().slice(0, 40) || "Bus";
  const name = nameOf(relation.tags) ?? { en: ref, ja: ref };
  const properties: BusRouteProperties = {
    ...{ id, type: "bus-route", ref, name: name.en, nameJa: name.ja },
    roads: circuit.map(({ road, backward }) => `${backward ? "-" : ""}${road.id}`),
    stops,
  };
  const geometry: MultiLineString = {
    type: "MultiLineString",
    coordinates: circuit.map(({ road, backward }) => {
      const positions = positionsOf(road.line.degrees, source.grounding);
      return backward ? positions.reverse() : positions;
    }),
  };
  return { type: "Feature", properties, geometry };
}

/** Stops of the route in its order, each on the first road beside it that comes after the one before. */
function stopsOf(relation: OsmRelation, circuit: readonly Leg[], { spots }: BusSource): BusStop[] {
  const stops: BusStop[] = [];
  let from = 0;
  let past = 0;
  for (const { type, id, role } of relation.members) {
    const spot = type === "node" && /stop|platform|^$/.test(role) ? spots.get(id) : undefined;
    if (spot === undefined) continue;
    for (let road = from; road < circuit.length; road++) {
      const { road: own, backward } = circuit[road] as Leg;
      const { at, off } = own.line.nearest(spot.longitude, spot.latitude);
      const along = Math.round(100 * (backward ? own.line.length - at : at)) / 100;
      if (off > BESIDE || (road === from && along <= past + BESIDE && stops.length > 0)) continue;
      const name = nameOf(spot.tags) ?? {
        en: `Stop ${stops.length + 1}`,
        ja: `停留所${stops.length + 1}`,
      };
      const stop = { id: `relation/${relation.id}/${id}`, name: name.en, nameJa: name.ja };
      stops.push({ ...stop, road, at: Math.min(along, own.line.length) });
      [from, past] = [road, along];
      break;
    }
  }
  return stops;
}
