import type { FeatureClass } from "../../shared/feature-class.ts";
import { TILE_LIMITS } from "../limits.ts";
import type { FeatureLevel } from "../model/city-feature.ts";
import type { Point3 } from "../model/city-model.ts";
import type { ReadGeometry, ReadPolygon } from "../model/read-feature.ts";
import { Corners } from "./corners.ts";
import { drawLine } from "./draw-line.ts";
import { drawPoint } from "./draw-point.ts";
import { faceOutwards } from "./face-outwards.ts";
import type { LevelTask } from "./level-task.ts";
import { mendPolygon, type Workbench } from "./mend-polygon.ts";
import { mendTriangles } from "./mend-triangles.ts";
import { PatchSet } from "./patch-set.ts";
import { LEFT_OUT, type LeftOut, type NoteRepair, REPAIRED } from "./rules.ts";

/** Things that lie on the ground and are seen from above. */
const GROUND: ReadonlySet<FeatureClass> = new Set<FeatureClass>([
  "road",
  "railway",
  "land-use",
  "urban-plan",
  "hazard",
  "relief",
  "water",
]);
/** Surfaces that lean over less than this are walls and have no upper side: of a unit normal. */
const LEANS = -0.01;

/** A level, and how many polygons of the source are drawn in it. */
export interface MendedLevel {
  readonly level: FeatureLevel;
  readonly drawn: number;
  /** Where plants stand that are no more than places. */
  readonly trees: readonly Point3[];
}

const bench: Workbench = { corners: new Corners(), triangles: [] };

/**
 * Geometries of one level of detail as one. All that is left out of it or changed is told to the tally;
 * what is drawn is not, as that depends on whether the feature has a finer level.
 */
export function mendLevel(
  geometries: readonly ReadGeometry[],
  whole: LevelTask,
): MendedLevel | undefined {
  const patches = new PatchSet();
  const trees: Point3[] = [];
  const onTree = (...place: Point3) => trees.push(place);
  const task = whole.class === "vegetation" ? { ...whole, onTree } : whole;
  let [drawn, read, corners] = [0, 0, 0];
  let solid = true;
  for (const geometry of geometries) {
    const mark = patches.mark();
    let any = false;
    for (const polygon of geometry.polygons) {
      for (const ring of polygon.rings) corners += ring.length / 3;
      const fault =
        corners > TILE_LIMITS.featureCorners
          ? LEFT_OUT.featureCorners
          : add(polygon, geometry, patches, task);
      if (fault === undefined) any = true;
      if (fault === undefined) drawn++;
      else task.tally.leftOut("polygons", fault, placeOf(task, polygon));
    }
    if (geometry.triangles !== undefined) {
      const upwards = geometry.kind !== "solid" && GROUND.has(task.class);
      const triangles = mendTriangles(geometry.triangles, patches, task, upwards);
      if (triangles > 0) any = true;
      drawn += triangles;
    }
    read += geometry.polygons.length + Math.floor((geometry.triangles?.length ?? 0) / 9);
    const body = any && geometry.kind === "solid" ? faceOutwards(patches, mark) : "open";
    if (body === "open") solid = false;
    if (body === "turned") task.tally.repaired("features", REPAIRED.turnedSolid, task.where);
  }
  if (drawn === 0) return undefined;
  return {
    drawn,
    trees,
    level: {
      lod: (geometries[0] as ReadGeometry).lod,
      solid,
      ...(geometries.every(({ kind }) => kind === "flat") ? { flat: true as const } : {}),
      patches: patches.patches(),
      polygons: read,
    },
  };
}

function add(
  polygon: ReadPolygon,
  { kind, lod }: ReadGeometry,
  patches: PatchSet,
  task: LevelTask,
): LeftOut | undefined {
  const note: NoteRepair = (rule) => task.tally.repaired("polygons", rule, placeOf(task, polygon));
  if (kind === "line") return drawLine(polygon, patches, task, bench.corners, note);
  if (kind === "point") return drawPoint(polygon, patches, task, bench.corners, note);
  const flat = kind === "flat";
  const best = mendPolygon(polygon, task.plane, flat, bench, note);
  if (typeof best === "string") return best;
  const turned = flat || (kind === "surface" && GROUND.has(task.class)) ? best.nz < LEANS : false;
  if (turned && !flat) note(REPAIRED.faceUp);
  patches.add(bench.corners, bench.triangles, polygon.semantic, polygon.appearance, turned);
  task.onPolygon?.(bench.corners, best, polygon, flat, lod);
  return undefined;
}

function placeOf({ where }: LevelTask, { id }: ReadPolygon): string {
  return id === "" ? where : `${where}, ${id}`;
}
