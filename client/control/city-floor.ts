import type { City } from "../../shared/city.ts";

/**
 * Metres above the ellipsoid: what claims to be lower than this is drawn at this height. The city's ground
 * where it is flat; the sea where the city brings its own relief, on which places lie at their own heights.
 */
export function cityFloor({ layers, origin, ground }: City): number {
  const hasRelief = layers?.some(({ role }) => role === "ground") ?? false;
  return hasRelief ? Math.min(ground.height, origin?.height ?? ground.height) : ground.height;
}
