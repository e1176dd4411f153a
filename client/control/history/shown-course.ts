import type { EntityCourse } from "../../../shared/history.ts";
import type { ShownEntity } from "./history-desk.ts";

/** An entity with what is known of its course. */
export interface ShownCourse extends ShownEntity {
  readonly course: EntityCourse;
}
