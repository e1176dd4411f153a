import type { FeaturePatch } from "../../model/city-feature.ts";
import type { ImageRef } from "../../model/read-feature.ts";

/** Triangles with the picture that they show: a FeaturePatch that has one. */
export interface TexturePiece
  extends Required<Pick<FeaturePatch, "positions" | "indices" | "uvs" | "faces">> {
  readonly image: ImageRef;
}

/** One face of a piece: where it lies in its image. */
export interface PieceFace {
  readonly triangles: number[];
  readonly vertices: Set<number>;
  /** Least and greatest u, v, from the lower left corner. */
  readonly low: [number, number];
  readonly high: [number, number];
  /** Square metres, and the same in the image's own unit. */
  area: number;
  imageArea: number;
}

/** The faces of a piece in the order in which they come. */
export function facesOf({ positions, indices, uvs, faces }: TexturePiece): PieceFace[] {
  const found = new Map<number, PieceFace>();
  for (let triangle = 0; 3 * triangle < indices.length; triangle++) {
    const number = faces[triangle] ?? 0;
    const face = found.get(number) ?? empty();
    found.set(number, face);
    face.triangles.push(triangle);
    const corners = [0, 1, 2].map((k) => indices[3 * triangle + k] ?? 0);
    for (const corner of corners) {
      face.vertices.add(corner);
      for (const axis of [0, 1] as const) {
        const value = uvs[2 * corner + axis] ?? 0;
        face.low[axis] = Math.min(face.low[axis], value);
        face.high[axis] = Math.max(face.high[axis], value);
      }
    }
    const [a = 0, b = 0, c = 0] = corners;
    face.area += triangleArea(positions, 3, a, b, c);
    face.imageArea += triangleArea(uvs, 2, a, b, c);
  }
  return [...found.values()];
}

function empty(): PieceFace {
  const bounds: Pick<PieceFace, "low" | "high"> = {
    low: [Infinity, Infinity],
    high: [-Infinity, -Infinity],
  };
  return { triangles: [], vertices: new Set(), ...bounds, area: 0, imageArea: 0 };
}

function triangleArea(
  points: Float64Array | Float32Array,
  size: 2 | 3,
  a: number,
  b: number,
  c: number,
): number {
  const at = (corner: number, axis: number) =>
    axis < size ? (points[size * corner + axis] ?? 0) - (points[size * a + axis] ?? 0) : 0;
  const x = at(b, 1) * at(c, 2) - at(b, 2) * at(c, 1);
  const y = at(b, 2) * at(c, 0) - at(b, 0) * at(c, 2);
  const z = at(b, 0) * at(c, 1) - at(b, 1) * at(c, 0);
  return Math.hypot(x, y, z) / 2;
}
