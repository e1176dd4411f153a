/** What decides in the end, as answers name it. */
const TURF = "Turf 7.4.0";

/** How each answer comes about, in words. */
export const METHODS = {
  count: `Kept up with every move: a grid of areas, edges by exact rays, ${TURF} booleanPointInPolygon where a point is on one`,
  within: `Every position in the picture against the shape: a grid, edges by exact rays, ${TURF} booleanPointInPolygon where a point is on one`,
  member: `Who is counted in the area: a grid of areas, edges by exact rays, ${TURF} booleanPointInPolygon where a point is on one`,
  near: `Great-circle distance over the ground by ${TURF} distance, of those in the bounds of the circle`,
  district: `Shapes of the city's places; area by ${TURF}`,
  clearance:
    "Height less the highest footprint's roof beneath (R-tree, ray test), or else the city's grid of ground heights",
  buildings:
    "The footprints' own columns, each condition building by building; with a bbox, those whose outlines' bounds touch it (R-tree)",
  summary:
    "Counted over the footprints' columns; ground area of the outlines, floor area as the source tells it or else ground area by floors; numbers by tenths of those that match",
  search: "Names, uses and ids, folded by width, case and kana",
} as const;
