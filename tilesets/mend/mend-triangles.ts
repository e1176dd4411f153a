import type { FeatureClass } from "../../shared/feature-class.ts";
import { TILE_LIMITS } from "../limits.ts";
import type { SurfaceSemantic } from "../model/read-feature.ts";
import { LEAST_AREA } from "./best-plane.ts";
import { Corners } from "./corners.ts";
import type { LevelTask } from "./level-task.ts";
import { isOnEarth } from "./load-polygon.ts";
import type { PatchSet } from "./patch-set.ts";
import { LEFT_OUT, type LeftOut, REPAIRED } from "./rules.ts";

const corners = new Corners();
const WHOLE = [0, 1, 2];
/** What triangles without a meaning of their own show, by the class of their feature. */
const SEMANTICS: Readonly<Partial<Record<FeatureClass, SurfaceSemantic>>> = {
  relief: "ground",
  hazard: "water",
  water: "water",
};

/**
 * Triangles as a terrain has them: those without area or outside the Earth are left out, those of things
 * on the ground face up. Returns how many are drawn.
 *
 * @param triangles longitude, latitude, height of three corners each
 */
export function mendTriangles(
  triangles: Float64Array,
  patches: PatchSet,
  { class: name, plane, tally, where }: LevelTask,
  upwards: boolean,
): number {
  const semantic = SEMANTICS[name] ?? "other";
  let [drawn, turned] = [0, 0];
  const gone = new Map<LeftOut, number>();
  const leaveOut = (reason: LeftOut) => gone.set(reason, (gone.get(reason) ?? 0) + 1);
  for (let from = 0; from + 9 <= triangles.length; from += 9) {
    const fault = loadTriangle(triangles, from, plane);
    if (fault !== undefined) {
      leaveOut(fault);
      continue;
    }
    const [size, nz] = facing();
    if (size < LEAST_AREA) leaveOut(LEFT_OUT.noArea);
    else {
      if (upwards && nz < 0) turned++;
      patches.add(corners, WHOLE, semantic, undefined, upwards && nz < 0);
      drawn++;
    }
  }
  for (const [reason, count] of gone) tally.leftOut("polygons", reason, where, count);
  if (turned > 0) tally.repaired("polygons", REPAIRED.faceUp, where, turned);
  return drawn;
}

function loadTriangle(
  triangles: Float64Array,
  from: number,
  plane: LevelTask["plane"],
): LeftOut | undefined {
  corners.clear(false);
  corners.beginRing(true);
  for (let i = from; i < from + 9; i += 3) {
    const longitude = triangles[i] as number;
    const latitude = triangles[i + 1] as number;
    const height = triangles[i + 2] as number;
    if (!isOnEarth(longitude, latitude, height)) return LEFT_OUT.nowhere;
    const [x, y, z] = plane.local(longitude, latitude, height);
    if (Math.abs(x) > TILE_LIMITS.reach || Math.abs(y) > TILE_LIMITS.reach) return LEFT_OUT.far;
    corners.push(x, y, z, 0, 0);
  }
  return undefined;
}

/** Square metres of the triangle in `corners`, and which way its normal points. */
function facing(): [size: number, nz: number] {
  const at = (corner: number, axis: number) =>
    (corners.places[3 * corner + axis] as number) - (corners.places[axis] as number);
  const x = at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1);
  const y = at(1, 2) * at(2, 0) - at(1, 0) * at(2, 2);
  const z = at(1, 0) * at(2, 1) - at(1, 1) * at(2, 0);
  return [Math.sqrt(x * x + y * y + z * z) / 2, z];
}
