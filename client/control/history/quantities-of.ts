import { KIND_TRAITS } from "../../../shared/entity.ts";
import type { EntityCourse } from "../../../shared/history.ts";
import { HEIGHT, SPEED, spreadsOf } from "./align-series.ts";

/** What some courses tell of, in the order in which it is shown: how they moved, then their values by name. */
export function quantitiesOf(courses: readonly EntityCourse[]): readonly string[] {
  const moving = courses.filter(({ kind }) => KIND_TRAITS[kind].moves);
  const motion = [SPEED, HEIGHT].filter((quantity) =>
    moving.some((course) => spreadsOf(course, quantity).some((spread) => spread !== null)),
  );
  const names = new Set(courses.flatMap(({ values }) => Object.keys(values)));
  return [...motion, ...[...names].sort()];
}
