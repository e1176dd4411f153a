import type { Point2 } from "../../model/city-model.ts";
import { type EdgeInfo, PlanarGraph } from "./planar-graph.ts";
import { crossing, distance, nearestOn } from "./polygon.ts";

/** How near, in metres, a line passes a node to go through it. */
const SNAP = 10;
/** How far an end of a line reaches for the line that it is to join. */
const REACH = 48;

interface Segment {
  readonly a: number;
  readonly b: number;
  readonly info: EdgeInfo;
}

/** Lines drawn over one another until they are a map: where two cross is a node, loose ends are cut. */
export class Draft {
  readonly #points: Point2[] = [];
  #segments: Segment[] = [];
  /** Nodes that roads lead to: only there do roads bend to meet. */
  readonly #onRoads = new Set<number>();

  /** Draws a line; `joins`: its ends are pulled onto the lines drawn before, if near. */
  add(line: readonly Point2[], info: EdgeInfo, joins: boolean): void {
    let last = -1;
    line.forEach((p, i) => {
      const end = joins && (i === 0 || i === line.length - 1);
      const node = this.#nodeAt(p, end ? REACH : 0, info);
      if (last >= 0) this.#connect(last, node, info);
      last = node;
    });
  }

  /** The map. Throws where lines touch without a node. */
  graph(): PlanarGraph {
    this.#prune();
    this.#straighten();
    const number = new Map<number, number>();
    const points: Point2[] = [];
    const named = (node: number): number => {
      const known = number.get(node);
      if (known !== undefined) return known;
      number.set(node, points.length);
      return points.push(this.#point(node)) - 1;
    };
    const edges = this.#segments.map(({ a, b, info }) => ({ a: named(a), b: named(b), info }));
    this.#check();
    return new PlanarGraph(points, edges);
  }

  #point(node: number): Point2 {
    return this.#points[node] as Point2;
  }

  #nodeAt(p: Point2, reach: number, info: EdgeInfo): number {
    const near = this.#nearestNode(p, info);
    if (near !== undefined) return near;
    let best: { segment: Segment; point: Point2; distance: number } | undefined;
    for (const segment of this.#segments) {
      const found = nearestOn(p, this.#point(segment.a), this.#point(segment.b));
      const apart = info.kind === "road" && segment.info.kind !== "road";
      const limit = apart ? 0.5 : Math.max(reach, SNAP / 2);
      if (found.distance < Math.min(limit, best?.distance ?? limit)) best = { segment, ...found };
    }
    return best ? this.#nodeOn(best.segment, best.point, info) : this.#points.push(p) - 1;
  }

  /** How near a line of a kind passes a node to go through it. */
  #snap(node: number, info: EdgeInfo): number {
    return info.kind === "road" && !this.#onRoads.has(node) ? 1 : SNAP;
  }

  #nearestNode(p: Point2, info: EdgeInfo): number | undefined {
    let best: number | undefined;
    let least = SNAP;
    this.#points.forEach((q, node) => {
      const d = distance(p, q);
      if (d < least && d < this.#snap(node, info)) {
        least = d;
        best = node;
      }
    });
    return best;
  }

  /** A node on a segment at a point: one of its ends where that is near. */
  #nodeOn(segment: Segment, at: Point2, by: EdgeInfo): number {
    const { a, b, info } = segment;
    const nearA = distance(at, this.#point(a));
    const nearB = distance(at, this.#point(b));
    const near = nearA <= nearB ? a : b;
    if (Math.min(nearA, nearB) < this.#snap(near, by)) return near;
    const node = this.#points.push(at) - 1;
    this.#segments = this.#segments.filter((s) => s !== segment);
    this.#segments.push({ a, b: node, info }, { a: node, b, info });
    if (info.kind === "road") this.#onRoads.add(node);
    return node;
  }

  #connect(from: number, to: number, info: EdgeInfo): void {
    const start = this.#point(from);
    const end = this.#point(to);
    const met: { t: number; node?: number; segment?: Segment; point: Point2 }[] = [];
    this.#points.forEach((point, node) => {
      const { t, distance: away } = nearestOn(point, start, end);
      if (away < this.#snap(node, info) * 0.8 && node !== from && node !== to && t > 0 && t < 1) {
        met.push({ t, node, point });
      }
    });
    for (const segment of this.#segments) {
      if ([segment.a, segment.b].some((n) => n === from || n === to)) continue;
      const c = this.#point(segment.a);
      const d = this.#point(segment.b);
      const found = crossing(start, end, c, d);
      if (!found) continue;
      const point: Point2 = [c[0] + found.u * (d[0] - c[0]), c[1] + found.u * (d[1] - c[1])];
      met.push({ t: found.t, segment, point });
    }
    met.sort((p, q) => p.t - q.t);
    let last = from;
    for (const { node: through, segment, point } of met) {
      const node =
        through ??
        (segment && this.#segments.includes(segment)
          ? this.#nodeOn(segment, point, info)
          : this.#nodeAt(point, 0, info));
      this.#join(last, node, info);
      last = node;
    }
    this.#join(last, to, info);
  }

  #join(a: number, b: number, info: EdgeInfo): void {
    const known = this.#segments.some((s) => (s.a === a && s.b === b) || (s.a === b && s.b === a));
    if (a !== b && !known) this.#segments.push({ a, b, info });
    if (info.kind !== "road") return;
    this.#onRoads.add(a);
    this.#onRoads.add(b);
  }

  #prune(): void {
    for (;;) {
      const degree = this.#points.map(() => 0);
      for (const { a, b } of this.#segments) {
        degree[a] = (degree[a] ?? 0) + 1;
        degree[b] = (degree[b] ?? 0) + 1;
      }
      const kept = this.#segments.filter((s) => degree[s.a] !== 1 && degree[s.b] !== 1);
      if (kept.length === this.#segments.length) return;
      this.#segments = kept;
    }
  }

  /** Leaves out bends too near a crossing for kerbs to turn between them. */
  #straighten(): void {
    const meeting: Segment[][] = this.#points.map(() => []);
    for (const s of this.#segments) {
      meeting[s.a]?.push(s);
      meeting[s.b]?.push(s);
    }
    meeting.forEach((two, node) => {
      const [s, r] = two;
      if (two.length !== 2 || !s || !r || s.info !== r.info) return;
      const onward = s.b === node;
      if ((r.a === node) !== onward) return;
      const [a, b] = onward ? [s.a, r.b] : [r.a, s.b];
      const [p, q, at] = [this.#point(a), this.#point(b), this.#point(node)];
      const bend = nearestOn(at, p, q).distance;
      const close = (n: number, m: Point2) =>
        (meeting[n]?.length ?? 0) > 2 && distance(m, at) < s.info.half * 2 + 22;
      if (bend > 0.05 && !(bend < 9 && (close(a, p) || close(b, q)))) return;
      if (s.info.kind === "edge" || s.info.kind === "quay") return;
      const joined: Segment = { a, b, info: s.info };
      this.#segments = this.#segments.filter((t) => t !== s && t !== r);
      this.#segments.push(joined);
      for (const n of [a, b]) {
        meeting[n] = (meeting[n] ?? []).map((t) => (t === s || t === r ? joined : t));
      }
      meeting[node] = [];
    });
  }

  #check(): void {
    this.#segments.forEach((s, i) => {
      for (const r of this.#segments.slice(i + 1)) {
        if ([r.a, r.b].some((n) => n === s.a || n === s.b)) continue;
        const [a, b] = [this.#point(s.a), this.#point(s.b)];
        if (crossing(a, b, this.#point(r.a), this.#point(r.b))) {
          throw new Error(`ground: two lines cross without a node near ${a.join(", ")}`);
        }
      }
    });
  }
}
