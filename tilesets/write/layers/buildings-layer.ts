import type { Building, CityModel } from "../../model/city-model.ts";
import { addBuilding, footOf, topOf } from "../buildings/building-mesh.ts";
import type { BuildingDetail } from "../buildings/roof.ts";
import { cellsOf } from "../cells.ts";
import type { FeatureRow } from "../glb/feature-row.ts";
import { levelTiles, SPLITS } from "../level-tiles.ts";
import type { CityFrame } from "../mesh/city-frame.ts";
import { MeshBuilder } from "../mesh/mesh-builder.ts";
import { middleOf } from "../mesh/vectors.ts";
import type { TileContent, TileNode } from "../tile-node.ts";

/** Buildings in a square that need no coarser level. */
const FEW = 60;

/** The city's buildings: from far away their masses, then their shapes, near all there is. */
export function buildingsLayer(model: CityModel, frame: CityFrame): TileNode {
  const place = ({ parts }: Building) => middleOf(parts[0]?.footprint ?? [[0, 0]]);
  const levels = (detail: BuildingDetail) => (buildings: readonly Building[]) =>
    buildingsContent(buildings, detail, frame);
  return levelTiles(cellsOf(model.buildings, place, model.bounds, SPLITS), {
    far: levels("far"),
    middle: levels("middle"),
    near: levels("near"),
    few: FEW,
  });
}

function buildingsContent(
  buildings: readonly Building[],
  detail: BuildingDetail,
  frame: CityFrame,
): TileContent {
  const builder = new MeshBuilder(frame);
  buildings.forEach((building, number) => {
    addBuilding(builder, building, number, detail);
  });
  return { mesh: builder.build(), features: buildings.map(rowOf) };
}

function rowOf(building: Building): FeatureRow {
  const { id, name, use, floors, people, floorArea } = building;
  const height = Math.round(10 * (topOf(building) - footOf(building))) / 10;
  const names = { name: name?.en ?? "", nameJa: name?.ja ?? "" };
  return { id, properties: { ...names, use, height, floors, people, floorArea } };
}
