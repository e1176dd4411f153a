import { Router } from "express";
import { isProblem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { countParameter } from "./count-parameter.ts";
import { openapiAnswer, openapiRefusal } from "./openapi-answer.ts";
import { refuse } from "./refuse.ts";
import { onlyMethods, type Resource } from "./resource.ts";
import type { SpatialAnswers } from "./spatial-answers.ts";
import { unknownParameter } from "./unknown-parameter.ts";

export interface CrossingsOptions {
  readonly spatial: Pick<SpatialAnswers, "crossings">;
  readonly limits?: Limits;
  readonly now?: () => number;
}

const METHOD = "Noticed as each observation was placed; the newest are remembered.";

/** `GET /api/crossings`: who came into regions and left them lately. */
export function crossings({
  spatial,
  limits = LIMITS,
  now = Date.now,
}: CrossingsOptions): Resource {
  const router = Router();
  router.get("/api/crossings", (request, response) => {
    const query = new URL(request.originalUrl, "http://x").searchParams;
    const asked = crossingsQuery(query, limits);
    if (isProblem(asked)) return refuse(request, response, asked, limits);
    const at = now();
    const begun = performance.now();
    const told = spatial.crossings(asked);
    const answer = { at, took: performance.now() - begun, method: METHOD };
    response.set("Cache-Control", "no-store").json({ ...told, answer });
  });
  onlyMethods(router, "/api/crossings", ["GET", "HEAD"]);
  return { router, paths: PATHS };
}

function crossingsQuery(query: URLSearchParams, limits: Limits) {
  const unknown = unknownParameter(query, ["region", "after", "limit"]);
  if (unknown !== undefined) return unknown;
  const { crossingsDefault: usual, crossingsMost: most } = limits;
  const limit = countParameter(query, "limit", { least: 1, most, usual, limit: "crossingsMost" });
  if (isProblem(limit)) return limit;
  const range = { least: 0, most: Number.MAX_SAFE_INTEGER, usual: -1 };
  const after = countParameter(query, "after", range);
  if (isProblem(after)) return after;
  const region = query.get("region") ?? "";
  return { limit, ...(after >= 0 && { after }), ...(region !== "" && { region }) };
}

const PATHS = {
  "/api/crossings": {
    get: {
      summary: "Who came into regions and left them lately",
      operationId: "crossings",
      parameters: [
        {
          name: "region",
          in: "query",
          description: "Only of the region of this id",
          schema: { type: "string" },
        },
        {
          name: "after",
          in: "query",
          description:
            "Those that follow the one of this number, oldest first; without it the newest, oldest first",
          schema: { type: "integer", minimum: 0 },
        },
        {
          name: "limit",
          in: "query",
          schema: {
            type: "integer",
            minimum: 1,
            maximum: LIMITS.crossingsMost,
            default: LIMITS.crossingsDefault,
          },
        },
      ],
      responses: {
        "200": openapiAnswer("By their numbers", "Crossings"),
        "400": openapiRefusal("A parameter is wrong, and which"),
      },
    },
  },
};
