import type { Feature } from "geojson";
import type { JunctionProperties, RoadProperties } from "../../../../shared/city-networks.ts";
import { keepsLeft } from "./keeps-left.ts";
import type { LaidLine } from "./laid-line.ts";
import { type Grounding, positionsOf } from "./place-height.ts";
import type { RoadLine } from "./road-lines.ts";

/** A road, laid. */
export interface LaidRoad extends RoadLine {
  readonly line: LaidLine;
}

/** Metres beyond the kerbs of the other roads at which one waits. */
const BACK = 2;
/** Of a road at most this share lies within a junction at each end. */
const SHARE = 0.4;
/** Metres from a junction within which signals beside it are its own. */
const SIGNAL_REACH = 40;
/** Sine of the least angle between two roads by which stop lines are drawn back. */
const SHARPEST = 0.5;

/** Junctions and roads as `networks.roads` has them. */
export function roadNetwork(
  roads: readonly LaidRoad[],
  signals: ReadonlySet<number>,
  grounding: Grounding,
): Feature[] {
  const arms = armsOf(roads);
  const ruled = ruledJunctions(roads, arms, signals);
  const junctions = [...arms].map(([node, own]): Feature => {
    const properties: JunctionProperties = {
      id: `node/${node}`,
      type: "junction",
      signals: ruled.has(node),
    };
    const { road, end } = own[0] as Arm;
    const { degrees } = road.line;
    const place = end === "first" ? degrees.subarray(0, 2) : degrees.subarray(-2);
    const [coordinates = []] = positionsOf(place, grounding);
    return { type: "Feature", properties, geometry: { type: "Point", coordinates } };
  });
  return [...junctions, ...roads.map((road) => roadFeature(road, arms, grounding))];
}

interface Arm {
  readonly road: LaidRoad;
  readonly end: "first" | "last";
}

function armsOf(roads: readonly LaidRoad[]): Map<number, Arm[]> {
  const arms = new Map<number, Arm[]>();
  for (const road of roads)
    for (const end of ["first", "last"] as const) {
      const node = (end === "first" ? road.refs[0] : road.refs.at(-1)) as number;
      const known = arms.get(node);
      if (known === undefined) arms.set(node, [{ road, end }]);
      else known.push({ road, end });
    }
  return arms;
}

/** Signals stand at the junction itself, or at the stop lines before it. */
function ruledJunctions(
  roads: readonly LaidRoad[],
  arms: ReadonlyMap<number, readonly Arm[]>,
  signals: ReadonlySet<number>,
): Set<number> {
  const isCrossing = (node: number) => (arms.get(node)?.length ?? 0) > 2;
  const ruled = new Set([...signals].filter(isCrossing));
  for (const { refs, line } of roads)
    for (const [i, node] of refs.entries()) {
      if (!signals.has(node) || i === 0 || i === refs.length - 1) continue;
      const place = line.degrees.subarray(2 * i, 2 * i + 2);
      const { at } = line.nearest(place[0] as number, place[1] as number);
      const [from, to] = [refs[0] as number, refs.at(-1) as number];
      if (at < SIGNAL_REACH && isCrossing(from)) ruled.add(from);
      if (line.length - at < SIGNAL_REACH && isCrossing(to)) ruled.add(to);
    }
  return ruled;
}

function roadFeature(
  road: LaidRoad,
  arms: ReadonlyMap<number, readonly Arm[]>,
  grounding: Grounding,
): Feature {
  const { id, refs, facts, line } = road;
  const [longitude = 0, latitude = 0] = line.degrees;
  const trim = (node: number, end: Arm["end"]) =>
    Math.round(100 * Math.min(SHARE * line.length, reachAt(road, end, arms.get(node) ?? []))) / 100;
  const [from, to] = [refs[0] as number, refs.at(-1) as number];
  const properties: RoadProperties = {
    id,
    type: "road",
    ...facts,
    from: `node/${from}`,
    to: `node/${to}`,
    trimFrom: trim(from, "first"),
    trimTo: trim(to, "last"),
    ...(keepsLeft(longitude, latitude) ? {} : { driveSide: "right" as const }),
  };
  const coordinates = positionsOf(line.degrees, grounding);
  return { type: "Feature", properties, geometry: { type: "LineString", coordinates } };
}

/** Metres from an end of a road to where the widest road that it meets there is cleared. */
function reachAt(road: LaidRoad, end: Arm["end"], arms: readonly Arm[]): number {
  if (arms.length < 3) return 0;
  const own = road.line.directionFrom(end);
  let reach = 0;
  for (const arm of arms) {
    if (arm.road === road && arm.end === end) continue;
    const { lanesForward, lanesBackward, laneWidth } = arm.road.facts;
    const half = ((lanesForward + lanesBackward) * laneWidth) / 2;
    const sine = Math.abs(Math.sin(arm.road.line.directionFrom(arm.end) - own));
    reach = Math.max(reach, half * Math.min(1 / SHARPEST, 1 / Math.max(sine, SHARPEST)) + BACK);
  }
  return reach;
}
