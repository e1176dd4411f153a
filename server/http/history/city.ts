import { Router } from "express";
import { isProblem } from "../../../shared/problem.ts";
import { LIMITS, type Limits } from "../../security/limits.ts";
import { answerFormat } from "../answer-format.ts";
import { bboxParameter } from "../bbox-parameter.ts";
import { kindsParameter } from "../kinds-parameter.ts";
import { onlyMethods, type Resource } from "../resource.ts";
import { unknownParameter } from "../unknown-parameter.ts";
import { CITY_PATHS } from "./city-paths.ts";
import type { HistoryDesk } from "./history-desk.ts";
import type { KeptRange } from "./kept-range.ts";
import { CITY_FORMATS } from "./past-formats.ts";
import { type PastWork, pastRoute } from "./past-route.ts";
import { sendWritten } from "./send-written.ts";

export interface CityOptions {
  readonly desk: HistoryDesk;
  readonly range: KeptRange;
  readonly limits?: Limits;
}

const NARROW = "Ask for a bbox or for some kinds alone.";

/** `GET /api/city?at=`: the whole city as of a moment. */
export function city({ desk, range, limits = LIMITS }: CityOptions): Resource {
  const router = Router();
  const asOf: PastWork = async (request, response, query) => {
    const unknown = unknownParameter(query, ["at", "bbox", "kinds", "kind", "format"]);
    if (unknown !== undefined) return unknown;
    const format = answerFormat(request, query, CITY_FORMATS);
    if (isProblem(format)) return format;
    const bbox = bboxParameter(query);
    if (isProblem(bbox)) return bbox;
    const kinds = kindsParameter(query, ["kinds", "kind"]);
    if (isProblem(kinds)) return kinds;
    const at = await range.at(query);
    if (isProblem(at)) return at;
    const question = { at, format, ...(bbox && { bbox }), ...(kinds && { kinds }) };
    const answer = await desk.ask("as-of-bytes", question, response, NARROW);
    if (answer === undefined || isProblem(answer)) return answer;
    sendWritten(response, CITY_FORMATS[format][0], [answer.bytes]);
    return undefined;
  };
  router.get("/api/city", pastRoute(asOf, limits));
  onlyMethods(router, "/api/city", ["GET", "HEAD"]);
  return { router, paths: CITY_PATHS };
}
