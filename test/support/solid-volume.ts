import type { FeatureLevel } from "../../tilesets/model/city-feature.ts";

/** Cubic metres that a level's triangles close in; positive where they face outwards. */
export function solidVolume({ patches }: Pick<FeatureLevel, "patches">): number {
  const origin = patches[0]?.positions;
  let sixfold = 0;
  for (const { positions, indices } of patches) {
    const at = (corner: number, axis: number) =>
      (positions[3 * (indices[corner] as number) + axis] as number) - (origin?.[axis] ?? 0);
    for (let i = 0; i < indices.length; i += 3) {
      const [ax, ay, az] = [at(i, 0), at(i, 1), at(i, 2)];
      const [bx, by, bz] = [at(i + 1, 0), at(i + 1, 1), at(i + 1, 2)];
      const [cx, cy, cz] = [at(i + 2, 0), at(i + 2, 1), at(i + 2, 2)];
      sixfold += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
    }
  }
  return sixfold / 6;
}

/** Square metres of a level's triangles. */
export function surfaceArea({ patches }: Pick<FeatureLevel, "patches">): number {
  let twice = 0;
  for (const { positions, indices } of patches) {
    const at = (corner: number, axis: number) =>
      positions[3 * (indices[corner] as number) + axis] as number;
    for (let i = 0; i < indices.length; i += 3) {
      const [ux, uy, uz] = [0, 1, 2].map((axis) => at(i + 1, axis) - at(i, axis)) as Triple;
      const [vx, vy, vz] = [0, 1, 2].map((axis) => at(i + 2, axis) - at(i, axis)) as Triple;
      twice += Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx);
    }
  }
  return twice / 2;
}

type Triple = [number, number, number];
