import type { Bilingual } from "../../../shared/city.ts";
import type { RoadClass } from "../../../shared/city-networks.ts";
import type { Point2 } from "../../model/city-model.ts";
import { cyclic } from "./polygon.ts";

/** What an edge of the city's map is: a road, the railway, a shore, or the end of the map. */
export type EdgeKind = "road" | "rail" | "quay" | "bank" | "beach" | "rocks" | "edge";

/** Half the width of what runs along an edge, and of the pavement beyond it, in metres. */
export interface Side {
  readonly kind: EdgeKind;
  readonly half: number;
  readonly pavement: number;
}

export interface EdgeInfo extends Side {
  readonly class?: RoadClass;
  readonly name?: Bilingual;
  readonly bridge?: Bilingual;
}

/**
 * A map of faces between edges (a doubly connected edge list). Edge `e` is the half-edges `2e` and
 * `2e + 1`; each has the face on its left, and `next` runs anticlockwise about that face.
 */
export class PlanarGraph {
  readonly points: Point2[] = [];
  readonly infos: EdgeInfo[] = [];
  readonly #origin: number[] = [];
  readonly #next: number[] = [];
  readonly #previous: number[] = [];

  /** `edges` meet only at nodes; every node has two or more of them. */
  constructor(
    points: readonly Point2[],
    edges: readonly { readonly a: number; readonly b: number; readonly info: EdgeInfo }[],
  ) {
    this.points.push(...points);
    const leaving: number[][] = points.map(() => []);
    for (const { a, b, info } of edges) {
      const h = this.#addEdge(a, b, info);
      leaving[a]?.push(h);
      leaving[b]?.push(h + 1);
    }
    for (const around of leaving) {
      around.sort((g, h) => this.#angle(g) - this.#angle(h) || g - h);
      around.forEach((h, i) => {
        this.#link(h ^ 1, cyclic(around, i - 1));
      });
    }
  }

  get halfEdges(): number {
    return this.#origin.length;
  }

  origin(h: number): number {
    return this.#origin[h] as number;
  }

  target(h: number): number {
    return this.#origin[h ^ 1] as number;
  }

  next(h: number): number {
    return this.#next[h] as number;
  }

  previous(h: number): number {
    return this.#previous[h] as number;
  }

  point(node: number): Point2 {
    return this.points[node] as Point2;
  }

  from(h: number): Point2 {
    return this.point(this.origin(h));
  }

  to(h: number): Point2 {
    return this.point(this.target(h));
  }

  info(h: number): EdgeInfo {
    return this.infos[h >> 1] as EdgeInfo;
  }

  /** Half-edges of the face on the left of `h`, from it on. */
  face(h: number): number[] {
    const around = [h];
    for (let at = this.next(h); at !== h; at = this.next(at)) {
      around.push(at);
      if (around.length > this.#origin.length) throw new Error("ground: a face does not close");
    }
    return around;
  }

  /** Half-edges that leave the node `h` leaves, anticlockwise from `h`. */
  around(h: number): number[] {
    const list = [h];
    for (let at = this.previous(h) ^ 1; at !== h; at = this.previous(at) ^ 1) list.push(at);
    return list;
  }

  /** Puts a node on an edge: `h` then ends there, and the returned half-edge goes on from it. */
  split(h: number, at: Point2): number {
    const node = this.points.push(at) - 1;
    const twin = h ^ 1;
    const on = this.#addEdge(node, this.target(h), this.info(h));
    const next = this.next(h);
    const before = this.previous(twin);
    this.#origin[twin] = node;
    this.#link(on, next === twin ? on + 1 : next);
    this.#link(h, on);
    this.#link(before === h ? on : before, on + 1);
    this.#link(on + 1, twin);
    return on;
  }

  /** Cuts a face by a path from the node `g` leaves to the node `h` leaves, `g` and `h` of that face. */
  cut(g: number, h: number, path: readonly Point2[], info: EdgeInfo): number {
    const beforeG = this.previous(g);
    const beforeH = this.previous(h);
    const nodes = [this.origin(g), ...path.map((p) => this.points.push(p) - 1), this.origin(h)];
    let there = beforeG;
    let back = g;
    let first = -1;
    for (let i = 0; i + 1 < nodes.length; i++) {
      const e = this.#addEdge(nodes[i] as number, nodes[i + 1] as number, info);
      if (first < 0) first = e;
      this.#link(there, e);
      this.#link(e + 1, back);
      there = e;
      back = e + 1;
    }
    this.#link(there, h);
    this.#link(beforeH, back);
    return first;
  }

  #addEdge(a: number, b: number, info: EdgeInfo): number {
    const h = this.#origin.push(a, b) - 2;
    this.#next.push(h + 1, h);
    this.#previous.push(h + 1, h);
    this.infos.push(info);
    return h;
  }

  #link(h: number, next: number): void {
    this.#next[h] = next;
    this.#previous[next] = h;
  }

  #angle(h: number): number {
    const a = this.from(h);
    const b = this.to(h);
    return Math.atan2(b[1] - a[1], b[0] - a[0]);
  }
}
