import Flatbush from "flatbush";
import { boundsOf, corner, holds, overlap } from "../../tilesets/demo/blocks/shape/ring.ts";
import type { GroundPlan } from "../../tilesets/demo/ground-plan.ts";
import type { Building, Point2, Ring } from "../../tilesets/model/city-model.ts";

/** Ids of buildings, in pairs, that stand in each other. */
export function overlappingBuildings(buildings: readonly Building[]): string[] {
  const parts = buildings.flatMap(({ id, parts }) =>
    parts.map(({ footprint }) => ({ id, footprint })),
  );
  const index = new Flatbush(parts.length);
  for (const { footprint } of parts) index.add(...boundsOf(footprint));
  index.finish();
  const found = new Set<string>();
  for (const [i, part] of parts.entries()) {
    for (const j of index.search(...boundsOf(part.footprint))) {
      const other = parts[j]!;
      if (j <= i || other.id === part.id) continue;
      if (overlap(part.footprint, other.footprint)) found.add(`${part.id} ${other.id}`);
    }
  }
  return [...found];
}

/** Ids of buildings that leave their block, or stand in water, on a road or where nothing may stand. */
export function misplacedBuildings(plan: GroundPlan, buildings: readonly Building[]): string[] {
  const rings = new Map(plan.blocks.map(({ id, ring }) => [id, ring]));
  const roads = roadIndex(plan);
  return buildings
    .filter(({ id, parts }) => {
      const ring = rings.get(id.split(":").slice(1, -1).join(":"));
      if (!ring) return true;
      return parts.some(({ footprint }) => {
        const outline = alongOutline(footprint);
        return (
          !outline.every((point) => holds(ring, point)) ||
          outline.some(([east, north]) => plan.isWater(east, north)) ||
          outline.some((point) => roads(point)) ||
          plan.keepOut.some((forbidden) => overlap(forbidden, footprint))
        );
      });
    })
    .map(({ id }) => id);
}

/** Corners of a ring and points between them, a metre or so apart. */
function alongOutline(ring: Ring): Point2[] {
  return ring.flatMap((from, i) => {
    const to = corner(ring, i + 1);
    const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1])));
    return Array.from(
      { length: steps },
      (_, step): Point2 => [
        from[0] + ((to[0] - from[0]) * step) / steps,
        from[1] + ((to[1] - from[1]) * step) / steps,
      ],
    );
  });
}

/** Tells whether a point is on a carriageway. */
function roadIndex(plan: GroundPlan): (point: Point2) => boolean {
  const pieces = plan.roads.flatMap((road) =>
    road.line.slice(1).map((to, i) => ({ from: road.line[i]!, to, half: road.width / 2 })),
  );
  const index = new Flatbush(pieces.length);
  for (const { from, to, half } of pieces) {
    index.add(
      Math.min(from[0], to[0]) - half,
      Math.min(from[1], to[1]) - half,
      Math.max(from[0], to[0]) + half,
      Math.max(from[1], to[1]) + half,
    );
  }
  index.finish();
  return ([east, north]) =>
    index.search(east, north, east, north).some((i) => {
      const { from, to, half } = pieces[i]!;
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
      const share = ((east - from[0]) * dx + (north - from[1]) * dy) / (dx * dx + dy * dy);
      const at = Math.max(0, Math.min(1, share));
      return Math.hypot(from[0] + dx * at - east, from[1] + dy * at - north) < half;
    });
}

/** Ids of buildings whose parts are no sound prisms. */
export function unsoundBuildings(buildings: readonly Building[]): string[] {
  return buildings
    .filter(({ parts }) => {
      return (
        parts.length === 0 ||
        parts.some((part) => !isSimple(part.footprint) || !(part.top >= part.eaves)) ||
        parts.some((part) => part.eaves <= part.base)
      );
    })
    .map(({ id }) => id);
}

/** Anticlockwise, of three corners or more, and no side crosses another. */
function isSimple(ring: Ring): boolean {
  let area = 0;
  for (const [i, a] of ring.entries()) {
    const b = corner(ring, i + 1);
    area += a[0] * b[1] - b[0] * a[1];
    for (let j = i + 2; j < ring.length; j++) {
      if (i === 0 && j === ring.length - 1) continue;
      if (sidesCross(a, b, corner(ring, j), corner(ring, j + 1))) return false;
    }
  }
  return ring.length >= 3 && area > 0;
}

function sidesCross(a: Point2, b: Point2, c: Point2, d: Point2): boolean {
  const side = (p: Point2, q: Point2, r: Point2) =>
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}
