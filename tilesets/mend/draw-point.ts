import type { FeatureClass } from "../../shared/feature-class.ts";
import type { ReadPolygon } from "../model/read-feature.ts";
import type { Corners } from "./corners.ts";
import type { LevelTask } from "./level-task.ts";
import { loadRing } from "./load-polygon.ts";
import type { PatchSet } from "./patch-set.ts";
import { LEFT_OUT, type LeftOut, type NoteRepair, REPAIRED } from "./rules.ts";

/** Things that people look for although their data tells no more than where they are; of vegetation, trees. */
const SHOWN: ReadonlySet<FeatureClass> = new Set<FeatureClass>(["furniture", "utility"]);
/** From its middle to each of its six corners, metres. */
const REACH = 0.25;

/** A point as an octahedron half a metre high, or as a tree that the writer draws, where its class has a body. */
export function drawPoint(
  polygon: ReadPolygon,
  patches: PatchSet,
  { class: name, plane, onTree }: LevelTask,
  corners: Corners,
  note: NoteRepair,
): LeftOut | undefined {
  if (!SHOWN.has(name) && onTree === undefined) return LEFT_OUT.point;
  corners.clear(false);
  corners.beginRing(true);
  const fault = loadRing(
    (polygon.rings[0] ?? new Float64Array()).subarray(0, 3),
    undefined,
    plane,
    false,
    corners,
  );
  if (fault !== undefined) return fault;
  if (corners.count === 0) return LEFT_OUT.nowhere;
  const [x = 0, y = 0, z = 0] = corners.places;
  if (onTree !== undefined) {
    note(REPAIRED.tree);
    onTree(x, y, z);
    return undefined;
  }
  note(REPAIRED.symbol);
  for (let side = 0; side < 4; side++) {
    const [ax, ay] = quarter(side);
    const [bx, by] = quarter(side + 1);
    for (const up of [1, -1]) {
      corners.clear(false);
      corners.beginRing(true);
      corners.push(x + REACH * ax, y + REACH * ay, z, 0, 0);
      corners.push(x + REACH * bx, y + REACH * by, z, 0, 0);
      corners.push(x, y, z + up * REACH, 0, 0);
      patches.add(corners, [0, 1, 2], polygon.semantic, polygon.appearance, up < 0);
    }
  }
  return undefined;
}

function quarter(side: number): readonly [number, number] {
  return (
    [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ] as const
  )[side % 4] as readonly [number, number];
}
