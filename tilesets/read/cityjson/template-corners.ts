import type { PlaceList } from "./place-list.ts";
import type { VertexList } from "./vertex-list.ts";

/**
 * Corners of a template where one instance of it stands: turned and scaled by its matrix (four rows, one
 * after another), then moved to its point.
 */
export function templateCorners(
  instance: Readonly<Record<string, unknown>>,
  vertices: VertexList,
  places: PlaceList,
): (index: unknown) => number | undefined {
  const { transformationMatrix: matrix, boundaries } = instance;
  const anchor = Array.isArray(boundaries) ? places.ofVertex(boundaries[0]) : undefined;
  if (!isMatrix(matrix) || anchor === undefined) return () => undefined;
  const [east, north, up] = places.read(anchor);
  const known = new Map<number, number>();
  const vertex = new Float64Array(3);
  return (index) => {
    if (typeof index !== "number") return undefined;
    const place = known.get(index);
    if (place !== undefined) return place;
    if (!vertices.read(index, undefined, vertex)) return undefined;
    const [x, y, z] = vertex as unknown as [number, number, number];
    const row = (at: number) =>
      (matrix[at] as number) * x +
      (matrix[at + 1] as number) * y +
      (matrix[at + 2] as number) * z +
      (matrix[at + 3] as number);
    const w = row(12) || 1;
    const made = places.add(east + row(0) / w, north + row(4) / w, up + row(8) / w);
    known.set(index, made);
    return made;
  };
}

function isMatrix(value: unknown): value is number[] {
  return Array.isArray(value) && value.length === 16 && value.every(Number.isFinite);
}
