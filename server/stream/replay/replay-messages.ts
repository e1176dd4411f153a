import type { MessagePort } from "node:worker_threads";
import type { Limits } from "../../security/limits.ts";
import type { CheckedInterest } from "../interest.ts";

/** What the thread of replays is started with. */
export interface WorkerData {
  readonly limits: Limits;
  readonly tickMilliseconds: number;
}

/** What goes to the thread. `page` is a number that stands for one stay of one page in the past. */
export type Order =
  /** Where history is asked from now on. */
  | { readonly type: "history"; readonly port: MessagePort }
  /** Without `at`: from where it is. */
  | {
      readonly type: "go";
      readonly page: number;
      readonly at: number | undefined;
      readonly rate: number;
    }
  | { readonly type: "look"; readonly page: number; readonly interest: CheckedInterest }
  /** The connections of these have taken what was sent: each may be sent one message more. */
  | { readonly type: "clear"; readonly pages: readonly number[] }
  | { readonly type: "close"; readonly page: number };

/** What comes back. */
export type Report =
  /** One message for each of these pages, ready for the wire, and the moment that it shows. */
  | {
      readonly type: "messages";
      readonly pages: readonly number[];
      readonly shown: readonly number[];
      readonly bytes: readonly Uint8Array<ArrayBuffer>[];
    }
  /** The session of this page failed, which is a bug, and is no more. */
  | { readonly type: "failed"; readonly page: number; readonly error: Error }
  /** History can be asked no more: its thread has ended. */
  | { readonly type: "history-lost" };
