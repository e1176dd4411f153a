import type { CityPlane } from "../../shared/city-plane.ts";
import type { ReadPolygon } from "../model/read-feature.ts";
import { type BestPlane, bestPlane, vectorArea } from "./best-plane.ts";
import type { Corners } from "./corners.ts";
import { cutPolygon } from "./cut-polygon.ts";
import { loadPolygon } from "./load-polygon.ts";
import { LEFT_OUT, type LeftOut, type NoteRepair, REPAIRED } from "./rules.ts";

/** Metres that a corner may be off the best plane of its polygon before that is told. */
const FLAT = 0.05;

/** What lies where: used again for every polygon. */
export interface Workbench {
  readonly corners: Corners;
  /** Places of corners, three a triangle. */
  readonly triangles: number[];
}

/**
 * Mends a polygon by the rules of rules.ts and cuts it into triangles, on the workbench. Returns its best
 * plane, or why it is left out.
 *
 * @param level whether its heights mean nothing: it lies at 0
 */
export function mendPolygon(
  polygon: ReadPolygon,
  plane: CityPlane,
  level: boolean,
  { corners, triangles }: Workbench,
  note: NoteRepair,
): BestPlane | LeftOut {
  triangles.length = 0;
  const fault = loadPolygon(polygon, plane, level, corners, note);
  if (fault !== undefined) return fault;
  const best = bestPlane(corners);
  if (best === undefined) return isLine(corners) ? LEFT_OUT.noArea : LEFT_OUT.crosses;
  // Which way rings run means nothing where there is no outside.
  if (!level && corners.starts.length > 1) noteTurnedHoles(corners, best, note);
  if (best.off > FLAT) note(REPAIRED.notFlat);
  return cutPolygon(corners, best, triangles, note) ?? best;
}

/** Whether a ring without area is one: or else it is a bow whose halves cancel out. */
function isLine({ places, starts, count }: Corners): boolean {
  const end = starts[1] ?? count;
  const from = (i: number, axis: number) =>
    (places[3 * i + axis] as number) - (places[axis] as number);
  for (let i = 2; i < end; i++) {
    const [ux, uy, uz] = [from(i - 1, 0), from(i - 1, 1), from(i - 1, 2)];
    const [vx, vy, vz] = [from(i, 0), from(i, 1), from(i, 2)];
    if (Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) > 1e-4) return false;
  }
  return true;
}

/** Triangles come out the same either way. */
function noteTurnedHoles(corners: Corners, { nx, ny, nz }: BestPlane, note: NoteRepair): void {
  for (let ring = 1; ring < corners.starts.length; ring++) {
    const [x, y, z] = vectorArea(corners, corners.starts[ring] as number, corners.endOf(ring));
    if (x * nx + y * ny + z * nz <= 0) continue;
    note(REPAIRED.turnedHole);
    return;
  }
}
