import type { GroundPatch, Point3 } from "../../model/city-model.ts";

/** Collects triangles into a patch; corners at one place with one texture coordinate are one vertex. */
export class MeshBuilder {
  readonly #positions: number[] = [];
  readonly #coordinates: number[] = [];
  readonly #indices: number[] = [];
  readonly #known = new Map<string, number>();
  #textured = false;

  get triangles(): number {
    return this.#indices.length / 3;
  }

  /** Corners anticlockwise seen from the side that shows; uv in metres. Slivers of no area are left out. */
  triangle(a: Point3, b: Point3, c: Point3, uv?: readonly (readonly [number, number])[]): void {
    if (spread(a, b, c) < 1e-6) return;
    this.#indices.push(
      this.#vertex(a, uv?.[0]),
      this.#vertex(b, uv?.[1]),
      this.#vertex(c, uv?.[2]),
    );
  }

  /** A convex polygon, or one that its first corner sees all of. */
  fan(corners: readonly Point3[], uv?: (p: Point3) => readonly [number, number]): void {
    const a = corners[0] as Point3;
    for (let i = 1; i + 1 < corners.length; i++) {
      const b = corners[i] as Point3;
      const c = corners[i + 1] as Point3;
      this.triangle(a, b, c, uv && [uv(a), uv(b), uv(c)]);
    }
  }

  /** A wall under the line `a` to `b`, `top` and `bottom` its heights there; shows to the right of it. */
  wall(a: Point3, b: Point3, down: number | "metres", depth = 0): void {
    const low = (p: Point3): Point3 => [p[0], p[1], down === "metres" ? p[2] - depth : down];
    this.fan([low(a), low(b), b, a]);
  }

  patch(id: string, surface: GroundPatch["surface"], more: Partial<GroundPatch> = {}): GroundPatch {
    return {
      id,
      surface,
      positions: Float64Array.from(this.#positions),
      indices: Uint32Array.from(this.#indices),
      ...(this.#textured && { coordinates: Float32Array.from(this.#coordinates) }),
      ...more,
    };
  }

  #vertex(p: Point3, uv: readonly [number, number] = [0, 0]): number {
    const key = `${p[0]},${p[1]},${p[2]},${uv[0]},${uv[1]}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const index = this.#positions.push(...p) / 3 - 1;
    this.#coordinates.push(...uv);
    if (uv[0] !== 0 || uv[1] !== 0) this.#textured = true;
    this.#known.set(key, index);
    return index;
  }
}

/** Twice the area of a triangle in space. */
function spread(a: Point3, b: Point3, c: Point3): number {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  return Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx);
}
