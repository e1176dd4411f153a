import type { Position } from "../../../../shared/observation.ts";

type Point = readonly [x: number, y: number];

/** Whether any two edges of a line, or of the ring that it closes to, cross or lie on one another. */
export function crossesItself(positions: readonly Position[], closed: boolean): boolean {
  const points = inPlane(positions);
  const edges = closed ? points.length : points.length - 1;
  for (let i = 0; i < edges; i++)
    for (let j = i + 1; j < edges; j++) {
      const [a, b] = edge(points, i);
      const [c, d] = edge(points, j);
      const follows = j === i + 1;
      const closes = closed && i === 0 && j === edges - 1;
      if (follows ? foldsBack(a, b, d) : closes ? foldsBack(c, a, b) : meet(a, b, c, d))
        return true;
    }
  return false;
}

/** Degrees scaled to a plane about the first place; the antimeridian is no seam. */
function inPlane(positions: readonly Position[]): Point[] {
  const first = positions[0];
  if (first === undefined) return [];
  const narrow = Math.cos((first.latitude * Math.PI) / 180);
  return positions.map(({ longitude, latitude }) => [
    (((longitude - first.longitude + 540) % 360) - 180) * narrow,
    latitude - first.latitude,
  ]);
}

function edge(points: readonly Point[], place: number): [Point, Point] {
  return [points[place] as Point, points[(place + 1) % points.length] as Point];
}

function side([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
}

function meet(a: Point, b: Point, c: Point, d: Point): boolean {
  const [p, q, r, s] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (p !== q && r !== s) return true;
  return (p === 0 && within(a, b, c)) || (q === 0 && within(a, b, d));
}

/** Of a place on the line through both: whether it lies between them. */
function within([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): boolean {
  return (
    Math.min(ax, bx) <= cx &&
    cx <= Math.max(ax, bx) &&
    Math.min(ay, by) <= cy &&
    cy <= Math.max(ay, by)
  );
}

/** Whether the way from `a` by `b` to `c` runs back over itself. */
function foldsBack(a: Point, b: Point, c: Point): boolean {
  if (side(a, b, c) !== 0) return false;
  return (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) < 0;
}
