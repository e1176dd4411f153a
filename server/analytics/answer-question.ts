import type { EntityKind } from "../../shared/entity.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { AnswerFacts } from "../../shared/region.ts";
import type { Areas } from "./areas.ts";
import type { BuildingAnswers } from "./buildings/building-answers.ts";
import type { CityKnowledge } from "./city/city-knowledge.ts";
import { clearances } from "./clearances.ts";
import { entitiesNear, entitiesWhere, insideOf } from "./find-entities.ts";
import { METHODS } from "./methods.ts";
import { checkShape } from "./shape/check-shape.ts";
import type { EntityTable } from "./tracking/entity-table.ts";
import type {
  AskedArea,
  HandlesAnswer,
  NearQuery,
  Order,
  Questions,
  SearchQuery,
  WithinQuery,
} from "./worker-messages.ts";

export type Question = Extract<Order, { type: "ask" }>;

interface Known {
  readonly table: EntityTable;
  readonly areas: Areas;
  readonly city: CityKnowledge;
  readonly buildings: BuildingAnswers;
  readonly now: () => number;
}

type Facts = (method: string) => AnswerFacts;

/** Answers one question from what is known now. */
export function answerQuestion(known: Known, question: Question): unknown {
  const begun = performance.now();
  const at = known.now();
  const facts: Facts = (method) => ({ at, took: performance.now() - begun, method });
  switch (question.name) {
    case "within":
      return within(known, question.asked, facts);
    case "near":
      return near(known, question.asked, facts);
    case "districts":
      return districtsOf(known.city, facts);
    case "clearances": {
      const found = clearances(known.table, known.city, question.asked.handle);
      return { clearances: found, answer: facts(METHODS.clearance) };
    }
    case "search":
      return search(known.city, question.asked, facts);
    case "buildings":
      return known.buildings.list(question.asked, facts);
    case "building":
      return known.buildings.one(question.asked.id);
    case "building-summary":
      return known.buildings.summary(question.asked, facts);
    case "check":
      return checkShape(question.asked);
  }
}

function within(
  { table, areas }: Known,
  { area, kinds, limit }: WithinQuery,
  facts: Facts,
): HandlesAnswer | Problem {
  const found = handlesIn(table, areas, area, kinds);
  if (isProblem(found)) return found;
  const method = facts("geometry" in area ? METHODS.within : METHODS.member);
  return {
    handles: Uint32Array.from(found.slice(0, limit)),
    matched: found.length,
    answer: method,
  };
}

function handlesIn(
  table: EntityTable,
  areas: Areas,
  area: AskedArea,
  kinds: ReadonlySet<EntityKind> | undefined,
): number[] | Problem {
  if ("geometry" in area) return entitiesWhere(table, kinds, insideOf(table, area));
  const isMember = areas.memberTest(area);
  if (isMember !== undefined) return entitiesWhere(table, kinds, isMember);
  const id = "region" in area ? area.region : area.district;
  return problem(
    "spatial/no-area",
    `There is no region or district "${id}".`,
    "/api/regions and /api/districts have them.",
  );
}

function near({ table }: Known, query: NearQuery, facts: Facts): HandlesAnswer {
  const found = entitiesNear(table, query);
  const told = found.slice(0, query.limit);
  return {
    handles: Uint32Array.from(told, ({ handle }) => handle),
    distances: Float64Array.from(told, ({ distance }) => distance),
    matched: found.length,
    answer: facts(METHODS.near),
  };
}

function districtsOf(city: CityKnowledge, facts: Facts): Questions["districts"]["answer"] {
  return {
    type: "FeatureCollection",
    features: city.districts.map(({ id, geometry, ...properties }) => ({
      type: "Feature",
      id,
      properties,
      geometry,
    })),
    answer: facts(METHODS.district),
  };
}

function search(
  city: CityKnowledge,
  { text, types, limit }: SearchQuery,
  facts: Facts,
): Questions["search"]["answer"] {
  const result = city.search.search(text, types, limit);
  return { ...result, answer: facts(METHODS.search) };
}
