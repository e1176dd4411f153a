import type { City, LayerRole } from "../../../shared/city.ts";
import { layerKey } from "../layers/layer-key.ts";
import { type Look, lookOf } from "./layer-look.ts";

/** A tileset to draw: where it is, what it holds, how it looks. */
export interface Part {
  /** Of its layer. */
  readonly key: string;
  readonly path: string;
  readonly role: LayerRole;
  readonly look: Look;
}

/** A city's layers, or the one that it is where it is not known in parts. */
export function partsOf(city: City): readonly Part[] {
  return (
    city.layers?.map((layer) => ({
      key: layerKey(layer),
      path: layer.tileset,
      role: layer.role,
      look: lookOf(layer),
    })) ??
    city.tilesets.map((path) => ({
      ...{ key: layerKey({ tileset: path }), path },
      ...({ role: "buildings", look: "plain" } as const),
    }))
  );
}
