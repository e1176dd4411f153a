import type { Problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import type { StatementColumns } from "../history/statement-columns.ts";

/** What the journal's thread is begun with. */
export interface JournalData {
  readonly folder: string;
  readonly path: string;
  readonly limits: Limits;
}

/** What the journal's thread is told; batches are answered in their order. */
export type JournalOrder =
  | { readonly type: "write"; readonly columns: StatementColumns }
  | { readonly type: "probe" }
  | { readonly type: "go-on-above"; readonly number: number }
  | { readonly type: "forget"; readonly number: number }
  | { readonly type: "close" };

/** What it tells. */
export type JournalReport =
  | {
      readonly type: "opened";
      readonly last: number;
      readonly notes: readonly Problem[];
      readonly fault?: Problem | undefined;
    }
  /** The file is not ours to touch. */
  | { readonly type: "unusable"; readonly fault: Problem }
  | { readonly type: "written"; readonly last: number }
  | { readonly type: "refused"; readonly fault: Problem }
  /** `opened`: the file could not be opened before. */
  | {
      readonly type: "probed";
      readonly fault?: Problem | undefined;
      readonly opened?: { readonly last: number; readonly notes: readonly Problem[] } | undefined;
    }
  | { readonly type: "closed" };
