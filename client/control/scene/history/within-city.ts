import type { Bbox } from "../../../../shared/cell.ts";

/** Part of the city's size that is looked at beyond its bounds. */
const AROUND = 0.1;

/**
 * What of a view lies in and around a city: from low down one sees to the horizon, where nothing of it is. A view of
 * other places stays as it is.
 */
export function withinCity(view: Bbox, city: Bbox | undefined): Bbox {
  if (city === undefined || view[0] > view[2] || city[0] > city[2]) return view;
  const dx = (city[2] - city[0]) * AROUND;
  const dy = (city[3] - city[1]) * AROUND;
  const west = Math.max(view[0], city[0] - dx);
  const south = Math.max(view[1], city[1] - dy);
  const east = Math.min(view[2], city[2] + dx);
  const north = Math.min(view[3], city[3] + dy);
  return west < east && south < north ? [west, south, east, north] : view;
}
