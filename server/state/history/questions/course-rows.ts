import type { Parameter } from "../reading.ts";

/** Rows of one entity, told in buckets. */
export interface CourseRows {
  readonly relation: string;
  readonly where: string;
  readonly parameters: readonly Parameter[];
  /** SQL of a row's bucket: its beginning, milliseconds since 1970. */
  readonly bucket: string;
}
