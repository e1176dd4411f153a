import type { Feature, Position } from "geojson";
import type { StopProperties, TrackProperties } from "../../../../shared/city-networks.ts";
import type { OsmRelation, OsmWay, Tags } from "../osm-element.ts";
import type { OsmShapes } from "../osm-shapes.ts";
import { nameOf } from "../tag-attributes.ts";
import { chainOf } from "./chain-of.ts";
import { LaidLine } from "./laid-line.ts";
import { type Grounding, positionsOf } from "./place-height.ts";

const ROUTES = new Set(["train", "subway", "light_rail", "tram", "monorail", "railway"]);
/** Metres of the shortest line, from a stop to its track, and from a stop to its station. */
const SHORTEST = 500;
const BESIDE = 60;
const TO_STATION = 500;
/** m/s where nothing is told, by route. */
const SPEEDS: Readonly<Record<string, number>> = {
  tram: 13.9,
  light_rail: 19.4,
  subway: 22.2,
  monorail: 19.4,
};
const USUAL_SPEED = 27.8;

/** A station or a stop with a place. */
export interface StopSpot {
  readonly id: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly tags: Tags;
}

export interface RailSource {
  readonly relations: readonly OsmRelation[];
  readonly members: ReadonlyMap<number, OsmWay>;
  readonly shapes: OsmShapes;
  readonly spots: ReadonlyMap<number, StopSpot>;
  readonly stations: readonly StopSpot[];
  readonly grounding: Grounding;
}

/**
 * Tracks and platforms as `networks.rail` has them: a line for each route of trains, out and back. Where
 * only one direction is there, the other runs on the same rails.
 */
export function railTracks(source: RailSource): Feature[] {
  const lines = new Map<string, Laid[]>();
  for (const relation of source.relations) {
    const laid = laidRoute(relation, source);
    if (laid === undefined) continue;
    const key = lineKey(relation.tags);
    const known = lines.get(key);
    if (known === undefined) lines.set(key, [laid]);
    else known.push(laid);
  }
  return [...lines].flatMap(([key, [out, ...others]]) => {
    if (out === undefined) return [];
    const back = others.find((other) => isBack(out, other)) ?? reversed(out);
    return [...features(key, out, "outbound", source), ...features(key, back, "inbound", source)];
  });
}

interface Laid {
  readonly id: string;
  readonly tags: Tags;
  readonly line: LaidLine;
  readonly stops: readonly { readonly spot: StopSpot; readonly at: number }[];
}

function laidRoute(
  relation: OsmRelation,
  { members, shapes, spots }: RailSource,
): Laid | undefined {
  if (relation.tags.get("type") !== "route" || !ROUTES.has(relation.tags.get("route") ?? ""))
    return undefined;
  const ways = relation.members.flatMap(({ type, id, role }) => {
    const way = type === "way" && !/platform|stop|station/.test(role) ? members.get(id) : undefined;
    return way === undefined ? [] : [way.refs];
  });
  const pieces = shapes.pieces(chainOf(ways));
  const degrees = pieces.sort((a, b) => b.line.length - a.line.length)[0]?.line;
  if (degrees === undefined) return undefined;
  const line = new LaidLine(degrees);
  if (line.length < SHORTEST) return undefined;
  const stops = relation.members.flatMap(({ type, id, role }) => {
    const spot =
      type === "node" && /stop|platform|station|^$/.test(role) ? spots.get(id) : undefined;
    if (spot === undefined) return [];
    const { at, off } = line.nearest(spot.longitude, spot.latitude);
    return off <= BESIDE ? [{ spot, at }] : [];
  });
  const apart = stops
    .sort((a, b) => a.at - b.at)
    .filter(({ at }, i, all) => i === 0 || at - (all[i - 1]?.at ?? 0) > BESIDE);
  return { id: `relation/${relation.id}`, tags: relation.tags, line, stops: apart };
}

function lineKey(tags: Tags): string {
  const name =
    tags.get("ref") ??
    tags
      .get("name")
      ?.replace(/[:：(（].*$/, "")
      .trim() ??
    "";
  return `${tags.get("route") ?? ""} ${name}`.slice(0, 200);
}

/** Whether a route runs the other way: it begins nearer to where the first ends. */
function isBack(out: Laid, other: Laid): boolean {
  const { degrees } = other.line;
  const begin = out.line.nearest(degrees[0] as number, degrees[1] as number).at;
  const end = out.line.nearest(degrees.at(-2) as number, degrees.at(-1) as number).at;
  return begin > end;
}

function reversed({ id, tags, line, stops }: Laid): Laid {
  const degrees = new Float64Array(line.degrees.length);
  for (let i = 0; i < degrees.length; i += 2) {
    degrees[i] = line.degrees[degrees.length - 2 - i] as number;
    degrees[i + 1] = line.degrees[degrees.length - 1 - i] as number;
  }
  const back = stops.map(({ spot, at }) => ({ spot, at: line.length - at })).reverse();
  return { id: `${id}/back`, tags, line: new LaidLine(degrees), stops: back };
}

function features(
  key: string,
  { id, tags, line, stops }: Laid,
  direction: TrackProperties["direction"],
  source: RailSource,
): Feature[] {
  const name = nameOf(tags) ?? { en: key, ja: key };
  const track: TrackProperties = {
    ...{ id, type: "track", line: key, lineName: name.en, lineNameJa: name.ja, direction },
    speedLimit: SPEEDS[tags.get("route") ?? ""] ?? USUAL_SPEED,
  };
  const coordinates = positionsOf(line.degrees, source.grounding);
  const platforms = stops.map(({ spot, at }, i): Feature => {
    const own = nameOf(spot.tags) ?? { en: `Stop ${i + 1}`, ja: `停留所${i + 1}` };
    const properties: StopProperties = {
      ...{ id: `${id}/${spot.id}`, type: "platform", track: id },
      ...{ station: stationOf(spot, source.stations), name: own.en, nameJa: own.ja, at },
    };
    const place = Float64Array.of(spot.longitude, spot.latitude);
    const [position = []] = positionsOf(place, source.grounding);
    return pointFeature(properties, position);
  });
  return [
    { type: "Feature", properties: track, geometry: { type: "LineString", coordinates } },
    ...platforms,
  ];
}

/** The station that is nearest to a stop; the stop itself where none is near. */
function stationOf(spot: StopSpot, stations: readonly StopSpot[]): string {
  let [best, least] = [spot.id, TO_STATION];
  for (const station of stations) {
    const place = Float64Array.of(
      station.longitude,
      station.latitude,
      station.longitude,
      station.latitude,
    );
    const { off } = new LaidLine(place).nearest(spot.longitude, spot.latitude);
    if (off < least) [best, least] = [station.id, off];
  }
  return `node/${best}`;
}

function pointFeature(properties: StopProperties, coordinates: Position): Feature {
  return { type: "Feature", properties, geometry: { type: "Point", coordinates } };
}
