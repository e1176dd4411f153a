import type { SurfaceSemantic } from "../../../model/read-feature.ts";
import type { ShapePlace } from "../geometry/raw-shapes.ts";
import type { OpenElement } from "./xml-tree.ts";

/** Names of properties begin with the level of detail of what they hold. */
const LEVEL = /^lod(\d)/;

/**
 * Where a geometry stands that begins within these elements, outermost first.
 * @param lod of the thing that it is in, where the property does not say
 */
export function placeOf(
  open: readonly OpenElement[],
  lod: number | undefined,
  semantic: SurfaceSemantic,
  inside: boolean,
): ShapePlace {
  for (let at = open.length - 1; at >= 0; at--) {
    const { local } = (open[at] as OpenElement).name;
    const level = LEVEL.exec(local)?.[1];
    if (level !== undefined)
      return { lod: Number(level), use: useOf(local, semantic), semantic, inside };
  }
  return { lod: lod ?? 1, use: "plain", semantic, inside };
}

/** CityGML 3 tells outlines by what the surface bounds. */
function useOf(local: string, semantic: SurfaceSemantic): ShapePlace["use"] {
  if (local === "lod0MultiSurface") return semantic === "roof" ? "roof-edge" : "footprint";
  if (local.endsWith("FootPrint")) return "footprint";
  if (local.endsWith("RoofEdge")) return "roof-edge";
  return /TerrainIntersection/.test(local) ? "terrain-line" : "plain";
}
