import type { Edge, RoadWorld } from "./road-graph.ts";
import type { RoadNetwork } from "./road-network.ts";

/** A stop of a circuit. */
export interface CircuitStop {
  readonly id: string;
  /** Place in the circuit's edges, and metres along that edge where the front of the bus stands. */
  readonly leg: number;
  readonly at: number;
  /** Seconds by the timetable from the stop before, standing there included. */
  readonly seconds: number;
  /** How many get on here, of what is usual. */
  readonly draw: number;
}

/** A bus route as buses drive it. */
export interface Circuit {
  readonly ref: string;
  readonly name: string;
  readonly edges: readonly number[];
  readonly stops: readonly CircuitStop[];
  /** Metres round, and seconds by the timetable. */
  readonly length: number;
  readonly seconds: number;
}

/** Seconds at a stop, and for a crossing with signals, by the timetable. */
const DWELL = 17;
const SIGNAL = 14;
/** Of the limit that the timetable reckons with. */
const PACE = 0.5;

/** The circuits of a world; those with fewer than two stops or edges are left out. */
export function busCircuits(world: RoadWorld, network: RoadNetwork): readonly Circuit[] {
  return world.busRoutes.flatMap((route) => {
    const places = route.legs.map(({ road, backward }) => network.graph.edgeOf(road.id, backward));
    const edges = places.filter((edge): edge is Edge => edge !== undefined);
    if (edges.length < 2) return [];
    const legOf = (road: number) =>
      places.slice(0, road).filter((edge) => edge !== undefined).length % edges.length;
    const stops = route.stops
      .map((stop) => stopOn(stop, legOf(stop.road), places[stop.road], edges))
      .sort((a, b) => a.leg - b.leg || a.at - b.at)
      .filter((stop, i, all) => i === 0 || isApart(stop, all[i - 1] as Placed));
    if (stops.length < 2) return [];
    return [circuitOf(route, edges, stops)];
  });
}

interface Placed {
  readonly id: string;
  readonly leg: number;
  readonly at: number;
  readonly draw: number;
}

/** Stops a bus length apart; the one behind is left out otherwise. */
function isApart(stop: Placed, before: Placed): boolean {
  return stop.leg !== before.leg || stop.at > before.at + 12;
}

function stopOn(
  stop: RoadWorld["busRoutes"][number]["stops"][number],
  leg: number,
  edge: Edge | undefined,
  edges: readonly Edge[],
): Placed {
  const on = edge ?? (edges[leg] as Edge);
  const along = edge === undefined ? 0 : stop.at - on.start;
  const at = Math.min(on.length - 2, Math.max(12, along));
  // A repeatable spread of 0.4 to 1.6 by the stop's name.
  let sum = 0;
  for (const letter of stop.id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return { id: stop.id, leg, at, draw: 0.4 + (1.2 * sum) / 997 };
}

function circuitOf(
  route: RoadWorld["busRoutes"][number],
  edges: readonly Edge[],
  stops: readonly Placed[],
): Circuit {
  const timed = stops.map((stop, i): CircuitStop => {
    const before = stops[(i - 1 + stops.length) % stops.length] as Placed;
    return { ...stop, seconds: Math.round(driveTime(edges, before, stop) + DWELL) };
  });
  return {
    ref: route.ref,
    name: route.name,
    edges: edges.map(({ number }) => number),
    stops: timed,
    length: edges.reduce((sum, { length }) => sum + length, 0),
    seconds: timed.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

/** Seconds from one stop to the next round the circuit. */
function driveTime(edges: readonly Edge[], from: Placed, to: Placed): number {
  let seconds = 0;
  let leg = from.leg;
  let at = from.at;
  for (let i = 0; i <= edges.length; i++) {
    const edge = edges[leg] as Edge;
    const pace = PACE * edge.limit;
    if (leg === to.leg && to.at > at) return seconds + (to.at - at) / pace;
    seconds += (edge.length - at) / pace + SIGNAL / 2;
    at = 0;
    leg = (leg + 1) % edges.length;
  }
  return seconds;
}
