import type { Point2, Ring } from "../../../model/city-model.ts";
import type { Cell, CellComplex } from "../shape/cell-complex.ts";
import { areaOf, corner } from "../shape/ring.ts";
import { along, between, dot, leftOf, unit } from "../shape/vector.ts";

/** Metres. */
const WIDTHS = [0.35, 0.15];

/** A block's border: its narrow edge, and the ground within. */
export interface Rim {
  readonly edge: readonly Cell[];
  readonly inside: Cell;
  /** Places of the ring's own corners. */
  readonly outer: readonly number[];
}

/**
 * Lays a narrow edge along a ring. What grows inside splits the edge's inner side only, so that the
 * pavement beyond meets no corner that it does not know. No edge where the ring is too tight for one.
 */
export function layRim(cells: CellComplex, ring: Ring): Rim {
  const outer = ring.map((point) => cells.addPoint(point));
  const within = WIDTHS.map((width) => insetRing(ring, width)).find((inner) => inner);
  const inner = within ? within.map((point) => cells.addPoint(point)) : outer;
  const edge: Cell[] = [];
  for (let i = 0; i < ring.length; i++) {
    const next = (i + 1) % ring.length;
    const [a, b] = [inner[i] as number, inner[next] as number];
    cells.markSide(a, b, i);
    if (within) edge.push(cells.addCell([outer[i] as number, outer[next] as number, b, a]));
  }
  return { edge, inside: cells.addCell(inner), outer };
}

/** A ring this much smaller on every side; undefined where a side would turn round or corners shoot out. */
function insetRing(ring: Ring, width: number): Ring | undefined {
  const inner = ring.map((point, i) =>
    insetCorner(corner(ring, i - 1), point, corner(ring, i + 1), width),
  );
  for (const [i, point] of inner.entries()) {
    const before = between(corner(ring, i), corner(ring, i + 1));
    const after = between(point, corner(inner, i + 1));
    if (dot(before, after) <= 0.2 * dot(before, before)) return undefined;
    if (Math.hypot(...between(corner(ring, i), point)) > 4 * width) return undefined;
  }
  return areaOf(inner) > 0.5 * areaOf(ring) ? inner : undefined;
}

/** Where the two sides at a corner meet when both move inward. */
function insetCorner(a: Point2, b: Point2, c: Point2, width: number): Point2 {
  const before = leftOf(unit(between(a, b)));
  const after = leftOf(unit(between(b, c)));
  const middle: Point2 = [before[0] + after[0], before[1] + after[1]];
  return along(b, middle, width / Math.max(0.05, 1 + dot(before, after)));
}
