import type { CityPlane } from "../../shared/city-plane.ts";
import type { CityFeature, FeatureLevel, PlantedTrees } from "../model/city-feature.ts";
import type { Point3, Ring } from "../model/city-model.ts";
import type { ReadFeature, ReadGeometry } from "../model/read-feature.ts";
import type { Tally } from "../read/tally.ts";
import { Corners } from "./corners.ts";
import type { LevelTask } from "./level-task.ts";
import { type MendedLevel, mendLevel } from "./mend-level.ts";
import { type MendedPrisms, mendPrisms } from "./mend-prisms.ts";
import { BuildingOutline } from "./outline-of-building.ts";
import { pipeDiameter } from "./pipe-diameter.ts";
import { LEFT_OUT } from "./rules.ts";
import { treeOf } from "./tree-of.ts";

const bench = { corners: new Corners(), triangles: [] };

/**
 * A feature as it was read, put into the city's plane, its rings mended by the rules of rules.ts and cut
 * into triangles; undefined where no surface of it is left. Every level of detail is kept. Of polygons
 * and of the feature it tells the tally what is written, superseded by a finer level, left out, repaired.
 *
 * @param where file and id of the feature, for a person to find it
 */
export function mendFeature(
  feature: ReadFeature,
  plane: CityPlane,
  tally: Tally,
  where: string,
): CityFeature | undefined {
  const outline = feature.class === "building" ? new BuildingOutline() : undefined;
  const mended = mendLevels(feature, { plane, tally, where }, outline);
  const prisms =
    feature.prisms === undefined ? undefined : mendPrisms(feature, plane, tally, where, bench);
  if (mended.length === 0 && prisms === undefined) {
    if (isFirst(feature)) tally.leftOut("features", LEFT_OUT.nothing, where);
    return undefined;
  }
  tell(feature, mended, prisms, tally);
  const levels = mended.map(({ level }) => level).filter(({ patches }) => patches.length > 0);
  const trees = treesOf(feature, mended.at(-1));
  return {
    id: feature.id,
    class: feature.class,
    type: feature.type,
    ...(feature.name === undefined ? {} : { name: feature.name }),
    ...(feature.layer === undefined ? {} : { layer: feature.layer }),
    attributes: feature.attributes,
    box: boxOf(levels, prisms, trees),
    levels,
    ...(prisms === undefined ? {} : { building: prisms.building }),
    ...(trees === undefined ? {} : { trees }),
    footprint: footprintOf(levels, prisms, outline),
  };
}

/** From coarse to fine; those of which something is left. */
function mendLevels(
  feature: ReadFeature,
  place: Pick<LevelTask, "plane" | "tally" | "where">,
  outline: BuildingOutline | undefined,
): MendedLevel[] {
  const task: LevelTask = {
    class: feature.class,
    diameter: pipeDiameter(feature.attributes),
    ...place,
    ...(outline === undefined
      ? {}
      : {
          onPolygon: (corners, best, { semantic }, flat, lod) =>
            outline.add(corners, best, semantic, flat, lod),
        }),
  };
  const byDetail = new Map<number, ReadGeometry[]>();
  for (const geometry of feature.geometries) {
    // What lies on the ground comes before what has heights of the same detail, and not mixed with it.
    const detail = 2 * geometry.lod + (geometry.kind === "flat" ? 0 : 1);
    const same = byDetail.get(detail);
    if (same === undefined) byDetail.set(detail, [geometry]);
    else same.push(geometry);
  }
  const mended: MendedLevel[] = [];
  for (const detail of [...byDetail.keys()].sort((a, b) => a - b)) {
    const level = mendLevel(byDetail.get(detail) as ReadGeometry[], task);
    if (level !== undefined) mended.push(level);
  }
  return mended;
}

/** The finest level is drawn near, where all that it says is seen; prisms are drawn beside it. */
function tell(
  feature: ReadFeature,
  mended: readonly MendedLevel[],
  prisms: MendedPrisms | undefined,
  tally: Tally,
): void {
  for (const [i, { drawn }] of mended.entries()) {
    if (i === mended.length - 1) tally.written("polygons", drawn);
    else tally.superseded("polygons", drawn);
  }
  if (prisms !== undefined) tally.written("polygons", prisms.drawn);
  if (!isFirst(feature)) return;
  tally.written("features");
  tally.ofClass(feature.class);
}

/** Of a feature that comes in pieces, which is one feature. */
function isFirst({ piece = 0 }: ReadFeature): boolean {
  return piece === 0;
}

function footprintOf(
  levels: readonly FeatureLevel[],
  prisms: MendedPrisms | undefined,
  outline: BuildingOutline | undefined,
): readonly (readonly Ring[])[] {
  return prisms?.outlines ?? outline?.rings(levels) ?? [];
}

/** What the finest level has of plants that are no more than places. */
function treesOf(
  { attributes, geometries }: ReadFeature,
  finest: MendedLevel | undefined,
): PlantedTrees | undefined {
  if (finest === undefined || finest.trees.length === 0) return undefined;
  const onGround = geometries.some((geometry) => geometry.onGround === true);
  const at = ([east, north, height]: Point3): Point3 => [east, north, onGround ? 0 : height];
  return { trees: finest.trees.map((place) => treeOf(at(place), attributes)), onGround };
}

function boxOf(
  levels: readonly FeatureLevel[],
  prisms: MendedPrisms | undefined,
  trees: PlantedTrees | undefined,
): CityFeature["box"] {
  let [west, south, low] = [Infinity, Infinity, Infinity];
  let [east, north, high] = [-Infinity, -Infinity, -Infinity];
  const add = (x: number, y: number, z: number) => {
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
    if (z < low) low = z;
    if (z > high) high = z;
  };
  // What is flat lies at 0 until it is laid on the ground, which is no height of the feature's.
  const raised = levels.filter(({ flat }) => flat !== true);
  for (const { patches } of raised.length > 0 ? raised : levels)
    for (const { positions } of patches)
      for (let i = 0; i < positions.length; i += 3)
        add(positions[i] as number, positions[i + 1] as number, positions[i + 2] as number);
  for (const { at, height, width } of trees?.trees ?? []) {
    add(at[0] - width / 2, at[1] - width / 2, at[2]);
    add(at[0] + width / 2, at[1] + width / 2, at[2] + height);
  }
  for (const { footprint, base, top } of prisms?.building.parts ?? [])
    for (const [x, y] of footprint) {
      add(x, y, base);
      add(x, y, top);
    }
  return [west, south, low, east, north, high];
}
