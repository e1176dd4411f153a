import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { AnswerFacts } from "../../../shared/region.ts";
import type { Limits } from "../../security/limits.ts";
import type { Buildings } from "../city/buildings.ts";
import type { CityKnowledge } from "../city/city-knowledge.ts";
import { METHODS } from "../methods.ts";
import type { BuildingsQuery, BuildingsWhere, Questions } from "../worker-messages.ts";
import { buildingFeature } from "./building-feature.ts";
import { type BuildingSizes, sizesOf } from "./building-sum.ts";
import { columnOf, findBuildings } from "./find-buildings.ts";
import { summarizeBuildings } from "./summarize-buildings.ts";

type Facts = (method: string) => AnswerFacts;
type BuildingsLimits = Pick<Limits, "buildingsText" | "buildingValues">;

/** Answers the questions about a city's buildings. */
export class BuildingAnswers {
  readonly #known: { readonly buildings: Buildings; readonly sizes: BuildingSizes } | Problem;
  readonly #limits: BuildingsLimits;

  constructor({ buildings, notes }: CityKnowledge, limits: BuildingsLimits) {
    this.#known =
      buildings === undefined ? noBuildings(notes) : { buildings, sizes: sizesOf(buildings) };
    this.#limits = limits;
  }

  list(query: BuildingsQuery, facts: Facts): Questions["buildings"]["answer"] {
    const known = this.#known;
    if (isProblem(known)) return known;
    const { buildings } = known;
    const found = findBuildings(buildings, query);
    if (isProblem(found)) return found;
    const { features, next } = this.#page(buildings, found, query);
    return {
      features,
      matched: found.length,
      ...(next === undefined ? {} : { next }),
      answer: facts(METHODS.buildings),
    };
  }

  one(id: string): Questions["building"]["answer"] {
    const known = this.#known;
    if (isProblem(known)) return known;
    const { buildings } = known;
    const building = buildings.footprints.find(id);
    if (building < 0) {
      const message = `There is no building "${id}".`;
      return problem("spatial/no-building", message, "GET /api/buildings lists what there is.");
    }
    return { feature: JSON.stringify(buildingFeature(buildings, building)) };
  }

  summary(
    { by, ...where }: BuildingsWhere & { readonly by?: string },
    facts: Facts,
  ): Questions["building-summary"]["answer"] {
    const known = this.#known;
    if (isProblem(known)) return known;
    const { buildings } = known;
    const column = by === undefined ? undefined : columnOf(buildings, by);
    if (isProblem(column)) return column;
    const found = findBuildings(buildings, where);
    if (isProblem(found)) return found;
    const told = summarizeBuildings(known, found, column, this.#limits.buildingValues);
    return { ...told, answer: facts(METHODS.summary) };
  }

  /** As many as fit into an answer, at least one where there are any. */
  #page(
    buildings: Buildings,
    found: Uint32Array,
    { limit, after = -1 }: BuildingsQuery,
  ): { features: string; next?: number } {
    const parts: string[] = [];
    let length = 0;
    const begin = found.findIndex((place) => place > after);
    const end = begin < 0 ? 0 : found.length;
    for (let i = Math.max(0, begin); i < end; i++) {
      const last = found[i - 1] as number;
      if (parts.length >= limit) return { features: `[${parts.join()}]`, next: last };
      const part = JSON.stringify(buildingFeature(buildings, found[i] as number));
      length += part.length + 1;
      if (length > this.#limits.buildingsText && parts.length > 0)
        return { features: `[${parts.join()}]`, next: last };
      parts.push(part);
    }
    return { features: `[${parts.join()}]` };
  }
}

function noBuildings(notes: CityKnowledge["notes"]): Problem {
  const fault = notes.find(({ code }) => code === "spatial/city-file");
  const why = fault === undefined ? "" : ` ${fault.message}`;
  return problem(
    "spatial/no-buildings",
    `There are no footprints of buildings to ask about (networks.buildings).${why}`,
    "npm run tiles writes them beside the tiles.",
  );
}
