import type { Feature, FeatureCollection } from "geojson";
import type { BusRouteProperties, BusStop } from "../../../shared/city-networks.ts";
import type { CityPlane } from "../../../shared/city-plane.ts";
import type { Point2 } from "../../model/city-model.ts";
import type { GrownDistrict } from "../ground-plan.ts";
import { BUS_LINES, type BusLine } from "./bus-lines.ts";
import { BusStops } from "./bus-stops.ts";
import type { Driven } from "./driven-road.ts";
import { distance } from "./polygon.ts";
import type { Roads } from "./road-chains.ts";
import { positionOf } from "./road-network.ts";

/** Bus circuits over arterials and collectors. Throws where a circuit cannot be driven. */
export function busRoutes(
  plane: CityPlane,
  roads: Roads,
  districts: readonly GrownDistrict[],
): FeatureCollection {
  const net = new BusNet(roads);
  const stops = new BusStops(districts);
  const features = BUS_LINES.map((line): Feature => {
    const driven = net.circuit(line);
    return {
      type: "Feature",
      id: `bus-route-${line.ref}`,
      properties: propertiesOf(line, driven, stops.along(line.ref, driven)),
      geometry: {
        type: "MultiLineString",
        coordinates: driven.map(({ chain, forward }) =>
          (forward ? chain.line : [...chain.line].reverse()).map((p) => positionOf(plane, p)),
        ),
      },
    };
  });
  return { type: "FeatureCollection", features };
}

function propertiesOf(
  line: BusLine,
  driven: readonly Driven[],
  stops: readonly BusStop[],
): BusRouteProperties {
  return {
    id: `bus-route-${line.ref}`,
    type: "bus-route",
    ref: line.ref,
    name: line.name.en,
    nameJa: line.name.ja,
    roads: driven.map(({ chain, forward }) => (forward ? chain.id : `-${chain.id}`)),
    stops,
  };
}

/** The roads that buses drive on, searched without turning back on a road. */
class BusNet {
  readonly #driven: Driven[] = [];
  /** By junction: places in `#driven` of the roads that leave it. */
  readonly #leaving = new Map<string, number[]>();
  readonly #at = new Map<string, Point2>();

  constructor(roads: Roads) {
    for (const { id, at } of roads.junctions) this.#at.set(id, [at[0], at[1]]);
    for (const chain of roads.chains) {
      if (chain.info.class !== "arterial" && chain.info.class !== "collector") continue;
      for (const forward of [true, false]) {
        const place = this.#driven.push({ chain, forward }) - 1;
        const begin = forward ? chain.from : chain.to;
        this.#leaving.set(begin, [...(this.#leaving.get(begin) ?? []), place]);
      }
    }
  }

  circuit(line: BusLine): Driven[] {
    const junctions = line.by.map((at) => this.#nearest(at));
    for (let turn = 0; turn < junctions.length; turn++) {
      const order = [...junctions.slice(turn), ...junctions.slice(0, turn)];
      const route = this.#round(order);
      if (route) return route.map((place) => this.#driven[place] as Driven);
    }
    throw new Error(`ground: bus line ${line.ref} cannot be driven`);
  }

  #nearest(at: Point2): string {
    let best = "";
    let least = Number.POSITIVE_INFINITY;
    for (const id of this.#leaving.keys()) {
      const away = distance(at, this.#at.get(id) as Point2);
      if (away < least) {
        least = away;
        best = id;
      }
    }
    return best;
  }

  #round(junctions: readonly string[]): number[] | undefined {
    const route: number[] = [];
    for (let i = 0; i < junctions.length; i++) {
      const from = junctions[i] as string;
      const to = junctions[(i + 1) % junctions.length] as string;
      if (from === to) continue;
      const leg = this.#path(from, to, route.at(-1));
      if (!leg) return undefined;
      route.push(...leg);
    }
    const [first, last] = [route[0], route.at(-1)];
    return first === undefined || last === undefined || first === (last ^ 1) ? undefined : route;
  }

  /** Shortest way, by road driven last; `place ^ 1` is the same road the other way. */
  #path(from: string, to: string, last: number | undefined): number[] | undefined {
    const cost = new Map<number, number>();
    const before = new Map<number, number>();
    const waiting: { cost: number; place: number }[] = [];
    const offer = (place: number, spent: number, by: number | undefined) => {
      const total = spent + (this.#driven[place] as Driven).chain.length;
      if (total >= (cost.get(place) ?? Number.POSITIVE_INFINITY)) return;
      cost.set(place, total);
      if (by !== undefined) before.set(place, by);
      waiting.push({ cost: total, place });
    };
    for (const place of this.#leaving.get(from) ?? []) {
      if (last === undefined || place !== (last ^ 1)) offer(place, 0, undefined);
    }
    while (waiting.length > 0) {
      waiting.sort((a, b) => b.cost - a.cost || b.place - a.place);
      const next = waiting.pop() as (typeof waiting)[number];
      if (next.cost > (cost.get(next.place) ?? 0)) continue;
      const end = this.#endOf(next.place);
      if (end === to) return traced(next.place, before);
      for (const place of this.#leaving.get(end) ?? []) {
        if (place !== (next.place ^ 1)) offer(place, next.cost, next.place);
      }
    }
    return undefined;
  }

  #endOf(place: number): string {
    const { chain, forward } = this.#driven[place] as Driven;
    return forward ? chain.to : chain.from;
  }
}

function traced(end: number, before: ReadonlyMap<number, number>): number[] {
  const path = [end];
  for (let at = before.get(end); at !== undefined; at = before.get(at)) path.unshift(at);
  return path;
}
