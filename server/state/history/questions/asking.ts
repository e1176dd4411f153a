import type { Limits } from "../../../security/limits.ts";

/** What every question is answered with, beside the look at what is kept. */
export interface Asking {
  readonly limits: Limits;
  /** Where files are written that the asker sends and deletes. */
  readonly folder: string;
}
