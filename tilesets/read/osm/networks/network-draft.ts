import type { Feature, FeatureCollection } from "geojson";
import type { FootwayProperties } from "../../../../shared/city-networks.ts";
import type { Networks } from "../../../model/city-model.ts";
import type { OsmWay, Tags } from "../osm-element.ts";
import type { OsmIndex } from "../osm-index.ts";
import type { OsmShapes } from "../osm-shapes.ts";
import { busCircuits } from "./bus-circuits.ts";
import { LaidLine } from "./laid-line.ts";
import { largestNetwork } from "./largest-network.ts";
import { type DraftPlace, placeFeature } from "./place-features.ts";
import { type Grounding, positionsOf } from "./place-height.ts";
import { placeKind, zoneUse } from "./place-kinds.ts";
import { railTracks, type StopSpot } from "./rail-tracks.ts";
import { roadFacts } from "./road-facts.ts";
import { RoadFinder } from "./road-finder.ts";
import { type DrivenWay, roadLines } from "./road-lines.ts";
import { type LaidRoad, roadNetwork } from "./road-network.ts";
import { RoadWays } from "./road-ways.ts";

const WALKED = new Set([
  "footway",
  "path",
  "pedestrian",
  "steps",
  "cycleway",
  "bridleway",
  "corridor",
]);
/** Degrees from the middle of the file beyond which nothing belongs to its city: routes go on far. */
const CITY = 1;

/** Gathers what the networks are made of while the features go by, and makes them at the end. */
export class NetworkDraft {
  readonly #shapes: OsmShapes;
  readonly #grounding: Grounding;
  readonly #driven: DrivenWay[] = [];
  readonly #footways: {
    readonly id: number;
    readonly tags: Tags;
    readonly lines: Float64Array[];
  }[] = [];
  readonly #places: DraftPlace[] = [];
  #networks: Partial<Networks> | undefined;

  constructor(shapes: OsmShapes, grounding: Grounding) {
    this.#shapes = shapes;
    this.#grounding = grounding;
  }

  way({ id, refs, tags }: OsmWay): void {
    if (tags.size === 0 || refs.length < 2) return;
    const facts = roadFacts(tags);
    if (facts !== undefined) this.#drive(id, refs, facts);
    else if (WALKED.has(tags.get("highway") ?? "") && tags.get("area") !== "yes")
      this.#footways.push({ id, tags, lines: this.#shapes.pieces(refs).map(({ line }) => line) });
    else if (refs.length > 3 && refs[0] === refs.at(-1) && isPlace(tags)) {
      const ring = this.#shapes.line(refs);
      if (ring !== undefined) this.#places.push({ id: `way/${id}`, tags, polygons: [[ring]] });
    }
  }

  /** After the last way, while the places of nodes are still known. */
  finish(index: OsmIndex): void {
    const signals = new Set<number>();
    const spots = new Map<number, StopSpot>();
    for (const spot of index.spots) {
      if (spot.tags.get("highway") === "traffic_signals") signals.add(spot.id);
      else spots.set(spot.id, spot);
    }
    for (const relation of index.relations) {
      if (relation.tags.get("type") !== "multipolygon" || !isPlace(relation.tags)) continue;
      const { polygons } = this.#shapes.ofRelation(relation);
      this.#places.push({ id: `relation/${relation.id}`, tags: relation.tags, polygons });
    }
    for (const { id, longitude, latitude, tags } of spots.values())
      if (isPlace(tags)) {
        const point = Float64Array.of(longitude, latitude);
        this.#places.push({ id: `node/${id}`, tags, polygons: [], point });
      }
    this.#networks = this.#made(index, signals, spots);
  }

  networks(): Partial<Networks> | undefined {
    return this.#networks;
  }

  #drive(id: number, refs: readonly number[], facts: DrivenWay["facts"]): void {
    // Nodes that the file lacks cut a way.
    for (const { from, line } of this.#shapes.pieces(refs)) {
      const piece = refs.slice(from, from + line.length / 2);
      if (piece.length > 1) this.#driven.push({ id, refs: piece, facts });
    }
  }

  #made(
    index: OsmIndex,
    signals: ReadonlySet<number>,
    spots: ReadonlyMap<number, StopSpot>,
  ): Partial<Networks> {
    const grounding = this.#grounding;
    const isNear = nearTo(index);
    const laid = roadLines(this.#driven).flatMap((road): LaidRoad[] => {
      const degrees = this.#shapes.line(road.refs);
      const line = degrees === undefined ? undefined : new LaidLine(degrees);
      return line !== undefined && line.length > 0.1 && isNear(line.degrees)
        ? [{ ...road, line }]
        : [];
    });
    const joined = new Set(largestNetwork(laid));
    const roads = laid.filter((road) => joined.has(road));
    const finder = new RoadFinder(roads);
    const { relations, members } = index;
    const stations = [...spots.values()].filter(({ tags }) => placeKind(tags) === "station");
    const places = this.#places.flatMap((place) => placeFeature(place, finder, grounding) ?? []);
    return {
      roads: collection(roadNetwork(roads, signals, grounding)),
      rail: collection(
        railTracks({ relations, members, shapes: this.#shapes, spots, stations, grounding }),
      ),
      buses: collection(
        busCircuits({ relations, members, spots, ways: new RoadWays(roads), grounding }),
      ),
      footways: collection(this.#footways.flatMap((way) => footwayFeatures(way, grounding))),
      places: collection(places),
    };
  }
}

function isPlace(tags: Tags): boolean {
  return placeKind(tags) !== undefined || zoneUse(tags) !== undefined;
}

function nearTo({ bounds }: OsmIndex): (line: Float64Array) => boolean {
  const [west, south, east, north] = bounds ?? [0, 0, 0, 0];
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  return (line) => {
    for (let i = 0; i < line.length; i += 2) {
      if (Math.abs((line[i] as number) - x) > CITY) return false;
      if (Math.abs((line[i + 1] as number) - y) > CITY) return false;
    }
    return true;
  };
}

function footwayFeatures(
  {
    id,
    tags,
    lines,
  }: { readonly id: number; readonly tags: Tags; readonly lines: readonly Float64Array[] },
  grounding: Grounding,
): Feature[] {
  const kind = tags.get("footway");
  const surface = kind === "sidewalk" || kind === "crossing" ? kind : "path";
  return lines.map((line, i) => {
    const name = i === 0 ? `way/${id}` : `way/${id}/${i}`;
    const properties: FootwayProperties = { id: name, type: "footway", surface };
    const coordinates = positionsOf(line, grounding);
    return { type: "Feature", properties, geometry: { type: "LineString", coordinates } };
  });
}

function collection(features: Feature[]): FeatureCollection {
  return { type: "FeatureCollection", features };
}
