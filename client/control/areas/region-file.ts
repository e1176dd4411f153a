import type { RegionFeature } from "../../../shared/region.ts";

/** Regions as a GeoJSON file's text: what they are, without who is in them now. */
export function regionFile(regions: readonly RegionFeature[]): string {
  const features = regions.map(({ id, geometry, properties }) => ({
    type: "Feature" as const,
    id,
    geometry,
    properties,
  }));
  return `${JSON.stringify({ type: "FeatureCollection", features }, undefined, 1)}\n`;
}
