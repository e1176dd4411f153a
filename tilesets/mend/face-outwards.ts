import type { Mark, PatchSet } from "./patch-set.ts";

/** A surface counts as closed when the vector areas of its triangles cancel out to this part of its area. */
const CLOSED = 0.001;

/**
 * Turns the surfaces added since `mark` where they close a volume inside out: its signed volume is
 * negative. They close one where their triangles' vector areas cancel out, as those of every closed
 * surface do; of an open one there is no telling which side is outside.
 */
export function faceOutwards(patches: PatchSet, mark: Mark): "closed" | "turned" | "open" {
  let [volume, area, x, y, z] = [0, 0, 0, 0, 0];
  let origin: readonly [number, number, number] | undefined;
  patches.eachSince(mark, (positions, a, b, c) => {
    const at = (vertex: number, axis: number) => positions[3 * vertex + axis] as number;
    origin ??= [at(a, 0), at(a, 1), at(a, 2)];
    const [ax, ay, az] = [at(a, 0) - origin[0], at(a, 1) - origin[1], at(a, 2) - origin[2]];
    const [ux, uy, uz] = [at(b, 0) - at(a, 0), at(b, 1) - at(a, 1), at(b, 2) - at(a, 2)];
    const [vx, vy, vz] = [at(c, 0) - at(a, 0), at(c, 1) - at(a, 1), at(c, 2) - at(a, 2)];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    volume += ax * nx + ay * ny + az * nz;
    area += Math.sqrt(nx * nx + ny * ny + nz * nz);
    x += nx;
    y += ny;
    z += nz;
  });
  if (Math.hypot(x, y, z) > CLOSED * area) return "open";
  if (volume >= 0) return "closed";
  patches.turnSince(mark);
  return "turned";
}
