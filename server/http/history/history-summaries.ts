import { type Response, Router } from "express";
import { isProblem, type Problem } from "../../../shared/problem.ts";
import { LIMITS, type Limits } from "../../security/limits.ts";
import { onlyMethods, type Resource } from "../resource.ts";
import { unknownParameter } from "../unknown-parameter.ts";
import type { HistoryDesk } from "./history-desk.ts";
import { HISTORY_SUMMARY_PATHS } from "./history-summary-paths.ts";
import type { KeptRange } from "./kept-range.ts";
import { type PastWork, pastRoute } from "./past-route.ts";
import { activityQuery, eventsQuery, heatQuery } from "./summary-queries.ts";

export interface HistorySummariesOptions {
  readonly desk: HistoryDesk;
  readonly range: KeptRange;
  readonly limits?: Limits;
  readonly now?: () => number;
}

const SHORTER = "Ask for a shorter time.";
const SMALLER = "Ask for a shorter time, fewer kinds or a smaller bbox.";

/** `GET /api/history/activity`, `/events`, `/sources` and `/heat`: what can be told in short of a long time. */
export function historySummaries(options: HistorySummariesOptions): Resource {
  const { desk, range, limits = LIMITS, now = Date.now } = options;
  const router = Router();
  const works: Readonly<Record<string, PastWork>> = {
    "/api/history/activity": async (_request, response, query) => {
      const asked = activityQuery(query, now(), limits);
      if (isProblem(asked)) return asked;
      return send(response, await desk.ask("activity", asked, response, SHORTER));
    },
    "/api/history/events": async (_request, response, query) => {
      const asked = eventsQuery(query, now(), limits);
      if (isProblem(asked)) return asked;
      return send(response, await desk.ask("events", asked, response, SHORTER));
    },
    "/api/history/sources": async (_request, response, query) => {
      const unknown = unknownParameter(query, ["at"]);
      if (unknown !== undefined) return unknown;
      const at = await range.at(query);
      if (isProblem(at)) return at;
      return send(response, await desk.ask("sources", { at }, response, "Ask again in a minute."));
    },
    "/api/history/heat": async (_request, response, query) => {
      const asked = heatQuery(query, now(), limits);
      if (isProblem(asked)) return asked;
      return send(response, await desk.ask("heat", asked, response, SMALLER));
    },
  };
  for (const [path, work] of Object.entries(works)) {
    router.get(path, pastRoute(work, limits));
    onlyMethods(router, path, ["GET", "HEAD"]);
  }
  return { router, paths: HISTORY_SUMMARY_PATHS };
}

function send(response: Response, answer: object | Problem | undefined): Problem | undefined {
  if (answer === undefined || isProblem(answer)) return answer;
  response.set("Cache-Control", "no-store").json(answer);
  return undefined;
}
