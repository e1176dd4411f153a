import { endOf } from "./build-road-graph.ts";
import type { Crossing, Edge } from "./road-graph.ts";
import type { RoadNetwork } from "./road-network.ts";
import { turnBetween } from "./turn-curve.ts";

/** Seconds. */
export const AMBER = 3;
export const ALL_RED = 2;
const SHORTEST_GREEN = 8;
const RIGHT_TURN_GREEN = 8;
/** By how many phases there are; more: the last. */
const CYCLES = [60, 60, 60, 80, 96];
/** m/s of the wave of green along a road. */
const WAVE = 11;
/** Radians by which two approaches may miss being opposite. */
const OPPOSITE = 0.9;

/** Turns that have green at one time, and for how many seconds. */
export interface Phase {
  readonly turns: readonly number[];
  readonly green: number;
}

/** A fixed-time plan: phases in turn, each followed by amber and by red for all. */
export interface SignalPlan {
  readonly crossing: Crossing;
  readonly phases: readonly Phase[];
  /** Seconds of the whole round, and by which it is late against the whole hours. */
  readonly cycle: number;
  readonly offset: number;
}

/**
 * The plan of a crossing: a phase for each pair of opposite approaches, and one more where a lane is
 * for turning right alone. Other right turns have green with their approach and let the others go first.
 */
export function signalPlan(crossing: Crossing, network: RoadNetwork): SignalPlan {
  const axes = axesOf(crossing, network);
  const parts = axes.flatMap((axis) => phasesOf(axis, network));
  const cycle = CYCLES[Math.min(parts.length, CYCLES.length - 1)] ?? 60;
  const rights = parts.filter(({ right }) => right).length;
  const free = cycle - parts.length * (AMBER + ALL_RED) - rights * RIGHT_TURN_GREEN;
  const total = parts.reduce((sum, part) => sum + (part.right ? 0 : part.weight), 0);
  const phases = parts.map(({ turns, right, weight }) => ({
    turns,
    green: right
      ? RIGHT_TURN_GREEN
      : Math.max(SHORTEST_GREEN, Math.round((free * weight) / (total || 1))),
  }));
  const round = phases.reduce((sum, { green }) => sum + green + AMBER + ALL_RED, 0);
  return { crossing, phases, cycle: round, offset: offsetOf(crossing, axes, round) };
}

interface Part {
  readonly turns: readonly number[];
  readonly right: boolean;
  readonly weight: number;
}

/** Approaches in ones and twos that may go together, the most important first. */
function axesOf(crossing: Crossing, network: RoadNetwork): Edge[][] {
  const left = [...crossing.incoming].sort(
    (a, b) => b.rank - a.rank || b.lanes - a.lanes || a.number - b.number,
  );
  const axes: Edge[][] = [];
  for (;;) {
    const first = left.shift();
    if (first === undefined) return axes;
    const opposite = left
      .map((edge) => ({ edge, miss: missOf(first, edge) }))
      .filter(({ edge, miss }) => miss < OPPOSITE && agree(first, edge, network))
      .sort((a, b) => a.miss - b.miss || a.edge.number - b.edge.number)[0];
    if (opposite === undefined) axes.push([first]);
    else axes.push([first, ...left.splice(left.indexOf(opposite.edge), 1)]);
  }
}

function missOf(a: Edge, b: Edge): number {
  const [x, y] = endOf(b, 0).direction;
  return Math.abs(turnBetween(endOf(a, 0).direction, [-x, -y]));
}

/** Whether of any two of their turns that meet one lets the other go first. */
function agree(a: Edge, b: Edge, network: RoadNetwork): boolean {
  const theirs = new Set(turnsOf(b, network));
  return turnsOf(a, network).every((turn) => {
    const end = network.meetingStart[turn + 1] as number;
    for (let i = network.meetingStart[turn] as number; i < end; i++) {
      const other = network.meetingTurn[i] as number;
      if (theirs.has(other) && network.yieldsTo(turn, other) === network.yieldsTo(other, turn)) {
        return false;
      }
    }
    return true;
  });
}

function phasesOf(axis: readonly Edge[], network: RoadNetwork): Part[] {
  const turns = axis.flatMap((edge) => turnsOf(edge, network));
  const alone = turns.filter((turn) => isRightAlone(turn, network));
  const rest = turns.filter((turn) => !alone.includes(turn));
  const weight = Math.max(...axis.map(({ rank, lanes }) => (rank + 1) * Math.min(lanes, 3)));
  const parts: Part[] = [];
  if (rest.length > 0) parts.push({ turns: rest, right: false, weight });
  if (alone.length > 0) parts.push({ turns: alone, right: parts.length > 0, weight });
  return parts;
}

/** Whether a turn goes right from a lane that leads nowhere else. */
function isRightAlone(turn: number, network: RoadNetwork): boolean {
  const lane = network.turnFrom[turn] as number;
  const edge = network.laneEdge[lane] as number;
  if ((network.edgeLanes[edge] as number) < 2 || network.laneIndex[lane] === 0) return false;
  const start = network.laneTurnStart[lane] as number;
  const end = network.laneTurnStart[lane + 1] as number;
  return network.laneTurns.subarray(start, end).every((t) => network.turns[t]?.way === "right");
}

function turnsOf(edge: Edge, network: RoadNetwork): number[] {
  const start = network.laneTurnStart[edge.firstLane] as number;
  const end = network.laneTurnStart[edge.firstLane + edge.lanes] as number;
  return [...network.laneTurns.subarray(start, end)];
}

/** Seconds that the wave of green needs to come here along the main approach. */
function offsetOf(crossing: Crossing, axes: readonly (readonly Edge[])[], cycle: number): number {
  const main = axes[0]?.[0];
  const point = crossing.junctions[0]?.point;
  if (main === undefined || point === undefined) return 0;
  let [x, y] = endOf(main, 0).direction;
  // The same wave for both directions of a road: the way that goes east, or else north.
  if (x < 0 || (x === 0 && y < 0)) [x, y] = [-x, -y];
  const seconds = Math.round((point[0] * x + point[1] * y) / WAVE);
  return ((seconds % cycle) + cycle) % cycle;
}
