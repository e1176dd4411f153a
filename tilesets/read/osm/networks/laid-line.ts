import { LocalMetres } from "../local-metres.ts";

/** A line of longitudes and latitudes, measured in metres. */
export class LaidLine {
  readonly degrees: Float64Array;
  readonly length: number;
  readonly #metres: Float64Array;
  readonly #local: LocalMetres;
  readonly #along: Float64Array;

  constructor(degrees: Float64Array) {
    this.degrees = degrees;
    this.#local = new LocalMetres(degrees[0] ?? 0, degrees[1] ?? 0);
    this.#metres = this.#local.toMetres(degrees);
    const count = degrees.length / 2;
    this.#along = new Float64Array(count);
    for (let i = 1; i < count; i++) {
      const [dx, dy] = [this.#step(i, 0), this.#step(i, 1)];
      this.#along[i] = (this.#along[i - 1] as number) + Math.hypot(dx, dy);
    }
    this.length = this.#along[count - 1] ?? 0;
  }

  /** Metres along the line of the place on it that is nearest to another, and metres from there. */
  nearest(longitude: number, latitude: number): { readonly at: number; readonly off: number } {
    const [x = 0, y = 0] = this.#local.toMetres(Float64Array.of(longitude, latitude));
    let [best, least] = [0, Infinity];
    for (let i = 1; i < this.#along.length; i++) {
      const [ax, ay] = [this.#metres[2 * i - 2] as number, this.#metres[2 * i - 1] as number];
      const [dx, dy] = [this.#step(i, 0), this.#step(i, 1)];
      const size = dx * dx + dy * dy;
      const part =
        size === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / size));
      const off = Math.hypot(ax + part * dx - x, ay + part * dy - y);
      if (off >= least) continue;
      least = off;
      best = (this.#along[i - 1] as number) + part * Math.sqrt(size);
    }
    return { at: best, off: least };
  }

  /** Direction at an end, away from it: radians anticlockwise from east. */
  directionFrom(end: "first" | "last"): number {
    const count = this.#along.length;
    const [from, to] = end === "first" ? [0, 1] : [count - 1, count - 2];
    const dx = (this.#metres[2 * to] as number) - (this.#metres[2 * from] as number);
    const dy = (this.#metres[2 * to + 1] as number) - (this.#metres[2 * from + 1] as number);
    return Math.atan2(dy, dx);
  }

  #step(i: number, axis: number): number {
    return (this.#metres[2 * i + axis] as number) - (this.#metres[2 * i - 2 + axis] as number);
  }
}
