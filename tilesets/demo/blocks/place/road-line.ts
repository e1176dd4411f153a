import type { Point2, Point3 } from "../../../model/city-model.ts";
import { shareAlong } from "../shape/ring.ts";
import { distance, unit } from "../shape/vector.ts";

/** A road's middle line, measured along the ground. */
export class RoadLine {
  readonly length: number;
  readonly #line: readonly Point3[];
  readonly #starts: readonly number[];

  constructor(line: readonly Point3[]) {
    this.#line = line;
    let sum = 0;
    this.#starts = line.map((to, i) => {
      const from = line[i - 1];
      if (from) sum += Math.hypot(to[0] - from[0], to[1] - from[1]);
      return sum;
    });
    this.length = sum;
  }

  /** The point so many metres along, and the direction there, of length 1. */
  at(metres: number): { point: Point3; way: Point2 } {
    let i = 1;
    while (i < this.#line.length - 1 && (this.#starts[i] as number) < metres) i++;
    const a = this.#line[i - 1] as Point3;
    const b = this.#line[i] as Point3;
    const start = this.#starts[i - 1] as number;
    const share = (metres - start) / Math.max(1e-9, (this.#starts[i] as number) - start);
    const mix = (from: number, to: number) => from + (to - from) * share;
    return {
      point: [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2])],
      way: unit([b[0] - a[0], b[1] - a[1]]),
    };
  }

  /** Metres along to the place nearest to a point, and metres from there to it. */
  nearest(point: Point2): { at: number; away: number } {
    let best = { at: 0, away: Number.POSITIVE_INFINITY };
    for (const [i, b] of this.#line.entries()) {
      const a = this.#line[i - 1];
      if (!a) continue;
      const share = shareAlong([a[0], a[1]], [b[0], b[1]], point);
      const foot: Point2 = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
      const away = distance(foot, point);
      if (away >= best.away) continue;
      const start = this.#starts[i - 1] as number;
      best = { at: start + ((this.#starts[i] as number) - start) * share, away };
    }
    return best;
  }
}
