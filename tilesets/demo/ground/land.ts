import type { Point2 } from "../../model/city-model.ts";
import type { PlanarGraph, Side } from "./planar-graph.ts";
import { areaOf, centroidOf, contains, nearestOn } from "./polygon.ts";
import { type LandUse, plannedUse, type Site, seatsWhere } from "./zone-plan.ts";

/** A face of the map that is land. */
export interface Land {
  /** A half-edge of it; the face is on its left. */
  readonly begin: number;
  readonly use: LandUse;
  /** The large piece between main roads that it was cut from. */
  readonly piece: number;
  readonly site?: Site;
}

/** Every face of a map once, by one of its half-edges, in a fixed order. */
export function facesOf(graph: PlanarGraph): number[] {
  const seen = new Set<number>();
  const faces: number[] = [];
  for (let h = 0; h < graph.halfEdges; h++) {
    if (seen.has(h)) continue;
    faces.push(h);
    for (const e of graph.face(h)) seen.add(e);
  }
  return faces;
}

/** Corners of a face and what runs from each to the next. */
export function outlineOf(
  graph: PlanarGraph,
  begin: number,
): { readonly points: Point2[]; readonly sides: Side[] } {
  const around = graph.face(begin);
  return { points: around.map((h) => graph.from(h)), sides: around.map((h) => graph.info(h)) };
}

/** Whether a face is land: the coast's lines have land on their left. */
export function isLand(graph: PlanarGraph, begin: number): boolean {
  const around = graph.face(begin);
  if (areaOf(around.map((h) => graph.from(h))) <= 0) return false;
  const coast = around.filter((h) =>
    ["quay", "bank", "beach", "rocks"].includes(graph.info(h).kind),
  );
  return coast.every((h) => (h & 1) === 0);
}

/** The large pieces of land between main roads, before streets are laid, and what each is for. */
export function piecesOf(graph: PlanarGraph): Land[] {
  return facesOf(graph)
    .filter((begin) => isLand(graph, begin))
    .map((begin, piece) => ({ begin, piece, use: pieceUse(graph, begin) }));
}

function pieceUse(graph: PlanarGraph, begin: number): LandUse {
  const { points, sides } = outlineOf(graph, begin);
  const around = points.reduce((sum, p, i) => {
    const q = points[(i + 1) % points.length] as Point2;
    return sum + Math.hypot(q[0] - p[0], q[1] - p[1]);
  }, 0);
  const breadth = (2 * areaOf(points)) / around;
  if (sides.some((s) => s.kind === "bank") && breadth < 60) return "strip";
  if (sides.some((s) => s.kind === "rail") && breadth < 30) return "parking";
  const seats = seatsWhere((at) => contains(points, at));
  return plannedUse(insideOf(points), seats);
}

/** A point well inside a ring. */
export function insideOf(ring: readonly Point2[]): Point2 {
  const middle = centroidOf(ring);
  if (contains(ring, middle)) return middle;
  const nearest = ring.reduce(
    (best, a, i) => {
      const found = nearestOn(middle, a, ring[(i + 1) % ring.length] as Point2);
      return found.distance < best.distance ? found : best;
    },
    { distance: Number.POSITIVE_INFINITY, point: middle },
  );
  const [x, y] = nearest.point;
  const [dx, dy] = [(x - middle[0]) / nearest.distance, (y - middle[1]) / nearest.distance];
  return [x + dx * 3, y + dy * 3];
}
