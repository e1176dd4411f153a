import { Router } from "express";
import { foldText } from "../../shared/fold-text.ts";
import type { Found, FoundType, SearchAnswer } from "../../shared/found.ts";
import { matchRank } from "../../shared/match-rank.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { AtOnce } from "./at-once.ts";
import { countParameter } from "./count-parameter.ts";
import { openapiAnswer, openapiRefusal } from "./openapi-answer.ts";
import { refuse } from "./refuse.ts";
import { onlyMethods, type Resource } from "./resource.ts";
import type { SpatialAnswers } from "./spatial-answers.ts";
import { unknownParameter } from "./unknown-parameter.ts";

type FoundEntity = Extract<Found, { type: "entity" }>;

export interface SearchOptions {
  /** Entities by id and name, best first; undefined where the asker went away. */
  readonly findEntities: (
    text: string,
    limit: number,
    signal: AbortSignal,
  ) => Promise<{ found: readonly FoundEntity[]; matched: number } | undefined>;
  readonly spatial: Pick<SpatialAnswers, "search">;
  readonly limits?: Limits;
  readonly now?: () => number;
}

interface SearchQuery {
  readonly text: string;
  readonly types: ReadonlySet<FoundType>;
  readonly limit: number;
}

const TYPES = ["entity", "building", "place"] as const;
const METHOD =
  "Texts normalised (NFKC, case, kana), the whole before a beginning before the middle, shorter first; " +
  "entities by id and name, buildings and places by the city's files.";

/** `GET /api/search`: entities, buildings and places by id and name. */
export function search(options: SearchOptions): Resource {
  const { findEntities, spatial, limits = LIMITS, now = Date.now } = options;
  const searches = new AtOnce("searches", limits.searchesAtOnce, "searchesAtOnce");
  const router = Router();
  router.get("/api/search", async (request, response) => {
    const query = searchQuery(new URL(request.originalUrl, "http://x").searchParams, limits);
    if (isProblem(query)) return refuse(request, response, query, limits);
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const answer = await searches.run(() => find(query, gone.signal));
    if (answer === undefined) return;
    if (isProblem(answer)) return refuse(request, response, answer, limits);
    response.set("Cache-Control", "no-store").json(answer);
  });

  async function find(
    { text, types, limit }: SearchQuery,
    signal: AbortSignal,
  ): Promise<SearchAnswer | Problem | undefined> {
    const at = now();
    const begun = performance.now();
    const cityTypes = new Set(
      [...types].filter((type): type is "building" | "place" => type !== "entity"),
    );
    const [entities, city] = await Promise.all([
      types.has("entity") ? findEntities(text, limit, signal) : NO_ENTITIES,
      cityTypes.size > 0 ? spatial.search({ text, types: cityTypes, limit }) : undefined,
    ]);
    if (entities === undefined || signal.aborted) return undefined;
    // Entities are found by another way: they are told where the city cannot be asked.
    if (isProblem(city) && !types.has("entity")) return city;
    const inCity = isProblem(city) ? undefined : city;
    const method = isProblem(city)
      ? `${METHOD} Only entities were searched: ${city.message}`
      : METHOD;
    const took = performance.now() - begun;
    return {
      found: mergeFound([entities.found, ...byType(inCity?.found ?? [])], text).slice(0, limit),
      matched: { entity: entities.matched, building: 0, place: 0, ...inCity?.matched },
      answer: { at, took, method },
    };
  }
  onlyMethods(router, "/api/search", ["GET", "HEAD"]);
  return { router, paths: PATHS };
}

const NO_ENTITIES = { found: [], matched: 0 };

function searchQuery(query: URLSearchParams, limits: Limits): SearchQuery | Problem {
  const unknown = unknownParameter(query, ["q", "type", "limit"]);
  if (unknown !== undefined) return unknown;
  const text = query.get("q") ?? "";
  if (text.length > limits.searchLength) {
    return problem(
      "http/bad-query",
      `The q has ${text.length} characters; ${limits.searchLength} are searched for (searchLength).`,
      "Search for a shorter part of it.",
    );
  }
  if (foldText(text) === "") {
    return problem("http/bad-query", "There is nothing in q to search for.", "Like q=bus 12.");
  }
  const words = query.getAll("type").flatMap((all) => all.split(","));
  const types = new Set<FoundType>();
  for (const word of words.map((each) => each.trim()).filter((each) => each !== "")) {
    const type = TYPES.find((known) => known === word);
    if (type === undefined) {
      const message = `There is no type "${word.slice(0, 50)}".`;
      return problem("http/bad-query", message, `There are ${TYPES.join(", ")}.`);
    }
    types.add(type);
  }
  const { searchDefault: usual, searchMost: most } = limits;
  const limit = countParameter(query, "limit", { least: 1, most, usual, limit: "searchMost" });
  if (isProblem(limit)) return limit;
  return { text, types: types.size === 0 ? new Set(TYPES) : types, limit };
}

function byType(found: readonly Found[]): Found[][] {
  return (["place", "building"] as const).map((type) => found.filter((one) => one.type === type));
}

/** Lists that are each best first, as one; where two match alike, the list that comes first. */
function mergeFound(lists: readonly (readonly Found[])[], text: string): Found[] {
  const searched = foldText(text);
  const rest = lists.map((list) => list.map((found) => ({ found, rank: rankOf(found, searched) })));
  const merged: Found[] = [];
  for (;;) {
    const heads = rest.filter((list) => list.length > 0);
    if (heads.length === 0) return merged;
    const best = heads.reduce((a, b) => ((b[0]?.rank ?? 0) < (a[0]?.rank ?? 0) ? b : a));
    const head = best.shift();
    if (head !== undefined) merged.push(head.found);
  }
}

function rankOf(found: Found, searched: string): number {
  const texts = [found.id, ...namesOf(found)];
  return Math.min(...texts.map((text) => matchRank(foldText(text), searched)));
}

function namesOf(found: Found): string[] {
  switch (found.type) {
    case "entity":
      return [found.name ?? ""];
    case "building":
      return Object.values(found.properties).filter((value) => typeof value === "string");
    case "place":
      return [found.name.en, found.name.ja];
  }
}

const PATHS = {
  "/api/search": {
    get: {
      summary: "Entities, buildings and places by id and name, in any language they have one in",
      operationId: "search",
      parameters: [
        {
          name: "q",
          in: "query",
          required: true,
          schema: { type: "string", minLength: 1, maxLength: LIMITS.searchLength },
        },
        {
          name: "type",
          in: "query",
          description: "Only these: repeated, or with commas between",
          schema: { type: "array", items: { enum: TYPES } },
        },
        {
          name: "limit",
          in: "query",
          schema: {
            type: "integer",
            minimum: 1,
            maximum: LIMITS.searchMost,
            default: LIMITS.searchDefault,
          },
        },
      ],
      responses: {
        "200": openapiAnswer("The best first, and how many there are of each type", "SearchAnswer"),
        "400": openapiRefusal("A parameter is wrong, and which"),
        "503": openapiRefusal("Too many searches at once, or the city cannot be searched now"),
      },
    },
  },
};
