import { isProblem } from "../../../shared/problem.ts";
import { fetchJson } from "../../ui/fetch-json.ts";
import { isRecord } from "../../ui/read-untrusted.ts";
import type { TimeWindow } from "../timeline/time-window.ts";

/** How much the whole city said in a window; undefined where that cannot be known. Never rejects. */
export async function saidInWindow(
  { from, to }: TimeWindow,
  signal: AbortSignal,
): Promise<number | undefined> {
  const query = new URLSearchParams({
    ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString() },
  });
  const body = await fetchJson(`/api/history/activity?${query}`, undefined, signal);
  if (isProblem(body) || !isRecord(body) || !Array.isArray(body.accepted)) return undefined;
  const sum = body.accepted.reduce((all: number, each: unknown) => all + Number(each), 0);
  return Number.isFinite(sum) ? sum : undefined;
}
