import type { GroundPatch, Point3 } from "../../model/city-model.ts";
import { MeshBuilder } from "./mesh-builder.ts";
import { direction, distance } from "./polygon.ts";
import { CROSSING, type Junction, type RoadChain, type Roads, widthOf } from "./road-chains.ts";
import { ROAD_FORMS } from "./road-forms.ts";

/** How far paint lies above the road, so that it is not lost in it. */
const LIFT = 0.04;
const RANK = { arterial: 3, collector: 2, street: 1, lane: 0 } as const;

/** Paint on the roads: lines between lanes and at the edges, stop lines, crossings. */
export function markings(roads: Roads): GroundPatch[] {
  const junctions = new Map(roads.junctions.map((j) => [j.id, j]));
  const highest = new Map<string, number>();
  for (const { from, to, info } of roads.chains) {
    for (const end of [from, to]) {
      highest.set(end, Math.max(highest.get(end) ?? 0, RANK[info.class]));
    }
  }
  const patches: GroundPatch[] = [];
  for (const chain of roads.chains) {
    const paint = new Paint(chain);
    lines(paint, chain);
    for (const forward of [true, false]) {
      const junction = junctions.get(forward ? chain.to : chain.from) as Junction;
      const yields = RANK[chain.info.class] < (highest.get(junction.id) ?? 0);
      if (junction.signals || (yields && chain.info.class !== "lane"))
        stopLine(paint, chain, forward);
      if (junction.signals) crossing(paint, chain, forward);
    }
    if (paint.mesh.triangles === 0) continue;
    const detail = chain.info.class === "arterial" ? 0.9 : 0.6;
    patches.push(paint.mesh.patch(`marking-${chain.id}`, "marking", { detail }));
  }
  return patches;
}

function lines(paint: Paint, chain: RoadChain): void {
  const half = widthOf(chain) / 2;
  const from = chain.trimFrom;
  const to = chain.length - chain.trimTo;
  const { lanes, laneWidth } = ROAD_FORMS[chain.info.class];
  if (chain.info.class === "lane" || to - from < 4) return;
  for (const side of [-1, 1]) paint.line(from, to, side * (half - 0.3), 0.12);
  if (chain.info.class === "street") return;
  if (chain.info.class === "arterial") {
    paint.line(from, to, 0, 0.2);
    for (let i = 1; i < lanes; i++) {
      for (const side of [-1, 1]) paint.dashes(from, to, side * i * laneWidth, 0.14);
    }
  } else if (chain.bridge) paint.line(from, to, 0, 0.15);
  else paint.dashes(from, to, 0, 0.15);
}

function stopLine(paint: Paint, chain: RoadChain, forward: boolean): void {
  const half = widthOf(chain) / 2;
  const at = forward ? chain.length - chain.trimTo : chain.trimFrom;
  paint.line(at - 0.2, at + 0.2, forward ? half / 2 : -half / 2, half - 0.35);
}

function crossing(paint: Paint, chain: RoadChain, forward: boolean): void {
  const trimmed = forward ? chain.trimTo : chain.trimFrom;
  if (chain.length < chain.trimFrom + chain.trimTo + 6) return;
  const near = trimmed - CROSSING.gap;
  const far = near - CROSSING.depth;
  const [from, to] = forward ? [chain.length - near, chain.length - far] : [far, near];
  const half = widthOf(chain) / 2 - 0.5;
  const bars = Math.floor((2 * half) / 0.9);
  for (let i = 0; i <= bars; i++) paint.line(from, to, -half + (i * 2 * half) / bars, 0.45);
}

/** Stripes along a road, by metres along its middle line and to the left of it. */
class Paint {
  readonly mesh = new MeshBuilder();
  readonly #line: readonly Point3[];

  constructor(chain: RoadChain) {
    this.#line = chain.line;
  }

  dashes(from: number, to: number, aside: number, width: number): void {
    const count = Math.max(1, Math.floor((to - from) / 10));
    const pace = (to - from) / count;
    for (let i = 0; i < count; i++) {
      const begin = from + (i + 0.25) * pace;
      this.line(begin, begin + pace / 2, aside, width);
    }
  }

  line(from: number, to: number, aside: number, width: number): void {
    let passed = 0;
    for (let i = 0; i + 1 < this.#line.length; i++) {
      const a = this.#line[i] as Point3;
      const b = this.#line[i + 1] as Point3;
      const long = distance([a[0], a[1]], [b[0], b[1]]);
      const begin = Math.max(0, from - passed);
      const end = Math.min(long, to - passed);
      if (end - begin > 0.02) this.#stripe(a, b, begin / long, end / long, aside, width / 2);
      passed += long;
    }
  }

  #stripe(a: Point3, b: Point3, t: number, s: number, aside: number, half: number): void {
    const u = direction([a[0], a[1]], [b[0], b[1]]);
    const at = (along: number, left: number): Point3 => [
      a[0] + (b[0] - a[0]) * along - u[1] * left,
      a[1] + (b[1] - a[1]) * along + u[0] * left,
      a[2] + (b[2] - a[2]) * along + LIFT,
    ];
    this.mesh.fan([
      at(t, aside - half),
      at(s, aside - half),
      at(s, aside + half),
      at(t, aside + half),
    ]);
  }
}
