import { lineIntersect, lineString } from "@turf/turf";
import Flatbush from "flatbush";
import type { Position } from "geojson";

/** Pairs of edges with meeting bounds that are looked at before a shape is too intricate (about 0.1 s). */
const MOST_PAIRS = 3_000_000;
/** Twice Shewchuk's bound, as in placing/strips.ts. */
const DOUBT = 2 * (3 + 16 * Number.EPSILON) * Number.EPSILON;

type Edge = readonly [x1: number, y1: number, x2: number, y2: number];

/**
 * Where two edges of a polygon's rings cross, each from one side of the other to the other side; undefined
 * where none do. Rings that touch are good: a point's place in them is still clear.
 */
export function findCrossing(rings: readonly Position[][]): Position | "intricate" | undefined {
  const edges = rings.flatMap(edgesOf);
  const index = new Flatbush(edges.length);
  for (const [x1, y1, x2, y2] of edges)
    index.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
  index.finish();
  let pairs = 0;
  for (const [i, edge] of edges.entries()) {
    const [x1, y1, x2, y2] = edge;
    let crossed: Edge | undefined;
    const bounds = [
      Math.min(x1, x2),
      Math.min(y1, y2),
      Math.max(x1, x2),
      Math.max(y1, y2),
    ] as const;
    index.search(...bounds, (other) => {
      if (other <= i || crossed !== undefined || pairs > MOST_PAIRS) return false;
      pairs++;
      if (cross(edge, edges[other] as Edge)) crossed = edges[other] as Edge;
      return false;
    });
    if (crossed !== undefined) return meeting(edge, crossed);
    if (pairs > MOST_PAIRS) return "intricate";
  }
  return undefined;
}

function edgesOf(ring: readonly Position[]): Edge[] {
  return ring.slice(1).map((to, i) => {
    const [x1 = 0, y1 = 0] = ring[i] as Position;
    const [x2 = 0, y2 = 0] = to;
    return [x1, y1, x2, y2];
  });
}

/** Whether each has its ends on both sides of the other, beyond doubt. */
function cross(a: Edge, b: Edge): boolean {
  return (
    side(a, b[0], b[1]) * side(a, b[2], b[3]) < 0 && side(b, a[0], a[1]) * side(b, a[2], a[3]) < 0
  );
}

/** 1 to the left of an edge's line, -1 to the right, 0 within rounding of it. */
function side([x1, y1, x2, y2]: Edge, x: number, y: number): number {
  const left = (x1 - x) * (y2 - y);
  const right = (x2 - x) * (y1 - y);
  const turn = left - right;
  return Math.abs(turn) > DOUBT * (Math.abs(left) + Math.abs(right)) ? Math.sign(turn) : 0;
}

function meeting(a: Edge, b: Edge): Position {
  const line = ([x1, y1, x2, y2]: Edge) =>
    lineString([
      [x1, y1],
      [x2, y2],
    ]);
  return lineIntersect(line(a), line(b)).features[0]?.geometry.coordinates ?? [a[0], a[1]];
}
