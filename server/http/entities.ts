import { setImmediate as turn } from "node:timers/promises";
import { type Request, type Response, Router } from "express";
import type { EntityKind } from "../../shared/entity.ts";
import type { EntityState } from "../../shared/entity-state.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { AnswerFacts } from "../../shared/region.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { answerProblem } from "./answer-problem.ts";
import { AtOnce } from "./at-once.ts";
import { type EntityQuery, entityQuery, type Within } from "./entity-query.ts";
import { openapiAnswer, openapiRefusal } from "./openapi-answer.ts";
import { refuse } from "./refuse.ts";
import { onlyMethods, type Resource } from "./resource.ts";
import type { AskedArea, HandlesAnswer, SpatialAnswers } from "./spatial-answers.ts";

/** What the routes need of the twin, of the spatial answers, and of the regions. */
export interface EntitiesOptions {
  readonly twin: {
    find(id: string, now: number): EntityState | undefined;
    list(query: {
      bbox?: EntityQuery["bbox"] & {};
      kinds?: ReadonlySet<EntityKind>;
      limit: number;
      now: number;
    }): { entities: Iterable<EntityState>; matched: number };
    states(handles: Uint32Array, now: number): Iterable<EntityState>;
  };
  readonly spatial: Pick<
    SpatialAnswers,
    "status" | "checkGeometry" | "within" | "near" | "clearanceOf"
  >;
  readonly isRegion: (id: string) => boolean;
  readonly limits?: Limits;
  readonly now?: () => number;
}

/** Entities that an answer lists. */
interface Listed {
  readonly entities: Iterable<EntityState>;
  readonly matched: number;
  readonly answer: AnswerFacts;
}

/** Entities written before the event loop gets a turn. */
const SLICE = 1_000;

/** `GET /api/entities` and `GET /api/entities/{id}`: the latest that is known. */
export function entities(options: EntitiesOptions): Resource {
  const { twin, spatial, limits = LIMITS, now = Date.now } = options;
  const questions = new AtOnce(
    "spatial questions",
    limits.spatialQuestionsAtOnce,
    "spatialQuestionsAtOnce",
  );
  const router = Router();
  router.get("/api/entities", async (request, response) => {
    const query = entityQuery(new URL(request.originalUrl, "http://x").searchParams, limits);
    if (isProblem(query)) return refuse(request, response, query, limits);
    const listed = await list(query);
    if (isProblem(listed)) return refuse(request, response, listed, limits);
    await sendList(response, listed, query.limit);
  });
  router.get("/api/entities/:id", async (request: Request<{ id: string }>, response) => {
    const { id } = request.params;
    const state = id.length <= limits.idLength ? twin.find(id, now()) : undefined;
    if (state === undefined) return answerProblem(response, 404, noEntity(id, limits));
    // Nobody waits for the rest of an entity until the city's files are read.
    const asked = state.kind === "drone" && spatial.status().state === "ready";
    const clearance = asked ? await spatial.clearanceOf(id) : undefined;
    response.set("Cache-Control", "no-store").json({ ...state, ...(clearance && { clearance }) });
  });
  onlyMethods(router, "/api/entities", ["GET", "HEAD"]);
  onlyMethods(router, "/api/entities/:id", ["GET", "HEAD"]);
  return { router, paths: PATHS };

  async function list(query: EntityQuery): Promise<Listed | Problem> {
    const { within, near, kinds, limit } = query;
    if (within === undefined && near === undefined) return listAll(query);
    const asked = { ...(kinds && { kinds }), limit };
    const answer = await questions.run(() =>
      near === undefined ? inArea(within, asked) : spatial.near({ ...near, ...asked }),
    );
    return isProblem(answer) ? answer : listedOf(answer);
  }

  function listAll(query: EntityQuery): Listed {
    const { bbox, kinds, limit } = query;
    const at = now();
    const begun = performance.now();
    const { entities, matched } = twin.list({
      ...(bbox && { bbox }),
      ...(kinds && { kinds }),
      limit,
      now: at,
    });
    const method = bbox === undefined ? METHOD_ALL : METHOD_BBOX;
    return { entities, matched, answer: { at, took: performance.now() - begun, method } };
  }

  async function inArea(
    within: Within | undefined,
    asked: { kinds?: ReadonlySet<EntityKind>; limit: number },
  ): Promise<HandlesAnswer | Problem> {
    const area = await areaOf(within);
    return isProblem(area) ? area : spatial.within({ area, ...asked });
  }

  async function areaOf(within: Within | undefined): Promise<AskedArea | Problem> {
    if (within === undefined) return problem("http/bad-query", "There is no area.");
    if ("id" in within) {
      return options.isRegion(within.id) ? { region: within.id } : { district: within.id };
    }
    const checked = await spatial.checkGeometry(within.geometry);
    return isProblem(checked) ? checked : { geometry: checked.geometry };
  }

  function listedOf({ handles, distances, matched, answer }: HandlesAnswer): Listed {
    const states = twin.states(handles, now());
    const entities = distances === undefined ? states : withDistances(states, distances);
    return { entities, matched, answer };
  }
}

const METHOD_ALL = "All entities that are known, one after the other.";
const METHOD_BBOX = "Cells of the twin that the bbox touches, then each position in them.";

function* withDistances(states: Iterable<EntityState>, distances: Float64Array) {
  let place = 0;
  // To the millimetre: more digits would say nothing.
  for (const state of states)
    yield { ...state, distance: Math.round((distances[place++] as number) * 1_000) / 1_000 };
}

async function sendList(
  response: Response,
  { entities, matched, answer }: Listed,
  limit: number,
): Promise<void> {
  const parts: string[] = [];
  for (const entity of entities) {
    parts.push(JSON.stringify(entity));
    if (parts.length % SLICE === 0) await turn();
  }
  const facts = `"matched":${matched},"limit":${limit},"answer":${JSON.stringify(answer)}`;
  const body = `{"entities":[${parts.join(",")}],${facts}}`;
  response.set("Cache-Control", "no-store").type("json").send(body);
}

function noEntity(id: string, { idLength }: Limits): Problem {
  const message = `There is no entity "${id.slice(0, idLength)}".`;
  const tip = "GET /api/entities lists what there is; an id may need percent-encoding.";
  return problem("http/no-entity", message, tip);
}

const PATHS = {
  "/api/entities": {
    get: {
      summary: "Entities and the latest that is known of them",
      description: "Of bbox, within and near at most one; each of them with kind and limit.",
      operationId: "listEntities",
      parameters: [
        {
          name: "bbox",
          in: "query",
          description: "west,south,east,north in degrees; west above east crosses 180 degrees",
          schema: { type: "string", example: "140.10,35.59,140.13,35.62" },
        },
        {
          name: "within",
          in: "query",
          description:
            "A GeoJSON Polygon or MultiPolygon as text, or the id of a region or a district; its edge is in it",
          schema: { type: "string", example: "region:1f0c2a9e" },
        },
        {
          name: "near",
          in: "query",
          description: "longitude,latitude in degrees; nearest first",
          schema: { type: "string", example: "140.11,35.60" },
        },
        {
          name: "radius",
          in: "query",
          description: "Around near, metres",
          schema: { type: "number", exclusiveMinimum: 0, maximum: LIMITS.nearRadius },
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
        "200": openapiAnswer("At most `limit` of the `matched` entities", "EntityList"),
        "400": openapiRefusal("A parameter is wrong, and which"),
        "404": openapiRefusal("There is no region or district of that id"),
        "503": openapiRefusal("Too many spatial questions at once, or they cannot be answered now"),
      },
    },
  },
  "/api/entities/{id}": {
    get: {
      summary: "One entity and the latest that is known of it; of a drone, what is beneath it",
      operationId: "getEntity",
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      responses: {
        "200": openapiAnswer("The entity", "Entity"),
        "404": openapiRefusal("There is no such entity"),
      },
    },
  },
};
