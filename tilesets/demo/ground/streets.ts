import { Random } from "../../../shared/random.ts";
import type { Point2 } from "../../model/city-model.ts";
import { inset, ringOf } from "./corner.ts";
import { bend } from "./curve.ts";
import { type Land, outlineOf } from "./land.ts";
import { infoOf } from "./map-of-roads.ts";
import type { EdgeInfo, PlanarGraph, Side } from "./planar-graph.ts";
import {
  areaOf,
  centroidOf,
  contains,
  crossing,
  cyclic,
  direction,
  distance,
  nearestOn,
  type OrientedBox,
  orientedBox,
} from "./polygon.ts";
import { type Grain, grainOf, isOpen, plannedUse, SITES, seatsWhere } from "./zone-plan.ts";

/** Nearest that two junctions may be, metres; where main roads cross, for their stop lines, more. */
const APART = 25;
const APART_FROM_CROSSING = 38;
/** Nearest that a street comes to another road that it does not join. */
const CLEAR = 17;
/** Smallest cosine between a new street and the square to the road that it leaves. */
const SQUARE = 0.72;

/** An end of a street to be: on the side that begins at corner `side`, or at that corner. */
interface End {
  readonly side: number;
  readonly at: Point2;
  readonly corner: boolean;
  /** Into the face, square to its border. */
  readonly inward: Point2;
}

/**
 * Cuts the pieces of a city into blocks by streets that run from road to road, across each piece's
 * longer extent first, until the blocks have the size usual in their zone. Method: recursive division
 * along oriented bounding boxes (Vanegas et al., 2012), streets bent to leave their roads squarely.
 */
export class Streets {
  readonly #graph: PlanarGraph;
  readonly #random: Random;
  /** How near other junctions may come. */
  readonly #junctions = new Map<Point2, number>();

  constructor(graph: PlanarGraph, seed: number | string) {
    this.#graph = graph;
    this.#random = new Random(`${seed}:streets`);
    for (let h = 0; h < graph.halfEdges; h++) this.#learn(h);
  }

  /** Lays the streets of a piece; returns the blocks that it has become. */
  lay(piece: Land): Land[] {
    const lands: Land[] = [];
    const outline = outlineOf(this.#graph, piece.begin).points;
    const seats = seatsWhere((at) => contains(outline, at));
    const cuttable = !isOpen(piece.use) && piece.use !== "parking" && piece.use !== "station";
    const waiting = [piece.begin];
    while (waiting.length > 0) {
      const begin = waiting.pop() as number;
      const points = outlineOf(this.#graph, begin).points;
      const use = cuttable ? plannedUse(centroidOf(points), seats) : piece.use;
      const site = SITES.find((s) => contains(points, s.at));
      const land: Land = { begin, piece: piece.piece, use, ...(site && { site }) };
      const cut = cuttable ? this.#cut(land) : undefined;
      if (cut === undefined) lands.push(land);
      else waiting.push(cut ^ 1, cut);
    }
    return lands;
  }

  #cut(land: Land): number | undefined {
    const grain = grainOf(land.use);
    const { points, sides } = outlineOf(this.#graph, land.begin);
    const area = areaOf(points);
    if (!grain || (land.site && area < land.site.area * 1.9)) return undefined;
    const box = orientedBox(points);
    const long = box.length / (grain.length + 10);
    const wide = box.width / (grain.width + 10);
    if (area < 1.45 * grain.width * grain.length && Math.max(long, wide) < 1.9) return undefined;
    if (Math.max(long, wide) < 1.42) return undefined;
    for (let go = 0; go < 14; go++) {
      const across = go < 9 ? long >= wide : long < wide;
      if ((across ? long : wide) < 1.25) continue;
      const laid = this.#try(land.begin, points, sides, box, across, this.#infoFor(area, grain));
      if (laid !== undefined) return laid;
    }
    return undefined;
  }

  #infoFor(area: number, grain: Grain): EdgeInfo {
    const small = area < grain.width * grain.length * 4.2;
    const lane = grain.lanes && (small ? this.#random.chance(0.8) : this.#random.chance(0.15));
    return infoOf({ class: lane ? "lane" : "street" });
  }

  #try(
    begin: number,
    points: readonly Point2[],
    sides: readonly Side[],
    box: OrientedBox,
    across: boolean,
    info: EdgeInfo,
  ): number | undefined {
    const share = this.#random.between(-0.13, 0.13) * (across ? box.length : box.width);
    const lean = this.#random.between(-0.07, 0.07);
    const u: Point2 = across ? box.axis : [-box.axis[1], box.axis[0]];
    const base: Point2 = [box.middle[0] + u[0] * share, box.middle[1] + u[1] * share];
    const way: Point2 = [-u[1] + lean * u[0], u[0] + lean * u[1]];
    if (!contains(points, base)) return undefined;
    const a = this.#end(points, sides, base, [-way[0], -way[1]]);
    const b = this.#end(points, sides, base, way);
    if (!a || !b || a.side === b.side || distance(a.at, b.at) < APART) return undefined;
    const path = pathBetween(a, b);
    if (!path || !isClear(points, a, b, path)) return undefined;
    if (!this.#fits(points, sides, a, b, path, info)) return undefined;
    return this.#carve(begin, a, b, path, info);
  }

  /** Where a ray from inside a face first meets its border, if a street may begin there. */
  #end(
    points: readonly Point2[],
    sides: readonly Side[],
    base: Point2,
    way: Point2,
  ): End | undefined {
    const far: Point2 = [base[0] + way[0] * 5000, base[1] + way[1] * 5000];
    let best: { side: number; t: number; at: Point2 } | undefined;
    for (let side = 0; side < points.length; side++) {
      const p = cyclic(points, side);
      const q = cyclic(points, side + 1);
      const met = crossing(base, far, p, q);
      if (!met || (best && met.t >= best.t)) continue;
      best = { side, t: met.t, at: [p[0] + met.u * (q[0] - p[0]), p[1] + met.u * (q[1] - p[1])] };
    }
    return best && this.#settled(points, sides, best.side, best.at);
  }

  /** Moves an end to a corner near it; refuses ends on water, rails and bridges. */
  #settled(
    points: readonly Point2[],
    sides: readonly Side[],
    side: number,
    at: Point2,
  ): End | undefined {
    const near = this.#cornerNear(points, at);
    const end = near === undefined ? at : cyclic(points, near);
    const tight = points.some(
      (p, i) => i !== near && distance(p, end) < (this.#junctions.get(p) ?? 0),
    );
    if (tight) return undefined;
    const roadly = (i: number) => cyclic(sides, i).kind === "road";
    if (near === undefined) {
      const along = direction(cyclic(points, side), cyclic(points, side + 1));
      return roadly(side) ? { side, at, corner: false, inward: [-along[1], along[0]] } : undefined;
    }
    if (!roadly(near) || !roadly(near - 1)) return undefined;
    const u = direction(cyclic(points, near - 1), cyclic(points, near));
    const v = direction(cyclic(points, near), cyclic(points, near + 1));
    const bent = u[0] * v[0] + u[1] * v[1];
    if (bent < 0.8) return undefined;
    const middle = direction([0, 0], [u[0] + v[0], u[1] + v[1]]);
    return { side: near, at: cyclic(points, near), corner: true, inward: [-middle[1], middle[0]] };
  }

  /** The junction or bend that a point is too near to. */
  #cornerNear(points: readonly Point2[], at: Point2): number | undefined {
    let near: number | undefined;
    let least = APART;
    points.forEach((p, i) => {
      const away = distance(p, at);
      if (away < (this.#junctions.has(p) ? least : Math.min(least, 9))) {
        least = away;
        near = i;
      }
    });
    return near;
  }

  #learn(h: number): void {
    const infos = this.#graph.around(h).map((e) => this.#graph.info(e));
    const roads = infos.filter((i) => i.kind === "road");
    if (infos.length < 3) return;
    const main = roads.filter((i) => i.class === "arterial" || i.class === "collector");
    this.#junctions.set(this.#graph.from(h), main.length > 2 ? APART_FROM_CROSSING : APART);
  }

  /** Whether both faces that a cut leaves have room inside their pavements. */
  #fits(
    points: readonly Point2[],
    sides: readonly Side[],
    a: End,
    b: End,
    path: readonly Point2[],
    info: EdgeInfo,
  ): boolean {
    return [
      half(points, sides, b, a, path, info),
      half(points, sides, a, b, [...path].reverse(), info),
    ].every((part) => {
      const corners = inset(part.points, part.sides);
      if (!corners) return false;
      const ring = ringOf(corners);
      return areaOf(ring) > 420 && (2 * areaOf(ring)) / lengthOf(ring) > 8.5;
    });
  }

  #carve(begin: number, a: End, b: End, path: readonly Point2[], info: EdgeInfo): number {
    const around = this.#graph.face(begin);
    const halfEdge = (end: End): number => {
      const h = around[end.side] as number;
      return end.corner ? h : this.#graph.split(h, end.at);
    };
    const g = halfEdge(a);
    const h = halfEdge(b);
    const laid = this.#graph.cut(g, h, path, info);
    this.#learn(g);
    this.#learn(h);
    return laid;
  }
}

/** The part of a face from end `from` on to end `to`, closed by a street's path from `to` back to `from`. */
function half(
  points: readonly Point2[],
  sides: readonly Side[],
  from: End,
  to: End,
  path: readonly Point2[],
  info: Side,
): { points: Point2[]; sides: Side[] } {
  const outline: Point2[] = [from.at];
  const kinds: Side[] = [cyclic(sides, from.side)];
  for (let i = from.side + 1; ; i++) {
    const at = i % points.length;
    if (at === to.side && to.corner) break;
    outline.push(cyclic(points, at));
    kinds.push(cyclic(sides, at));
    if (at === to.side) break;
  }
  outline.push(to.at, ...path);
  kinds.push(info, ...path.map(() => info));
  return { points: outline, sides: kinds };
}

function pathBetween(a: End, b: End): Point2[] | undefined {
  const chord = direction(a.at, b.at);
  const out = chord[0] * a.inward[0] + chord[1] * a.inward[1];
  const into = -(chord[0] * b.inward[0] + chord[1] * b.inward[1]);
  if (out < SQUARE || into < SQUARE) return undefined;
  if (out > 0.985 && into > 0.985) return [];
  const leave = direction(
    [0, 0],
    [a.inward[0] * 0.8 + chord[0] * 0.2, a.inward[1] * 0.8 + chord[1] * 0.2],
  );
  const arrive = direction(
    [0, 0],
    [chord[0] * 0.2 - b.inward[0] * 0.8, chord[1] * 0.2 - b.inward[1] * 0.8],
  );
  return bend(a.at, leave, b.at, arrive, 17);
}

/** Whether a path stays inside a face and away from the sides that it does not end on. */
function isClear(points: readonly Point2[], a: End, b: End, path: readonly Point2[]): boolean {
  const line = [a.at, ...path, b.at];
  for (let i = 0; i + 1 < line.length; i++) {
    const p = line[i] as Point2;
    const q = line[i + 1] as Point2;
    for (let k = 1; k < 8; k++) {
      const at: Point2 = [p[0] + ((q[0] - p[0]) * k) / 8, p[1] + ((q[1] - p[1]) * k) / 8];
      if (!contains(points, at)) return false;
      const free = Math.min(CLEAR, 0.6 * distance(at, a.at), 0.6 * distance(at, b.at));
      for (let s = 0; s < points.length; s++) {
        if (nearestOn(at, cyclic(points, s), cyclic(points, s + 1)).distance < free) return false;
      }
    }
  }
  return true;
}

function lengthOf(ring: readonly Point2[]): number {
  return ring.reduce((sum, p, i) => sum + distance(p, cyclic(ring, i + 1)), 0);
}
