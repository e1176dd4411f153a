/** What a thing of a city can be, in the order in which a city's `counts` are told. */
export const FEATURE_CLASSES = [
  "building",
  "bridge",
  "tunnel",
  "road",
  "railway",
  "land-use",
  "urban-plan",
  "hazard",
  "relief",
  "vegetation",
  "furniture",
  "water",
  "utility",
  "generic",
] as const;

export type FeatureClass = (typeof FEATURE_CLASSES)[number];
