import type { Point2, Point3 } from "../../model/city-model.ts";
import { cornerOf, inset } from "./corner.ts";
import type { Land } from "./land.ts";
import { outlineOf } from "./land.ts";
import { isBridge } from "./levels.ts";
import type { PlanarGraph } from "./planar-graph.ts";
import { distance } from "./polygon.ts";

/** How much land and pavements lie above the carriageway beside them, metres. */
export const KERB = 0.15;

/** A corner of a face at the height of its carriageways. */
interface Corner3 {
  readonly kerb: readonly Point3[];
  readonly back: readonly Point3[];
}

/** The map with heights: where each carriageway, pavement and block ends, in three dimensions. */
export class Survey {
  readonly graph: PlanarGraph;
  readonly levels: readonly number[];
  readonly water: ReadonlySet<number>;
  readonly #corners = new Map<number, Corner3>();

  constructor(graph: PlanarGraph, levels: readonly number[], water: ReadonlySet<number>) {
    this.graph = graph;
    this.levels = levels;
    this.water = water;
  }

  /** Throws where a block has no room between its roads: the map is wrong. */
  check(lands: readonly Land[]): void {
    for (const land of lands) {
      const { points, sides } = outlineOf(this.graph, land.begin);
      if (inset(points, sides)) continue;
      const at = this.graph.from(land.begin).map(Math.round).join(", ");
      throw new Error(`ground: no room inside the roads about the ${land.use} near ${at}`);
    }
  }

  isBridge(h: number): boolean {
    return isBridge(this.graph, h, this.water);
  }

  level(node: number): number {
    return this.levels[node] as number;
  }

  /** The middle of the road at the node that `h` leaves. */
  from(h: number): Point3 {
    const p = this.graph.from(h);
    return [p[0], p[1], this.level(this.graph.origin(h))];
  }

  to(h: number): Point3 {
    return this.from(h ^ 1);
  }

  /** The corner on the left of `h` at the node that it leaves. */
  corner(h: number): Corner3 {
    const known = this.#corners.get(h);
    if (known) return known;
    const { graph } = this;
    const before = graph.previous(h);
    const flat = cornerOf(
      graph.from(before),
      graph.from(h),
      graph.to(h),
      graph.info(before),
      graph.info(h),
    );
    const raise = (p: Point2): Point3 => [p[0], p[1], this.#heightBy(h, before ^ 1, p)];
    const corner = { kerb: flat.kerb.map(raise), back: flat.back.map(raise) };
    this.#corners.set(h, corner);
    return corner;
  }

  /** Along the left edge of the carriageway of `h`, from its first node on. */
  kerb(h: number): Point3[] {
    const here = this.corner(h);
    const there = this.corner(this.graph.next(h));
    const chain = [last(here.kerb), first(there.kerb)];
    if (this.graph.info(h).pavement > 0) return chain;
    const begin = last(here.back);
    const end = first(there.back);
    const [a, b] = chain as [Point3, Point3];
    return [
      a,
      ...(distance2(a, begin) > 1e-6 ? [begin] : []),
      ...(distance2(b, end) > 1e-6 ? [end] : []),
      b,
    ];
  }

  /** Along the back of the left pavement of `h`: there a block begins. */
  back(h: number): [Point3, Point3] {
    return [last(this.corner(h).back), first(this.corner(this.graph.next(h)).back)];
  }

  /** By the slopes of the two roads that a corner lies between. */
  #heightBy(g: number, h: number, p: Point2): number {
    const at = this.from(g);
    const rise = [g, h].reduce((sum, e) => {
      const to = this.to(e);
      const long = distance([at[0], at[1]], [to[0], to[1]]);
      const share =
        ((p[0] - at[0]) * (to[0] - at[0]) + (p[1] - at[1]) * (to[1] - at[1])) / long ** 2;
      return sum + share * (to[2] - at[2]);
    }, 0);
    return at[2] + rise / 2;
  }
}

export function raised(p: Point3, by: number = KERB): Point3 {
  return [p[0], p[1], p[2] + by];
}

function first<T>(list: readonly T[]): T {
  return list[0] as T;
}

function last<T>(list: readonly T[]): T {
  return list.at(-1) as T;
}

function distance2(a: Point3, b: Point3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
