import type { Point2, Ring, Tree } from "../../../model/city-model.ts";
import { boundsOf, distanceToEdge, holds } from "../shape/ring.ts";
import type { Site } from "./site.ts";

interface GroveOptions {
  /** Metres between trees. */
  readonly spacing: number;
  /** Metres kept from the ring. */
  readonly margin: number;
  /** Metres kept from buildings. */
  readonly clear?: number;
  /** Metres, from and below. */
  readonly heights: readonly [number, number];
  readonly shapes: readonly Tree["shape"][];
  /** Share of places that get a tree; 1 where absent. */
  readonly share?: number;
  /** Rings that stay open. */
  readonly open?: readonly Ring[];
}

/** Plants trees over a ring, on a jittered grid. */
export function plantGrove(site: Site, ring: Ring, options: GroveOptions): void {
  const { spacing, margin, heights, shapes, share = 1, open = [], clear = 1.5 } = options;
  const [west, south, east, north] = boundsOf(ring);
  for (let y = south; y < north; y += spacing) {
    for (let x = west; x < east; x += spacing) {
      const at: Point2 = [
        x + site.random.between(0.1, 0.9) * spacing,
        y + site.random.between(0.1, 0.9) * spacing,
      ];
      const height = site.random.between(...heights);
      const shape = site.random.pick(shapes);
      if (!site.random.chance(share) || !holds(ring, at)) continue;
      if (distanceToEdge(ring, at) < margin || open.some((lawn) => holds(lawn, at))) continue;
      site.plant(at, shape, height, clear);
    }
  }
}

/** Plants a row of trees from one point to another, ends included. */
export function plantRow(
  site: Site,
  from: Point2,
  to: Point2,
  spacing: number,
  shape: Tree["shape"],
  heights: readonly [number, number],
): void {
  const count = Math.max(1, Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / spacing));
  for (let i = 0; i <= count; i++) {
    const share = i / count;
    const at: Point2 = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    site.plant(at, shape, site.random.between(...heights));
  }
}
