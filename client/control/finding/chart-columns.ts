import type { Course } from "./course.ts";

/** Columns as a chart takes them: seconds since 1970, and values, null where there is a gap. */
export interface ChartColumns {
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
}

/**
 * A course with its gaps: where two points lie further apart than `longest` seconds, nothing is known
 * between them, and no line is drawn.
 */
export function chartColumns(
  course: Pick<Course, "times" | "values">,
  longest: number,
  scale = 1,
): ChartColumns {
  const times: number[] = [];
  const values: (number | null)[] = [];
  let before = Number.NaN;
  for (const [place, at] of course.times.entries()) {
    if (at - before > longest * 1_000) {
      times.push((before + at) / 2_000);
      values.push(null);
    }
    times.push(at / 1_000);
    values.push((course.values[place] as number) * scale);
    before = at;
  }
  return { times, values };
}
