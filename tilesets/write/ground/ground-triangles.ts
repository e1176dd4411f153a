import type { CityModel, GroundPatch, Point3 } from "../../model/city-model.ts";

/** All triangles of a city's ground, numbered through. */
export class GroundTriangles {
  readonly patches: readonly GroundPatch[];
  /** Number of each triangle's patch. */
  readonly patchOf: Uint32Array;
  /** For each patch: how many triangles, and how many vertices, there are before it. */
  readonly #before: Uint32Array;
  readonly #verticesBefore: Uint32Array;

  constructor({ surfaces }: Pick<CityModel, "surfaces">) {
    this.patches = surfaces;
    this.#before = new Uint32Array(surfaces.length + 1);
    this.#verticesBefore = new Uint32Array(surfaces.length + 1);
    surfaces.forEach((patch, i) => {
      this.#before[i + 1] = (this.#before[i] ?? 0) + patch.indices.length / 3;
      this.#verticesBefore[i + 1] = (this.#verticesBefore[i] ?? 0) + patch.positions.length / 3;
    });
    this.patchOf = new Uint32Array(this.count);
    for (let i = 0; i < surfaces.length; i++)
      this.patchOf.fill(i, this.#before[i] ?? 0, this.#before[i + 1] ?? 0);
  }

  get count(): number {
    return this.#before[this.patches.length] ?? 0;
  }

  /** Of all patches together; a place that patches share counts in each. */
  get vertexCount(): number {
    return this.#verticesBefore[this.patches.length] ?? 0;
  }

  patch(triangle: number): GroundPatch {
    return this.patches[this.patchOf[triangle] ?? 0] as GroundPatch;
  }

  /** Number of a triangle's corner (0, 1, 2) within its patch. */
  inPatch(triangle: number, corner: number): number {
    const first = this.#before[this.patchOf[triangle] ?? 0] ?? 0;
    return this.patch(triangle).indices[3 * (triangle - first) + corner] ?? 0;
  }

  /** Number of a triangle's corner among all vertices. */
  vertex(triangle: number, corner: number): number {
    const before = this.#verticesBefore[this.patchOf[triangle] ?? 0] ?? 0;
    return before + this.inPatch(triangle, corner);
  }

  point(triangle: number, corner: number): Point3 {
    const { positions } = this.patch(triangle);
    const i = 3 * this.inPatch(triangle, corner);
    return [positions[i] ?? 0, positions[i + 1] ?? 0, positions[i + 2] ?? 0];
  }

  corners(triangle: number): [Point3, Point3, Point3] {
    return [this.point(triangle, 0), this.point(triangle, 1), this.point(triangle, 2)];
  }
}
