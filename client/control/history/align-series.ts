import type { EntityCourse, Spread } from "../../../shared/history.ts";
import { gapBetween } from "./course-gaps.ts";

/** The name of the speed among quantities; any other is the name of a value. */
export const SPEED = "motion/speed";
/** The same of the height. */
export const HEIGHT = "position/height";

/** A number at each time; null where there is a gap, undefined where nothing was said and nothing is missing. */
type Column = (number | null | undefined)[];

export interface SeriesColumns {
  readonly least: Column;
  readonly mean: Column;
  readonly most: Column;
}

/** Courses of one quantity on one axis of times (seconds since 1970, ascending). */
export interface AlignedSeries {
  readonly times: readonly number[];
  /** In the order of the courses. */
  readonly series: readonly SeriesColumns[];
}

/** Puts one quantity of several courses on one axis. Gaps of each stay its own. */
export function alignSeries(
  courses: readonly (EntityCourse | undefined)[],
  quantity: string,
): AlignedSeries {
  const points = courses.map((course) =>
    course === undefined ? new Map<number, Spread | null>() : pointsOf(course, quantity),
  );
  const times = [...new Set(points.flatMap((each) => [...each.keys()]))].sort((a, b) => a - b);
  const series = points.map((each) => {
    const columns: SeriesColumns = { least: [], mean: [], most: [] };
    for (const time of times) {
      const spread = each.get(time);
      columns.least.push(spread === null ? null : spread?.[0]);
      columns.mean.push(spread === null ? null : spread?.[1]);
      columns.most.push(spread === null ? null : spread?.[2]);
    }
    return columns;
  });
  return { times: times.map((time) => time / 1_000), series };
}

/** The spread of a quantity in each bucket that has it; null where it was not said. */
export function spreadsOf(course: EntityCourse, quantity: string): readonly (Spread | null)[] {
  if (quantity === SPEED) return course.speed;
  if (quantity !== HEIGHT) return course.values[quantity] ?? [];
  return course.positions.map((position) => {
    const height = position?.[2];
    return height == null ? null : [height, height, height];
  });
}

/** Points of a course by time, milliseconds, with a null in the middle of each gap. */
function pointsOf(course: EntityCourse, quantity: string): Map<number, Spread | null> {
  const spreads = spreadsOf(course, quantity);
  const places = [...course.at.keys()].filter((place) => spreads[place] != null);
  const at = places.map((place) => course.at[place] as number);
  const count = places.map((place) => course.count[place] as number);
  const gap = gapBetween(course.kind, course.every, { at, count });
  const points = new Map<number, Spread | null>();
  for (const [i, time] of at.entries()) {
    const before = at[i - 1];
    if (before !== undefined && time - before >= gap) points.set((before + time) / 2, null);
    points.set(time, spreads[places[i] as number] as Spread);
  }
  return points;
}

/** What each of some series was at a moment (milliseconds since 1970): in the bucket that it is in, `every` seconds long. */
export function spreadsAt(
  { times, series }: AlignedSeries,
  at: number,
  every: number,
): readonly (Spread | undefined)[] {
  return series.map(({ least, mean, most }) => {
    for (let place = placeAfter(times, at / 1_000) - 1; place >= 0; place--) {
      if (at / 1_000 - (times[place] as number) >= every) return undefined;
      const [low, middle, high] = [least[place], mean[place], most[place]];
      if (low != null && middle != null && high != null) return [low, middle, high];
    }
    return undefined;
  });
}

/** The first place whose time is after a moment, seconds since 1970. */
function placeAfter(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
