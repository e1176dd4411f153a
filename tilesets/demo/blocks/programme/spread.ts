import type { Point2 } from "../../../model/city-model.ts";

/**
 * So many of a list, as far apart as they come: the first, then always the one farthest from all
 * chosen. All of a shorter list. Source: Gonzalez, 1985.
 */
export function spread<T>(list: readonly T[], at: (item: T) => Point2, count: number): T[] {
  const points = list.map(at);
  const nearest = new Float64Array(list.length).fill(Number.POSITIVE_INFINITY);
  const chosen: T[] = [];
  let next = 0;
  while (chosen.length < Math.min(count, list.length)) {
    chosen.push(list[next] as T);
    const [east, north] = points[next] as Point2;
    nearest[next] = -1;
    let farthest = 0;
    for (const [i, point] of points.entries()) {
      const away = Math.hypot(point[0] - east, point[1] - north);
      if (away < (nearest[i] as number)) nearest[i] = away;
      if ((nearest[i] as number) > (nearest[farthest] as number)) farthest = i;
    }
    next = farthest;
  }
  return chosen;
}
