import type { EntityCourse } from "../../../shared/history.ts";
import type { TimeWindow } from "../timeline/time-window.ts";

/** A stretch of the past that is looked at, and how finely; `to` is not in it. */
export interface CourseWindow extends TimeWindow {
  /** Seconds of a bucket; buckets begin at whole multiples of it since 1970. */
  readonly every: number;
}

/** Seconds of a bucket that are easy to tell. */
const STEPS = [
  ...[1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900, 1_200, 1_800],
  ...[3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800],
];
/** Buckets of a window: as many as a chart has room to tell apart. */
const MOST_BUCKETS = 400;

/** Seconds of a bucket so that a window (milliseconds) has no more of them than can be seen. */
export function bucketFor(length: number): number {
  const least = length / 1_000 / MOST_BUCKETS;
  return STEPS.find((step) => step >= least) ?? (STEPS.at(-1) as number);
}

/** The window of a length that ends at a moment, both milliseconds: from the beginning of a bucket. */
export function windowUntil(to: number, length: number): CourseWindow {
  const every = bucketFor(length);
  const bucket = every * 1_000;
  return { from: Math.floor((to - length) / bucket) * bucket, to: Math.ceil(to), every };
}

/**
 * Whether what was asked for one window shows another well enough for now: it is less than a bucket off.
 */
export function isNear(asked: CourseWindow, wanted: CourseWindow): boolean {
  const bucket = asked.every * 1_000;
  return (
    asked.every === wanted.every &&
    Math.abs(asked.to - wanted.to) < bucket &&
    Math.abs(asked.from - wanted.from) < bucket
  );
}

/** Whether they have little in common: what was asked for the one is not worth waiting for. */
export function isElsewhere(asked: CourseWindow, wanted: CourseWindow): boolean {
  const length = asked.to - asked.from;
  return asked.every !== wanted.every || Math.abs(asked.to - wanted.to) > length / 4;
}

/** The window that a course is of. */
export function windowOf({ from, to, every }: EntityCourse): CourseWindow {
  return { from: Date.parse(from), to: Date.parse(to), every };
}

/** Whether a course tells, as finely as is looked, that nothing was said in a stretch of time where it has nothing. */
export function knowsOf(course: EntityCourse, looked: CourseWindow): boolean {
  return course.every === looked.every && haveCommon(windowOf(course), looked);
}

/** Whether two stretches of time have anything in common. */
export function haveCommon(one: TimeWindow, other: TimeWindow): boolean {
  return one.from < other.to && other.from < one.to;
}
