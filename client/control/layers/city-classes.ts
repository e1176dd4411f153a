/** What `counts` of a city can count, in the order in which it is told. */
export const CITY_CLASSES = [
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
