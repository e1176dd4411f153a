import type { CityFrame } from "./mesh/city-frame.ts";
import { LEVEL_ERRORS } from "./tile-node.ts";
import { around, placedBox, type WrittenTileset } from "./write-tileset.ts";

/** A layer's tileset as it was written. */
export interface RootLayer extends Pick<WrittenTileset, "extent" | "error"> {
  /** Where it lies, from the city's folder. */
  readonly tileset: string;
}

/** The whole city as one: a tile without content for each layer's tileset. */
export function rootTileset(
  layers: readonly RootLayer[],
  frame: CityFrame,
  copyright?: string,
): object {
  const box = (extent: WrittenTileset["extent"]) => ({ box: placedBox(extent, frame.transform) });
  const largest = Math.max(LEVEL_ERRORS.city, ...layers.map(({ error }) => error));
  return {
    asset: { version: "1.1", generator: "Machinami", ...(copyright ? { copyright } : {}) },
    geometricError: 4 * largest,
    root: {
      boundingVolume: box(around(layers.map(({ extent }) => extent))),
      geometricError: 2 * largest,
      refine: "ADD",
      children: layers.map(({ tileset, extent, error }) => ({
        boundingVolume: box(extent),
        geometricError: error,
        content: { uri: tileset },
      })),
    },
  };
}
