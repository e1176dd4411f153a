import { ENTITY_KINDS } from "../../../shared/entity.ts";
import type { SpatialNews } from "../../../shared/spatial.ts";
import type { DistrictCollection } from "../../twin/answers.ts";
import type { Measure, Shading } from "./area-settings.ts";

/** A district and what is told of it. */
export interface DistrictValue {
  readonly id: string;
  readonly name: string;
  readonly nameJa: string;
  readonly people: number;
  /** Square metres. */
  readonly area: number;
  readonly total: number;
  /** By place in ENTITY_KINDS. */
  readonly byKind: readonly number[];
  readonly trend: number | undefined;
  /** What it is shaded by: a count, or a count for a square kilometre. */
  readonly value: number;
}

const SQUARE_KILOMETRE = 1_000_000;

/** Every district with the newest counts, in the order of the answer; none before the first counts. */
export function districtValues(
  { features }: DistrictCollection,
  news: SpatialNews | undefined,
  settings: { readonly shading: Shading; readonly measure: Measure },
): DistrictValue[] {
  if (news === undefined) return [];
  const counts = new Map(news.districts.map((count) => [count.id, count]));
  return features.flatMap(({ id, properties }) => {
    const count = counts.get(`${id}`);
    if (count === undefined) return [];
    const { total, byKind, trend } = count;
    const number = countOf({ total, byKind }, settings.shading);
    const value =
      settings.measure === "count" ? number : (number * SQUARE_KILOMETRE) / properties.area;
    return [{ ...properties, id: `${id}`, total, byKind, trend, value }];
  });
}

/** How many of a kind, or of all, are in an area. */
function countOf(
  { total, byKind }: { readonly total: number; readonly byKind: readonly number[] },
  shading: Shading,
): number {
  if (shading === "all" || shading === "none") return total;
  return byKind[ENTITY_KINDS.indexOf(shading)] ?? 0;
}
