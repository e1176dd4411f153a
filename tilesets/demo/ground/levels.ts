import type { Point2 } from "../../model/city-model.ts";
import { cornerOf } from "./corner.ts";
import { facesOf, isLand } from "./land.ts";
import type { Landform } from "./landform.ts";
import type { PlanarGraph } from "./planar-graph.ts";
import { direction, distance } from "./polygon.ts";

/** Steepest that a road is, rise over run. */
const STEEPEST = 0.1;
/** Roads steeper than this are level next to junctions, so that lanes there are not askew. */
const LEVEL_GRADE = 0.012;
/** How far the level part reaches beyond the corners of the junction. */
const PLATEAU = 2;
/** How much the middle of a bridge is higher than its ends. */
const CAMBER = 0.9;
/** Height of a beach where the sand meets the water's edge of the map. */
const BEACH_LEVEL = 1.1;

/** Half-edges whose face is water or outside the map. */
export function waterSides(graph: PlanarGraph): Set<number> {
  const water = new Set<number>();
  for (const begin of facesOf(graph)) {
    if (!isLand(graph, begin)) for (const h of graph.face(begin)) water.add(h);
  }
  return water;
}

export function isBridge(graph: PlanarGraph, h: number, water: ReadonlySet<number>): boolean {
  return graph.info(h).kind === "road" && water.has(h) && water.has(h ^ 1);
}

/** How many roads meet at the node that `h` leaves. */
export function roadsAt(graph: PlanarGraph, h: number): number {
  return graph.around(h).filter((e) => graph.info(e).kind === "road").length;
}

/**
 * Height of each node's road surface, metres of the plane. Puts nodes on the map's edges where
 * slopes begin and on bridges; keeps `water` up to date with them.
 */
export function levelsOf(graph: PlanarGraph, landform: Landform, water: Set<number>): number[] {
  const levels = graph.points.map((p) => landform.height(p[0], p[1]));
  for (let h = 0; h < graph.halfEdges; h++) {
    if (graph.info(h).kind === "beach") levels[graph.origin(h)] = BEACH_LEVEL;
  }
  relax(graph, levels);
  addPlateaus(graph, levels, water);
  archBridges(graph, levels, water);
  return levels;
}

/** How far along `h` the corners of the junction that it leaves reach, and a little more; 0: no junction. */
function reach(graph: PlanarGraph, h: number): number {
  if (roadsAt(graph, h) < 3) return 0;
  const at = graph.from(h);
  const u = direction(at, graph.to(h));
  const corner = (out: number) => {
    const before = graph.previous(out);
    return cornerOf(graph.from(before), at, graph.to(out), graph.info(before), graph.info(out));
  };
  const [left, right] = [corner(h), corner(graph.next(h ^ 1))];
  const ends = [left.kerb.at(-1), left.back.at(-1), right.kerb[0], right.back[0]];
  const far = ends.map((p) => (p ? (p[0] - at[0]) * u[0] + (p[1] - at[1]) * u[1] : 0));
  return Math.max(4, ...far) + PLATEAU;
}

/** Pulls the ends of roads that are too steep together until none is. */
function relax(graph: PlanarGraph, levels: number[]): void {
  const edges: [number, number, number][] = [];
  for (let h = 0; h < graph.halfEdges; h += 2) {
    if (graph.info(h).kind !== "road") continue;
    const flat = reach(graph, h) + reach(graph, h + 1);
    const long = distance(graph.from(h), graph.to(h));
    edges.push([graph.origin(h), graph.target(h), Math.max(long * 0.3, long - flat) * STEEPEST]);
  }
  for (let go = 0; go < 600; go++) {
    let moved = false;
    for (const [a, b, most] of edges) {
      const rise = (levels[b] as number) - (levels[a] as number);
      const over = Math.abs(rise) - most;
      if (over < 1e-6) continue;
      moved = true;
      const shift = (Math.sign(rise) * over) / 2;
      levels[a] = (levels[a] as number) + shift;
      levels[b] = (levels[b] as number) - shift;
    }
    if (!moved) return;
  }
}

function addPlateaus(graph: PlanarGraph, levels: number[], water: Set<number>): void {
  const count = graph.halfEdges;
  for (let h = 0; h < count; h++) {
    if (graph.info(h).kind !== "road" || isBridge(graph, h, water)) continue;
    const flat = reach(graph, h);
    const [a, b] = [graph.from(h), graph.to(h)];
    const long = distance(a, b);
    const rise = (levels[graph.target(h)] as number) - (levels[graph.origin(h)] as number);
    const other = reach(graph, h ^ 1);
    if (flat === 0 || Math.abs(rise) / long < LEVEL_GRADE || long < flat + other + 8) continue;
    const level = levels[graph.origin(h)] as number;
    splitAt(graph, h, along(a, b, flat / long), water);
    levels.push(level);
  }
}

/** Splits an edge; what was water beside it stays water. */
function splitAt(graph: PlanarGraph, h: number, at: Point2, water: Set<number>): number {
  const on = graph.split(h, at);
  if (water.has(h)) water.add(on);
  if (water.has(h ^ 1)) water.add(on ^ 1);
  return on;
}

function along(a: Point2, b: Point2, t: number): Point2 {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

function archBridges(graph: PlanarGraph, levels: number[], water: Set<number>): void {
  const count = graph.halfEdges;
  for (let first = 0; first < count; first++) {
    const begins = isBridge(graph, first, water) && !comesOverWater(graph, first, water);
    if (!begins) continue;
    const chain = [first];
    for (let h = first; ; ) {
      const on = onOverWater(graph, h, water);
      if (on === undefined) break;
      chain.push(on);
      h = on;
    }
    const end = chain.at(-1) as number;
    if (graph.origin(first) < graph.target(end)) arch(graph, levels, water, chain);
  }
}

function onOverWater(
  graph: PlanarGraph,
  h: number,
  water: ReadonlySet<number>,
): number | undefined {
  return graph.around(h ^ 1).find((e) => e !== (h ^ 1) && isBridge(graph, e, water));
}

function comesOverWater(graph: PlanarGraph, h: number, water: ReadonlySet<number>): boolean {
  return graph.around(h).some((e) => e !== h && isBridge(graph, e, water));
}

function arch(
  graph: PlanarGraph,
  levels: number[],
  water: Set<number>,
  chain: readonly number[],
): void {
  const total = chain.reduce((sum, h) => sum + distance(graph.from(h), graph.to(h)), 0);
  const from = levels[graph.origin(chain[0] as number)] as number;
  const to = levels[graph.target(chain.at(-1) as number)] as number;
  const level = (s: number) =>
    from + ((to - from) * s) / total + (4 * CAMBER * s * (total - s)) / total ** 2;
  let passed = 0;
  for (const h of chain) {
    const [a, b] = [graph.from(h), graph.to(h)];
    const long = distance(a, b);
    const parts = Math.max(1, Math.ceil(long / 16));
    let at = h;
    if (passed > 0) levels[graph.origin(h)] = level(passed);
    for (let i = 1; i < parts; i++) {
      at = splitAt(graph, at, along(a, b, i / parts), water);
      levels.push(level(passed + (long * i) / parts));
    }
    passed += long;
  }
}
