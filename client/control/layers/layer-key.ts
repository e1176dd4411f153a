import type { CityLayer } from "../../../shared/city.ts";

/** A layer's short name in links and in what the browser keeps: `buildings`, `hazards-2`. */
export function layerKey({ tileset }: Pick<CityLayer, "tileset">): string {
  return tileset.replace(/\/tileset\.json$/, "");
}
