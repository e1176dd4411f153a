import { setImmediate as turn } from "node:timers/promises";
import { Router } from "express";
import type { EntityState } from "../../shared/entity-state.ts";
import { isProblem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { answerProblem } from "./answer-problem.ts";
import { type EntityQuery, entityQuery } from "./entity-query.ts";
import { onlyMethods, type Resource } from "./resource.ts";

/** What the routes need of the twin. */
export interface EntitiesOptions {
  readonly twin: {
    find(id: string, now: number): EntityState | undefined;
    list(query: EntityQuery & { now: number }): {
      entities: Iterable<EntityState>;
      matched: number;
    };
  };
  readonly limits?: Limits;
  readonly now?: () => number;
}

/** Entities written before the event loop gets a turn. */
const SLICE = 1_000;

/** `GET /api/entities` and `GET /api/entities/{id}`: the latest that is known. */
export function entities({ twin, limits = LIMITS, now = Date.now }: EntitiesOptions): Resource {
  const router = Router();
  router.get("/api/entities", async (request, response) => {
    const query = entityQuery(new URL(request.originalUrl, "http://x").searchParams, limits);
    if (isProblem(query)) return answerProblem(response, 400, query);
    const { entities, matched } = twin.list({ ...query, now: now() });
    const parts: string[] = [];
    for (const entity of entities) {
      parts.push(JSON.stringify(entity));
      if (parts.length % SLICE === 0) await turn();
    }
    const body = `{"entities":[${parts.join(",")}],"matched":${matched},"limit":${query.limit}}`;
    response.set("Cache-Control", "no-store").type("json").send(body);
  });
  router.get("/api/entities/:id", (request, response) => {
    const { id } = request.params;
    const state = id.length <= limits.idLength ? twin.find(id, now()) : undefined;
    if (state === undefined) {
      const message = `There is no entity "${id.slice(0, limits.idLength)}".`;
      const tip = "GET /api/entities lists what there is; an id may need percent-encoding.";
      return answerProblem(response, 404, problem("http/no-entity", message, tip));
    }
    response.set("Cache-Control", "no-store").json(state);
  });
  onlyMethods(router, "/api/entities", ["GET", "HEAD"]);
  onlyMethods(router, "/api/entities/:id", ["GET", "HEAD"]);
  return { router, paths: PATHS };
}

const problemAnswer = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

const PATHS = {
  "/api/entities": {
    get: {
      summary: "Entities and the latest that is known of them",
      operationId: "listEntities",
      parameters: [
        {
          name: "bbox",
          in: "query",
          description: "west,south,east,north in degrees; west above east crosses 180 degrees",
          schema: { type: "string", example: "140.10,35.59,140.13,35.62" },
        },
        {
          name: "kind",
          in: "query",
          description: "Only these kinds: repeated, or with commas between",
          schema: { type: "array", items: { $ref: "#/components/schemas/EntityKind" } },
        },
        {
          name: "limit",
          in: "query",
          schema: {
            type: "integer",
            minimum: 1,
            maximum: LIMITS.entitiesMost,
            default: LIMITS.entitiesDefault,
          },
        },
      ],
      responses: {
        "200": {
          description: "At most `limit` of the `matched` entities",
          content: { "application/json": { schema: { $ref: "#/components/schemas/EntityList" } } },
        },
        "400": problemAnswer("A parameter is wrong, and which"),
      },
    },
  },
  "/api/entities/{id}": {
    get: {
      summary: "One entity and the latest that is known of it",
      operationId: "getEntity",
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      responses: {
        "200": {
          description: "The entity",
          content: { "application/json": { schema: { $ref: "#/components/schemas/EntityState" } } },
        },
        "404": problemAnswer("There is no such entity"),
      },
    },
  },
};
