import { ClassificationType } from "cesium";
import type { City } from "../../../../shared/city.ts";

/** What areas are laid on: the globe, tiles, or both where a city's tiles are buildings on a plain. */
export function surfaceOf(city: City | undefined): ClassificationType {
  if (city === undefined) return ClassificationType.TERRAIN;
  const hasGround = city.layers?.some(({ role }) => role === "ground") ?? false;
  return hasGround ? ClassificationType.CESIUM_3D_TILE : ClassificationType.BOTH;
}
