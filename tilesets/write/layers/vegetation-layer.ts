import type { CityModel, Lamp, Tree } from "../../model/city-model.ts";
import { cellsOf } from "../cells.ts";
import { levelTiles, SPLITS } from "../level-tiles.ts";
import type { CityFrame } from "../mesh/city-frame.ts";
import { MeshBuilder } from "../mesh/mesh-builder.ts";
import type { TileContent, TileNode } from "../tile-node.ts";
import { addLamp } from "../vegetation/lamp-mesh.ts";
import { addTree } from "../vegetation/tree-mesh.ts";

/** Trees and lamps in a square that need no coarser level. */
const FEW = 100;

/** Trees and street lights: near whole, farther away crowns, beyond that nothing. */
export function vegetationLayer(model: CityModel, frame: CityFrame): TileNode {
  const things: readonly (Tree | Lamp)[] = [...model.trees, ...model.lamps];
  return levelTiles(
    cellsOf(things, ({ at }) => [at[0], at[1]], model.bounds, SPLITS),
    {
      middle: (some) => vegetationContent(some, false, frame),
      near: (some) => vegetationContent(some, true, frame),
      few: FEW,
    },
  );
}

function vegetationContent(
  things: readonly (Tree | Lamp)[],
  near: boolean,
  frame: CityFrame,
): TileContent {
  const builder = new MeshBuilder(frame);
  for (const thing of things) {
    if ("shape" in thing) addTree(builder, thing, near, 0);
    else if (near) addLamp(builder, thing, 0);
  }
  return { mesh: builder.build(), features: [] };
}
