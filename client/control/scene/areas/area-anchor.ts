import type { MultiPolygon, Polygon, Position } from "geojson";

/** Where an area's label is put, degrees. */
export interface AreaAnchor {
  readonly longitude: number;
  readonly latitude: number;
}

/** Rounds in which a better place is looked for around the best so far. */
const ROUNDS = 4;
const GRID = 9;

/**
 * A place well inside an area, as far from its border as is easily found: its middle may lie outside,
 * where it is bent.
 */
export function areaAnchor(geometry: Polygon | MultiPolygon): AreaAnchor {
  const rings = largest(geometry);
  const outer = rings[0] ?? [];
  let [west, south, east, north] = boundsOf(outer);
  // Degrees of longitude are shorter than those of latitude.
  const squeeze = Math.cos(((south + north) / 2) * (Math.PI / 180));
  let best = { x: (west + east) / 2, y: (south + north) / 2, room: Number.NEGATIVE_INFINITY };
  for (let round = 0; round < ROUNDS; round++) {
    const [dx, dy] = [(east - west) / (GRID - 1), (north - south) / (GRID - 1)];
    for (let i = 0; i < GRID * GRID; i++) {
      const [x, y] = [west + dx * (i % GRID), south + dy * Math.floor(i / GRID)];
      const room = roomAt(x, y, rings, squeeze);
      if (room > best.room) best = { x, y, room };
    }
    [west, south, east, north] = [best.x - dx, best.y - dy, best.x + dx, best.y + dy];
  }
  return { longitude: best.x, latitude: best.y };
}

/** West, south, east, north of an area, degrees. */
export function areaBounds(geometry: Polygon | MultiPolygon): [number, number, number, number] {
  const { type, coordinates } = geometry;
  return boundsOf(type === "Polygon" ? coordinates.flat() : coordinates.flat(2));
}

function largest({ type, coordinates }: Polygon | MultiPolygon): readonly Position[][] {
  if (type === "Polygon") return coordinates;
  const sizes = coordinates.map(([outer = []]) => {
    const [west, south, east, north] = boundsOf(outer);
    return (east - west) * (north - south);
  });
  return coordinates[sizes.indexOf(Math.max(...sizes))] ?? [];
}

function boundsOf(places: readonly Position[]): [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = 0, y = 0] of places) {
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.min(bounds[1], y);
    bounds[2] = Math.max(bounds[2], x);
    bounds[3] = Math.max(bounds[3], y);
  }
  return bounds;
}

/** How far a place is from the nearest border; below zero outside. */
function roomAt(x: number, y: number, rings: readonly Position[][], squeeze: number): number {
  let isInside = false;
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax = 0, ay = 0] = ring[i] ?? [];
      const [bx = 0, by = 0] = ring[j] ?? [];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
      nearest = Math.min(nearest, distanceTo(x, y, ax, ay, bx, by, squeeze));
    }
  }
  return isInside ? nearest : -nearest;
}

function distanceTo(
  ...[x, y, ax, ay, bx, by, squeeze]: [number, number, number, number, number, number, number]
): number {
  const [dx, dy] = [(bx - ax) * squeeze, by - ay];
  const [px, py] = [(x - ax) * squeeze, y - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
  return Math.hypot(px - along * dx, py - along * dy);
}
