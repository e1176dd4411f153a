import { isProblem, type Problem } from "../../../shared/problem.ts";
import { askServer } from "../../twin/ask-server.ts";
import { unreadable } from "../../ui/fetch-json.ts";
import { readEvents, type ToldEvent } from "./read-events.ts";

/** What events are asked for. */
export interface EventsWanted {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  /** Newest first. */
  readonly backwards?: boolean;
  /** All where absent. */
  readonly type?: string | undefined;
  readonly signal?: AbortSignal;
}

/** Events of a stretch of time, or why there are none. Never rejects. */
export async function askEvents(
  wanted: EventsWanted,
): Promise<{ readonly events: readonly ToldEvent[]; readonly more: boolean } | Problem> {
  const { from, to, limit, backwards = false, type, signal } = wanted;
  const query = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(Math.max(to, from + 1)).toISOString(),
    limit: String(limit),
    order: backwards ? "descending" : "ascending",
    ...(type === undefined ? {} : { types: type }),
  });
  const url = `/api/history/events?${query}`;
  const body = await askServer(url, signal === undefined ? {} : { signal });
  if (isProblem(body)) return body;
  return readEvents(body) ?? unreadable(url);
}
