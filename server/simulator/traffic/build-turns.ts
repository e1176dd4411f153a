import { endOf, laneLines, startOf } from "./build-road-graph.ts";
import { type LaneChoice, laneChoices, type Way } from "./lane-choices.ts";
import type { Crossing, Edge, RoadGraph } from "./road-graph.ts";
import type { Strip } from "./strips.ts";
import { type Gate, joinStrips, turnBetween, turnCurve } from "./turn-curve.ts";

/** A path over a crossing, from the end of a lane to the beginning of another. */
export interface Turn {
  readonly crossing: Crossing;
  readonly from: Edge;
  readonly to: Edge;
  /** Strips of the lanes. */
  readonly fromLane: number;
  readonly toLane: number;
  readonly way: Way;
  /** Whether the road it comes by goes on beyond the crossing. */
  readonly goesOn: boolean;
  readonly strip: Strip;
  /** m/s that it can be taken at. */
  readonly speed: number;
}

/** m/s² to the side that drivers put up with. */
const COMFORT = 3;
const SLOWEST_TURN = 3;
/** Radians under which the way least bent counts as straight on. */
const STRAIGHT = 0.9;

/**
 * All paths over all crossings. Nobody turns back where there is another way, but where `asked` (of two
 * edge numbers) says so.
 */
export function buildTurns(
  graph: RoadGraph,
  asked: (from: number, to: number) => boolean,
): readonly Turn[] {
  return graph.crossings.flatMap((crossing) =>
    crossing.incoming.flatMap((from) => turnsFrom(from, crossing, asked)),
  );
}

interface Out {
  readonly edge: Edge;
  readonly angle: number;
  way: Way;
  readonly lanes: number;
}

function turnsFrom(
  from: Edge,
  crossing: Crossing,
  asked: (from: number, to: number) => boolean,
): Turn[] {
  const reachable = crossing.outgoing.filter((to) => inside(crossing, from, to) !== undefined);
  const onward = reachable.filter((to) => to.road !== from.road || asked(from.number, to.number));
  const outs = (onward.length > 0 ? onward : reachable).map((edge): Out => {
    const angle = turnBetween(endOf(from, 0).direction, startOf(edge, 0).direction);
    const way = edge.road === from.road ? "back" : angle > 0 ? "left" : "right";
    return { edge, angle, way, lanes: edge.lanes };
  });
  const straight = outs
    .filter(({ way, angle }) => way !== "back" && Math.abs(angle) < STRAIGHT)
    .sort((a, b) => Math.abs(a.angle) - Math.abs(b.angle) || a.edge.number - b.edge.number)[0];
  if (straight !== undefined) straight.way = "straight";
  if (outs.length === 0) return [];
  return laneChoices(from.lanes, outs).map((choice) => {
    const out = outs[choice.out] as Out;
    return turnOf(crossing, from, out, choice, straight !== undefined);
  });
}

function turnOf(
  crossing: Crossing,
  from: Edge,
  out: Out,
  { from: fromLane, to: toLane }: LaneChoice,
  goesOn: boolean,
): Turn {
  const gates = [endOf(from, fromLane)];
  const pieces: Strip[] = [];
  for (const step of inside(crossing, from, out.edge) ?? []) {
    const line = middleOf(step, fromLane);
    if (line === undefined) continue;
    pieces.push(turnCurve(gates.at(-1) as Gate, line.enter), line.strip);
    gates.push(line.leave);
  }
  const last = gates.at(-1) as Gate;
  const end = startOf(out.edge, toLane);
  pieces.push(turnCurve(last, end, pieces.length === 0 ? overOf(crossing, from) : undefined));
  const speed = Math.min(from.limit, out.edge.limit, ...pieces.map((piece) => curveSpeed(piece)));
  return {
    crossing,
    from,
    to: out.edge,
    fromLane: from.firstLane + fromLane,
    toLane: out.edge.firstLane + toLane,
    way: out.way,
    goesOn,
    strip: joinStrips(pieces),
    speed,
  };
}

/** The junction's own height draws the paths over its middle up or down. */
function overOf(crossing: Crossing, from: Edge) {
  const junction = crossing.junctions[0];
  if (junction === undefined || crossing.junctions.length > 1) return undefined;
  const [east, north] = endOf(from, 0).point;
  const reach = Math.hypot(east - junction.point[0], north - junction.point[1]);
  return { point: junction.point, reach };
}

/** m/s at which the sharpest bend of a strip presses no harder than is comfortable. */
function curveSpeed(strip: Strip): number {
  const [first, second] = [strip.points[0], strip.points[1]];
  const [before, last] = [strip.points.at(-2), strip.points.at(-1)];
  if (first === undefined || second === undefined || before === undefined || last === undefined) {
    return SLOWEST_TURN;
  }
  const turn = Math.abs(
    turnBetween(
      [second[0] - first[0], second[1] - first[1]],
      [last[0] - before[0], last[1] - before[1]],
    ),
  );
  if (turn < 0.1) return Number.POSITIVE_INFINITY;
  const radius = (strip.along.at(-1) ?? 0) / turn;
  return Math.max(SLOWEST_TURN, Math.sqrt(COMFORT * radius));
}

interface InsideStep {
  readonly road: Edge["road"];
  readonly backward: boolean;
}

/** Roads inside a crossing from where one edge ends to where another begins; undefined where none leads there. */
function inside(crossing: Crossing, from: Edge, to: Edge): readonly InsideStep[] | undefined {
  const reached = new Map<string, readonly InsideStep[]>([[from.toJunction, []]]);
  for (const [junction, steps] of reached) {
    if (junction === to.fromJunction) return steps;
    for (const road of crossing.inside) {
      for (const backward of [false, true]) {
        const [start, end] = backward ? [road.to, road.from] : [road.from, road.to];
        const lanes = backward ? road.lanesBackward : road.lanesForward;
        if (start !== junction || lanes === 0 || reached.has(end)) continue;
        reached.set(end, [...steps, { road, backward }]);
      }
    }
  }
  return undefined;
}

/** The way along a road inside a crossing: its lane between its stop lines, however little that is. */
function middleOf(step: InsideStep, fromLane: number) {
  const { road, backward } = step;
  const [near, far] = backward ? [road.trimTo, road.trimFrom] : [road.trimFrom, road.trimTo];
  const free = road.line.length - near - far;
  const [start, end] =
    free > 2 ? [near, road.line.length - far] : [near + free / 2 - 1, near + free / 2 + 1];
  if (start < 0 || end > road.line.length) return undefined;
  const lines = laneLines(road, backward, start, end);
  const strip = lines[Math.min(fromLane, lines.length - 1)];
  const [first, second] = [strip?.points[0], strip?.points[1]];
  const [before, last] = [strip?.points.at(-2), strip?.points.at(-1)];
  if (!strip || !first || !second || !before || !last) return undefined;
  return {
    strip: measured(strip),
    enter: { point: first, direction: unit(first, second) },
    leave: { point: last, direction: unit(before, last) },
  };
}

/** A lane's line by its own metres and not by its road's. */
function measured(strip: Strip): Strip {
  let walked = 0;
  const along = strip.points.map((point, i) => {
    const before = strip.points[i - 1] ?? point;
    walked += Math.hypot(point[0] - before[0], point[1] - before[1]);
    return walked;
  });
  return { points: strip.points, along };
}

function unit(
  a: readonly [number, number, number],
  b: readonly [number, number, number],
): readonly [number, number] {
  const size = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  return [(b[0] - a[0]) / size, (b[1] - a[1]) / size];
}
