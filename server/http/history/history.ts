import { type Request, type Response, Router } from "express";
import type { HistoryStatus } from "../../../shared/history.ts";
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
import { type PastWork, pastRoute } from "./past-route.ts";
import type { ToldStatus } from "./told-status.ts";
import { tooSlow } from "./too-slow.ts";

export interface HistoryOptions {
  readonly history: Pick<HistoryAnswers, "setRetention">;
  readonly status: ToldStatus;
  readonly limits?: Limits;
}

const RETENTION = "/api/history/retention";

/** `GET /api/history` and `/api/history/retention`: what is kept, and for how long; `PUT` changes that. */
export function history({ history, status, limits = LIMITS }: HistoryOptions): Resource {
  const router = Router();
  const changes = new OneByOne();
  const tell = (path: string, told: (status: HistoryStatus) => object) => {
    const work: PastWork = async (_request, response, query) => {
      const unknown = unknownParameter(query, []);
      if (unknown !== undefined) return unknown;
      const now = await status.within(limits.historyTimeout);
      if (now === undefined) return tooSlow(limits, "Ask again in a minute.");
      answer(response, told(now));
      return undefined;
    };
    router.get(path, pastRoute(work, limits));
  };
  tell("/api/history", (now) => now);
  tell(RETENTION, ({ retention }) => retention);
  router.put(RETENTION, async (request: Request, response) => {
    const body = await readJson(request, limits.retentionBodyBytes, "retentionBodyBytes");
    if (isProblem(body)) return refuse(request, response, body, limits);
    const retention = parseRetention(body.value, limits);
    if (isProblem(retention)) return refuse(request, response, retention, limits);
    const changed = await changes.run(() => history.setRetention(retention));
    if (isProblem(changed)) return refuse(request, response, changed, limits);
    answer(response, changed);
  });
  onlyMethods(router, "/api/history", ["GET", "HEAD"]);
  onlyMethods(router, RETENTION, ["GET", "HEAD", "PUT"]);
  return { router, paths: HISTORY_PATHS };
}

function answer(response: Response, told: object): void {
  response.set("Cache-Control", "no-store").json(told);
}
