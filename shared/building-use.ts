/** What our city models say that a building is used for. */
export const BUILDING_USES = [
  "home",
  "apartment",
  "office",
  "shop",
  "hotel",
  "public",
  "school",
  "hospital",
  "industry",
  "warehouse",
  "temple",
  "station",
  "farm",
  "utility",
] as const;

export type BuildingUse = (typeof BUILDING_USES)[number];
