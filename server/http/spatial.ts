import { type RequestHandler, Router } from "express";
import { ENTITY_KINDS } from "../../shared/entity.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { openapiAnswer, openapiRefusal } from "./openapi-answer.ts";
import { refuse } from "./refuse.ts";
import { onlyMethods, type Resource } from "./resource.ts";
import type { SpatialAnswers } from "./spatial-answers.ts";
import { unknownParameter } from "./unknown-parameter.ts";

export interface SpatialOptions {
  readonly spatial: Pick<SpatialAnswers, "districts" | "news" | "clearances">;
  readonly limits?: Limits;
}

const SQUARE_METRES = 1e6;

/** `GET /api/districts`, `/api/census` and `/api/clearances`: what is worked out about the whole city. */
export function spatial({ spatial, limits = LIMITS }: SpatialOptions): Resource {
  const router = Router();
  const asked: RequestHandler = (request, response, next) => {
    const unknown = unknownParameter(new URL(request.originalUrl, "http://x").searchParams, []);
    return unknown === undefined ? next() : refuse(request, response, unknown, limits);
  };
  router.get("/api/districts", asked, async (request, response) => {
    const districts = await spatial.districts();
    if (isProblem(districts)) return refuse(request, response, districts, limits);
    const { features, ...rest } = districts;
    const counts = new Map(spatial.news()?.districts.map((count) => [count.id, count]));
    const counted = features.map((feature) => {
      const count = counts.get(String(feature.id));
      if (count === undefined) return feature;
      const { id: _, ...who } = count;
      const area = feature.properties.area / SQUARE_METRES;
      return { ...feature, live: { ...who, density: area > 0 ? who.total / area : 0 } };
    });
    response.set("Cache-Control", "no-store").type("application/geo+json");
    response.send(JSON.stringify({ ...rest, features: counted }));
  });
  router.get("/api/census", asked, (request, response) => {
    const news = spatial.news();
    if (news === undefined) return refuse(request, response, notYet(), limits);
    const census = news.census.map((row) => ({ ...row, kind: ENTITY_KINDS[row.kind] }));
    response.set("Cache-Control", "no-store").json({ census, answer: news.answer });
  });
  router.get("/api/clearances", asked, async (request, response) => {
    const clearances = await spatial.clearances();
    if (isProblem(clearances)) return refuse(request, response, clearances, limits);
    response.set("Cache-Control", "no-store").json(clearances);
  });
  for (const path of Object.keys(PATHS)) onlyMethods(router, path, ["GET", "HEAD"]);
  return { router, paths: PATHS };
}

function notYet(): Problem {
  return problem("spatial/starting", "Nothing was counted yet.", "Ask again in a second.");
}

const UNKNOWN = openapiRefusal("There is no such parameter");
const FAILED = openapiRefusal("The spatial answers cannot be given now, and why");

const PATHS = {
  "/api/districts": {
    get: {
      summary: "The city's districts, who is in them now, and how many on a square kilometre",
      operationId: "districts",
      responses: {
        "200": openapiAnswer(
          "GeoJSON; empty where the city has none",
          "Districts",
          "application/geo+json",
        ),
        "400": UNKNOWN,
        "503": FAILED,
      },
    },
  },
  "/api/census": {
    get: {
      summary: "Who is in the live picture, by kind and source",
      operationId: "census",
      responses: {
        "200": openapiAnswer("Counted about once a second", "Census"),
        "400": UNKNOWN,
        "503": openapiRefusal("Nothing was counted yet"),
      },
    },
  },
  "/api/clearances": {
    get: {
      summary: "What is beneath each drone, and how far",
      operationId: "clearances",
      responses: {
        "200": openapiAnswer("Drones with a height over known ground or roofs", "Clearances"),
        "400": UNKNOWN,
        "503": FAILED,
      },
    },
  },
};
