import { type Request, type Response, Router } from "express";
import { isProblem } from "../../../shared/problem.ts";
import { LIMITS, type Limits } from "../../security/limits.ts";
import { parseRetention } from "../../state/history/store/retention-file.ts";
import { OneByOne } from "../one-by-one.ts";
import { readJson } from "../read-json.ts";
import { refuse } from "../refuse.ts";
import { onlyMethods, type Resource } from "../resource.ts";
import { unknownParameter } from "../unknown-parameter.ts";
import type { HistoryAnswers } from "./history-answers.ts";
import { HISTORY_PATHS } from "./history-paths.ts";
import { pastRoute } from "./past-route.ts";

export interface HistoryOptions {
  readonly history: Pick<HistoryAnswers, "status" | "setRetention">;
  readonly limits?: Limits;
}

const RETENTION = "/api/history/retention";

/** `GET /api/history` and `/api/history/retention`: what is kept, and for how long; `PUT` changes that. */
export function history({ history, limits = LIMITS }: HistoryOptions): Resource {
  const router = Router();
  const changes = new OneByOne();
  router.get(
    "/api/history",
    pastRoute(async (_request, response, query) => {
      const unknown = unknownParameter(query, []);
      if (unknown === undefined) answer(response, await history.status());
      return unknown;
    }, limits),
  );
  router.get(
    RETENTION,
    pastRoute(async (_request, response, query) => {
      const unknown = unknownParameter(query, []);
      if (unknown === undefined) answer(response, (await history.status()).retention);
      return unknown;
    }, limits),
  );
  router.put(RETENTION, async (request: Request, response) => {
    const body = await readJson(request, limits.retentionBodyBytes, "retentionBodyBytes");
    if (isProblem(body)) return refuse(request, response, body, limits);
    const retention = parseRetention(body.value, limits);
    if (isProblem(retention)) return refuse(request, response, retention, limits);
    const status = await changes.run(() => history.setRetention(retention));
    if (isProblem(status)) return refuse(request, response, status, limits);
    answer(response, status);
  });
  onlyMethods(router, "/api/history", ["GET", "HEAD"]);
  onlyMethods(router, RETENTION, ["GET", "HEAD", "PUT"]);
  return { router, paths: HISTORY_PATHS };
}

function answer(response: Response, told: object): void {
  response.set("Cache-Control", "no-store").json(told);
}
