import { ROAD_CLASSES, type RoadClass } from "../../../shared/city-networks.ts";
import { joinShortRoads } from "./join-short-roads.ts";
import type { Crossing, Edge, RoadGraph, RoadWorld } from "./road-graph.ts";
import { cutLine, sideLine } from "./side-line.ts";
import type { Strip } from "./strips.ts";
import type { Gate } from "./turn-curve.ts";

type WorldRoad = RoadWorld["roads"][number];

/** Metres kept free for turning round at a dead end. */
const TURNING = 5;
/** In lanes narrower than this one waits some metres further back, so that long ones can turn in beside. */
const NARROW = 3;
const SETBACK = 2;

/** Builds edges and crossings from the roads of a world. */
export function buildRoadGraph(world: RoadWorld): RoadGraph {
  const crossings = joinShortRoads(world);
  const at = new Map(crossings.flatMap((c) => c.junctions.map((j) => [j.id, c] as const)));
  const edges: Edge[] = [];
  const byName = new Map<string, Edge>();
  let lanes = 0;
  for (const road of world.roads) {
    const from = at.get(road.from);
    const to = at.get(road.to);
    if (from === undefined || to === undefined) throw new Error(`road ${road.id} leads nowhere`);
    if (from === to && from.inside.includes(road)) continue;
    for (const backward of [false, true]) {
      const count = backward ? road.lanesBackward : road.lanesForward;
      if (count === 0) continue;
      const [start, end] = backward ? [to, from] : [from, to];
      const edge = edgeFrom(road, backward, edges.length, lanes, start, end);
      edges.push(edge);
      byName.set(nameOf(road.id, backward), edge);
      start.outgoing.push(edge);
      end.incoming.push(edge);
      lanes += count;
    }
  }
  return { edges, crossings, edgeOf: (road, backward) => byName.get(nameOf(road, backward)) };
}

/** Where a lane of an edge begins. */
export function startOf(edge: Edge, lane: number): Gate {
  const { points } = edge.lines[lane] as Strip;
  return gate(points[0], points[0], points[1]);
}

/** Where a lane of an edge ends. */
export function endOf(edge: Edge, lane: number): Gate {
  const { points } = edge.lines[lane] as Strip;
  return gate(points.at(-1), points.at(-2), points.at(-1));
}

/** Lanes of a road in one direction as lines, between two metres along that direction. */
export function laneLines(
  road: WorldRoad,
  backward: boolean,
  from: number,
  to: number,
): readonly Strip[] {
  const points = backward ? [...road.line.points].reverse() : road.line.points;
  const middle = cutLine(points, from, to);
  const half = ((road.lanesForward + road.lanesBackward) * road.laneWidth) / 2;
  const count = backward ? road.lanesBackward : road.lanesForward;
  return Array.from({ length: count }, (_, lane) =>
    sideLine(middle, half - (lane + 0.5) * road.laneWidth),
  );
}

type Point = readonly [number, number, number];

function gate(at: Point | undefined, a: Point | undefined, b: Point | undefined): Gate {
  if (at === undefined || a === undefined || b === undefined) throw new Error("a lane has no ends");
  const size = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  return { point: at, direction: [(b[0] - a[0]) / size, (b[1] - a[1]) / size] };
}

function edgeFrom(
  road: WorldRoad,
  backward: boolean,
  number: number,
  firstLane: number,
  from: Crossing,
  to: Crossing,
): Edge {
  const [near, far] = backward ? [road.trimTo, road.trimFrom] : [road.trimFrom, road.trimTo];
  const start = isDeadEnd(from) ? Math.max(near, TURNING) : near;
  const free = road.line.length - (isDeadEnd(to) ? Math.max(far, TURNING) : far);
  const isTight = road.laneWidth < NARROW && free - start > 4 * SETBACK;
  const end = isTight ? free - SETBACK : free;
  return {
    number,
    road,
    backward,
    from: from.number,
    to: to.number,
    fromJunction: backward ? road.to : road.from,
    toJunction: backward ? road.from : road.to,
    lanes: backward ? road.lanesBackward : road.lanesForward,
    firstLane,
    length: end - start,
    start,
    rank: rankOf(road.class),
    limit: road.speedLimit,
    lines: laneLines(road, backward, start, end),
  };
}

function rankOf(name: RoadClass): number {
  return ROAD_CLASSES.length - 1 - ROAD_CLASSES.indexOf(name);
}

/** Whether a crossing is the end of a single road. */
function isDeadEnd(crossing: Crossing): boolean {
  return crossing.junctions.length === 1 && crossing.roads === 1;
}

function nameOf(road: string, backward: boolean): string {
  return backward ? `-${road}` : road;
}
