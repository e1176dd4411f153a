import { type Request, Router } from "express";
import { isProblem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { AtOnce } from "./at-once.ts";
import { BUILDING_PATHS } from "./building-paths.ts";
import { buildingsQuery, summaryQuery } from "./buildings-query.ts";
import { refuse } from "./refuse.ts";
import { onlyMethods, type Resource } from "./resource.ts";
import type { SpatialAnswers } from "./spatial-answers.ts";
import { unknownParameter } from "./unknown-parameter.ts";

export interface BuildingsOptions {
  readonly spatial: Pick<SpatialAnswers, "buildings" | "building" | "buildingSummary">;
  readonly limits?: Limits;
}

/** `GET /api/buildings`, `/api/buildings/summary` and `/api/buildings/{id}`: the city's buildings by what is known of them. */
export function buildings({ spatial, limits = LIMITS }: BuildingsOptions): Resource {
  const questions = new AtOnce(
    "questions about buildings",
    limits.buildingQuestionsAtOnce,
    "buildingQuestionsAtOnce",
  );
  const router = Router();
  router.get("/api/buildings", async (request, response) => {
    const query = buildingsQuery(parametersOf(request), limits);
    if (isProblem(query)) return refuse(request, response, query, limits);
    const found = await questions.run(() => spatial.buildings(query));
    if (isProblem(found)) return refuse(request, response, found, limits);
    const { features, ...facts } = found;
    const rest = JSON.stringify({ ...facts, limit: query.limit }).slice(1);
    response.set("Cache-Control", "no-store").type("application/geo+json");
    response.send(`{"type":"FeatureCollection","features":${features},${rest}`);
  });
  router.get("/api/buildings/summary", async (request, response) => {
    const query = summaryQuery(parametersOf(request), limits);
    if (isProblem(query)) return refuse(request, response, query, limits);
    const summary = await questions.run(() => spatial.buildingSummary(query));
    if (isProblem(summary)) return refuse(request, response, summary, limits);
    response.set("Cache-Control", "no-store").json(summary);
  });
  router.get("/api/buildings/:id", async (request: Request<{ id: string }>, response) => {
    const unknown = unknownParameter(parametersOf(request), []);
    if (unknown !== undefined) return refuse(request, response, unknown, limits);
    const { id } = request.params;
    // Ids of sources are longer than those of entities.
    const found =
      id.length > 2 * limits.idLength
        ? problem("spatial/no-building", "There is no building of so long an id.")
        : await questions.run(() => spatial.building(id));
    if (isProblem(found)) return refuse(request, response, found, limits);
    response.set("Cache-Control", "no-store").type("application/geo+json").send(found.feature);
  });
  for (const path of ["/api/buildings", "/api/buildings/summary", "/api/buildings/:id"])
    onlyMethods(router, path, ["GET", "HEAD"]);
  return { router, paths: BUILDING_PATHS };
}

function parametersOf({ originalUrl }: Pick<Request, "originalUrl">): URLSearchParams {
  return new URL(originalUrl, "http://x").searchParams;
}
