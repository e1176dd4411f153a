import { type Signal, signal } from "@preact/signals";
import { remembered } from "../../ui/remembered.ts";

/** What the person has set of the timeline. It is here before the timeline itself has been loaded. */
export const timelineSettings: {
  /** Whether the whole of it is open while the page shows now; in the past it always is. */
  readonly open: Signal<"closed" | "open">;
  /** How fast the past runs on when it is played: times real time. */
  readonly rate: Signal<number>;
} = {
  open: remembered("timeline", ["closed", "open"], "closed"),
  rate: signal(1),
};
