import { Router } from "express";
import { isProblem } from "../../../shared/problem.ts";
import { LIMITS, type Limits } from "../../security/limits.ts";
import { answerFormat } from "../answer-format.ts";
import { onlyMethods, type Resource } from "../resource.ts";
import type { HistoryDesk } from "./history-desk.ts";
import { HISTORY_QUERY_PATHS } from "./history-query-paths.ts";
import { observationQuery } from "./observation-query.ts";
import { PAST_FORMATS } from "./past-formats.ts";
import { type PastWork, pastRoute } from "./past-route.ts";
import { sendObservations } from "./send-observations.ts";

export interface HistoryQueryOptions {
  readonly desk: HistoryDesk;
  readonly limits?: Limits;
  readonly now?: () => number;
}

/** `GET /api/history/query`: what was observed, page by page. */
export function historyQuery(options: HistoryQueryOptions): Resource {
  const { desk, limits = LIMITS, now = Date.now } = options;
  const router = Router();
  const observed: PastWork = async (request, response, query) => {
    const asked = observationQuery(query, now(), limits);
    if (isProblem(asked)) return asked;
    const format = answerFormat(request, query, PAST_FORMATS);
    if (isProblem(format)) return format;
    return sendObservations(desk, request, response, { query: asked, format });
  };
  router.get("/api/history/query", pastRoute(observed, limits));
  onlyMethods(router, "/api/history/query", ["GET", "HEAD"]);
  return { router, paths: HISTORY_QUERY_PATHS };
}
