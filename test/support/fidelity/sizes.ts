import type { Point, SourceSurface } from "./source-city.ts";

/** Square metres of surfaces, their holes cut out. */
export function areaOf(surfaces: readonly SourceSurface[]): number {
  return surfaces.reduce((sum, { rings }) => {
    const [outer = 0, ...holes] = rings.map((ring) => Math.hypot(...vectorArea(ring)));
    return sum + holes.reduce((left, hole) => left - hole, outer);
  }, 0);
}

/** Cubic metres that surfaces enclose, where they do: every edge is run through once each way. */
export function volumeOf(surfaces: readonly SourceSurface[]): number | undefined {
  const rings = surfaces.flatMap((surface) => surface.rings);
  if (!isClosed(rings)) return undefined;
  const [origin = [0, 0, 0]] = rings[0] ?? [];
  return rings.reduce((sum, ring) => {
    const near = ring.map((place) => minus(place, origin));
    const area = vectorArea(near);
    const [x, y, z] = middleOf(near);
    return sum + (area[0] * x + area[1] * y + area[2] * z) / 3;
  }, 0);
}

/** Metres of sides: how much a corner that moves may add to the area. */
export function sidesOf(surfaces: readonly SourceSurface[]): number {
  const length = (ring: readonly Point[]) =>
    ring.reduce((sum, place, i) => sum + apart(place, ring[(i + 1) % ring.length] ?? place), 0);
  return surfaces.reduce(
    (sum, { rings }) => sum + rings.reduce((all, ring) => all + length(ring), 0),
    0,
  );
}

function isClosed(rings: readonly (readonly Point[])[]): boolean {
  const key = (place: Point) => place.map((value) => Math.round(value * 1000)).join();
  const edges = new Map<string, number>();
  for (const ring of rings)
    for (const [i, place] of ring.entries()) {
      const [a, b] = [key(place), key(ring[(i + 1) % ring.length] ?? place)];
      if (a === b) continue;
      const [edge, way] = a < b ? [`${a} ${b}`, 1] : [`${b} ${a}`, -1];
      edges.set(edge, (edges.get(edge) ?? 0) + way);
    }
  return [...edges.values()].every((left) => left === 0);
}

function vectorArea(ring: readonly Point[]): [number, number, number] {
  const [origin = [0, 0, 0]] = ring;
  let [x, y, z] = [0, 0, 0];
  for (const [i, place] of ring.entries()) {
    const [ax, ay, az] = minus(place, origin);
    const [bx, by, bz] = minus(ring[(i + 1) % ring.length] ?? place, origin);
    x += (ay * bz - az * by) / 2;
    y += (az * bx - ax * bz) / 2;
    z += (ax * by - ay * bx) / 2;
  }
  return [x, y, z];
}

function middleOf(ring: readonly Point[]): Point {
  const part = (axis: 0 | 1 | 2) => ring.reduce((sum, place) => sum + place[axis], 0) / ring.length;
  return [part(0), part(1), part(2)];
}

function minus(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function apart(a: Point, b: Point): number {
  return Math.hypot(...minus(a, b));
}
