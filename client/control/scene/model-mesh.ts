/** What a triangle of a model is made of: its number in the shaders. */
export const MODEL_PARTS = [
  /** The colour that the entity wears. */
  "paint",
  /** What all of its type have: a bus's cream, a train's silver. */
  "coat",
  "glass",
  /** Glass that is lit from within at night. */
  "cabin",
  "dark",
  "trim",
  "head",
  "tail",
  "sign",
  "rotor",
  "port",
  "starboard",
] as const;

export type ModelPart = (typeof MODEL_PARTS)[number];

/** Metres: x ahead, y to the left, z up; the origin where it stands, under its middle. */
export type ModelPoint = readonly [x: number, y: number, z: number];

/** One outline across: from the lowest to the topmost, half its width and its height; both sides are alike. */
export interface Section {
  readonly x: number;
  readonly half: readonly (readonly [y: number, z: number])[];
}

/** Bytes of a vertex: three floats, then three signed bytes of its normal and one of its part. */
export const VERTEX_BYTES = 16;

/** Builds a model out of flat triangles, counter-clockwise from outside. */
export class ModelMesh {
  readonly #points: number[] = [];
  readonly #parts: number[] = [];

  get triangles(): number {
    return this.#parts.length;
  }

  triangle(a: ModelPoint, b: ModelPoint, c: ModelPoint, part: ModelPart): void {
    this.#points.push(...a, ...b, ...c);
    this.#parts.push(MODEL_PARTS.indexOf(part));
  }

  quad(a: ModelPoint, b: ModelPoint, c: ModelPoint, d: ModelPoint, part: ModelPart): void {
    this.triangle(a, b, c, part);
    this.triangle(a, c, d, part);
  }

  /** Another mesh, put somewhere else. */
  add(other: ModelMesh, place: (point: ModelPoint) => ModelPoint): void {
    for (let i = 0; i < other.#points.length; i += 9) {
      const point = (at: number) =>
        place(other.#points.slice(i + at, i + at + 3) as unknown as ModelPoint);
      const part = MODEL_PARTS[other.#parts[i / 9] as number] as ModelPart;
      this.triangle(point(0), point(3), point(6), part);
    }
  }

  /** Each triangle's corners and part, for checks. */
  *faces(): Generator<{ corners: [ModelPoint, ModelPoint, ModelPoint]; part: ModelPart }> {
    for (let i = 0; i < this.#parts.length; i++) {
      const corner = (at: number) =>
        this.#points.slice(i * 9 + at, i * 9 + at + 3) as unknown as ModelPoint;
      const part = MODEL_PARTS[this.#parts[i] as number] as ModelPart;
      yield { corners: [corner(0), corner(3), corner(6)], part };
    }
  }

  /** As the shader reads it. */
  bytes(): Uint8Array {
    const buffer = new ArrayBuffer(this.#parts.length * 3 * VERTEX_BYTES);
    const view = new DataView(buffer);
    let at = 0;
    for (const { corners, part } of this.faces()) {
      const normal = normalOf(corners);
      for (const corner of corners) {
        for (const [axis, value] of corner.entries()) view.setFloat32(at + axis * 4, value, true);
        for (const [axis, value] of normal.entries())
          view.setInt8(at + 12 + axis, Math.round(value * 127));
        view.setUint8(at + 15, MODEL_PARTS.indexOf(part));
        at += VERTEX_BYTES;
      }
    }
    return new Uint8Array(buffer);
  }
}

/** The unit normal of a triangle, 0, 0, 0 where it has no area. */
export function normalOf(corners: readonly [ModelPoint, ModelPoint, ModelPoint]): ModelPoint {
  const [a, b, c] = corners;
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  const n = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx] as const;
  const length = Math.hypot(...n);
  return length === 0 ? [0, 0, 0] : [n[0] / length, n[1] / length, n[2] / length];
}
