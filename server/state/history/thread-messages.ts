import type { MessagePort } from "node:worker_threads";
import type { HistoryEvent, HistoryStatus, Retention } from "../../../shared/history.ts";
import type { Problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import type { TwinImage } from "../twin-image.ts";
import type { Asked } from "./ask-over.ts";
import type { RefusedCount } from "./store/minute-counts.ts";

/** What the thread of history begins with. */
export interface HistoryData {
  /** DATA/history. */
  readonly folder: string;
  /** Path of the journal's file. */
  readonly journal: string;
  readonly limits: Limits;
  /** Whether the server begins, or only the thread began again. */
  readonly first: boolean;
}

/** What goes to the thread of history, beside questions. */
export type Order =
  /** Replays ask over it. */
  | { readonly type: "connect"; readonly port: MessagePort }
  | { readonly type: "note"; readonly events: readonly HistoryEvent[] }
  | { readonly type: "refused"; readonly counts: readonly RefusedCount[] }
  | { readonly type: "status"; readonly id: number; readonly retention?: Retention }
  | { readonly type: "stop" };

export type ToThread = Order | Asked;

/** What comes back, beside answers. */
export type Report =
  | {
      readonly type: "ready";
      readonly image: TwinImage;
      readonly notes: readonly Problem[];
      /** Number of the last observation that the history knows. */
      readonly last: number;
    }
  | { readonly type: "sealed"; readonly number: number }
  | { readonly type: "status"; readonly id: number; readonly status: HistoryStatus | Problem }
  | { readonly type: "stopped" };
