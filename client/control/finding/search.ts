import { type Signal, signal } from "@preact/signals";
import { RecentChoices } from "./recent-choices.ts";
import { type Ask, SearchSession } from "./search-session.ts";

/** The page's search; it outlives the panel, which comes and goes with its dock. */
export interface Search {
  readonly session: SearchSession;
  readonly recent: RecentChoices;
  /** What stands in the field. */
  readonly text: Signal<string>;
}

export function createSearch(ask: Ask): Search {
  return { session: new SearchSession(ask), recent: new RecentChoices(), text: signal("") };
}
