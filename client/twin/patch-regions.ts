import type { RegionCollection } from "../../shared/region.ts";
import type { SpatialNews } from "../../shared/spatial.ts";

/** Regions with the counts that the news tell; those that they do not tell of stay the same objects. */
export function patchRegions(regions: RegionCollection, news: SpatialNews): RegionCollection {
  if (news.regions.length === 0) return regions;
  const counts = new Map(news.regions.map(({ id, total, byKind }) => [id, { total, byKind }]));
  const features = regions.features.map((feature) => {
    const live = counts.get(feature.id);
    return live === undefined ? feature : { ...feature, live };
  });
  return { ...regions, features };
}
