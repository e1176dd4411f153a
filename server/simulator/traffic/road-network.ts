import { buildRoadGraph } from "./build-road-graph.ts";
import { buildTurns, type Turn } from "./build-turns.ts";
import type { Edge, RoadGraph, RoadWorld } from "./road-graph.ts";
import { Strips } from "./strips.ts";
import { type Meeting, turnConflicts } from "./turn-conflicts.ts";

/**
 * The roads as columns for the simulation's inner loop. Strips 0 to `lanes` - 1 are lanes; strip
 * `lanes` + t is turn t.
 */
export class RoadNetwork {
  readonly graph: RoadGraph;
  readonly turns: readonly Turn[];
  readonly strips: Strips;
  readonly edges: number;
  readonly lanes: number;

  /** By lane: its edge, and its place from the kerb. */
  readonly laneEdge: Int32Array;
  readonly laneIndex: Uint8Array;
  /** By lane: where its turns begin in `laneTurns`. */
  readonly laneTurnStart: Int32Array;
  readonly laneTurns: Int32Array;
  /** By edge. */
  readonly edgeFirstLane: Int32Array;
  readonly edgeLanes: Uint8Array;
  readonly edgeLength: Float64Array;
  readonly edgeLimit: Float64Array;
  /** By turn: lanes, m/s, crossing. */
  readonly turnFrom: Int32Array;
  readonly turnTo: Int32Array;
  readonly turnToEdge: Int32Array;
  readonly turnSpeed: Float64Array;
  readonly turnCrossing: Int32Array;
  /** By turn: where its meetings with others begin in the columns below. */
  readonly meetingStart: Int32Array;
  readonly meetingTurn: Int32Array;
  /** Metres along the turn up to which it is out of the other's way. */
  readonly meetingBegin: Float64Array;
  /** Metres along the other past which it is clear. */
  readonly meetingEnd: Float64Array;
  /** 1 where the other has to be let go first. */
  readonly meetingYields: Uint8Array;
  /** 1 where both begin in the same lane. */
  readonly meetingSameLane: Uint8Array;

  constructor(world: RoadWorld) {
    this.graph = buildRoadGraph(world);
    this.turns = buildTurns(this.graph, turningBuses(world, this.graph));
    const { edges } = this.graph;
    const lanes = edges.flatMap(({ lines }) => lines);
    this.strips = new Strips([...lanes, ...this.turns.map(({ strip }) => strip)]);
    this.edges = edges.length;
    this.lanes = lanes.length;
    this.laneEdge = Int32Array.from(edges.flatMap((e) => e.lines.map(() => e.number)));
    this.laneIndex = Uint8Array.from(edges.flatMap((e) => e.lines.map((_, lane) => lane)));
    this.edgeFirstLane = Int32Array.from(edges, (edge) => edge.firstLane);
    this.edgeLanes = Uint8Array.from(edges, (edge) => edge.lanes);
    this.edgeLength = Float64Array.from(edges, (edge) => edge.length);
    this.edgeLimit = Float64Array.from(edges, (edge) => edge.limit);
    this.turnFrom = Int32Array.from(this.turns, (turn) => turn.fromLane);
    this.turnTo = Int32Array.from(this.turns, (turn) => turn.toLane);
    this.turnToEdge = Int32Array.from(this.turns, (turn) => turn.to.number);
    this.turnSpeed = Float64Array.from(this.turns, (turn) => turn.speed);
    this.turnCrossing = Int32Array.from(this.turns, (turn) => turn.crossing.number);
    const byLane = Map.groupBy(this.turns.keys(), (turn) => this.turns[turn]?.fromLane ?? -1);
    const groups = lanes.map((_, lane) => byLane.get(lane) ?? []);
    this.laneTurnStart = startsOf(groups);
    this.laneTurns = Int32Array.from(groups.flat());
    const meetings = turnConflicts(this.turns).map((others) => [...others]);
    this.meetingStart = startsOf(meetings);
    const flat = meetings.flatMap((list, turn) => list.map((entry) => [turn, ...entry] as const));
    this.meetingTurn = Int32Array.from(flat, ([, other]) => other);
    this.meetingBegin = Float64Array.from(flat, ([, , meeting]) => meeting.begin);
    this.meetingEnd = Float64Array.from(flat, ([, , meeting]) => meeting.otherEnd);
    this.meetingSameLane = Uint8Array.from(flat, ([, , meeting]) => Number(meeting.sameLane));
    this.meetingYields = Uint8Array.from(flat, (entry) => Number(this.#yields(...entry)));
  }

  /** The turn from a lane to an edge; -1 where that lane does not lead there. */
  turnBetween(lane: number, edge: number): number {
    const end = this.laneTurnStart[lane + 1] as number;
    for (let i = this.laneTurnStart[lane] as number; i < end; i++) {
      const turn = this.laneTurns[i] as number;
      if (this.turnToEdge[turn] === edge) return turn;
    }
    return -1;
  }

  /** The meeting of a turn with another that begins in the same lane: its end along the other, or -1. */
  partingFrom(turn: number, other: number): number {
    const end = this.meetingStart[turn + 1] as number;
    for (let i = this.meetingStart[turn] as number; i < end; i++) {
      if (this.meetingTurn[i] === other) return this.meetingEnd[i] as number;
    }
    return -1;
  }

  /** Whether a turn has to let another go first. */
  yieldsTo(turn: number, other: number): boolean {
    const end = this.meetingStart[turn + 1] as number;
    for (let i = this.meetingStart[turn] as number; i < end; i++) {
      if (this.meetingTurn[i] === other) return this.meetingYields[i] === 1;
    }
    return false;
  }

  #yields(turn: number, other: number, meeting: Meeting): boolean {
    if (meeting.sameLane) return false;
    return precedence(this.turns[turn] as Turn) < precedence(this.turns[other] as Turn);
  }
}

/**
 * Who goes first: the higher class of road, then the road that goes on over the crossing before the one
 * that ends there, then straight on before left before right. Signals tell roads apart: only the last counts.
 */
function precedence({ from, way, crossing, goesOn }: Turn): number {
  const priority = { straight: 3, left: 2, right: 1, back: 0 };
  const road = crossing.signals ? 0 : from.rank * 2 + Number(goesOn);
  return road * 4 + priority[way];
}

/** Whether a bus has to turn back from one edge to another at once. */
function turningBuses(world: RoadWorld, graph: RoadGraph): (from: number, to: number) => boolean {
  const asked = new Set<string>();
  for (const { legs } of world.busRoutes) {
    const edges = legs
      .map(({ road, backward }) => graph.edgeOf(road.id, backward))
      .filter((edge): edge is Edge => edge !== undefined);
    for (const [i, edge] of edges.entries()) {
      const next = edges[(i + 1) % edges.length] as Edge;
      if (next.road === edge.road) asked.add(`${edge.number} ${next.number}`);
    }
  }
  return (from, to) => asked.has(`${from} ${to}`);
}

function startsOf(groups: readonly (readonly unknown[])[]): Int32Array {
  const starts = new Int32Array(groups.length + 1);
  for (const [i, group] of groups.entries()) starts[i + 1] = (starts[i] as number) + group.length;
  return starts;
}
