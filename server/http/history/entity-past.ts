import { Router } from "express";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import { LIMITS, type Limits } from "../../security/limits.ts";
import { answerFormat } from "../answer-format.ts";
import { onlyMethods, type Resource } from "../resource.ts";
import { unknownParameter } from "../unknown-parameter.ts";
import { courseQuery } from "./course-query.ts";
import { ENTITY_PAST_PATHS } from "./entity-past-paths.ts";
import type { HistoryDesk } from "./history-desk.ts";
import type { KeptRange } from "./kept-range.ts";
import { entityPastQuery } from "./observation-query.ts";
import { COURSE_FORMATS, PAST_FORMATS } from "./past-formats.ts";
import { type PastWork, pastRoute } from "./past-route.ts";
import { sendObservations } from "./send-observations.ts";
import { sendText } from "./send-text.ts";

export interface EntityPastOptions {
  readonly desk: HistoryDesk;
  readonly range: KeptRange;
  /** Whether there ever was such an entity. */
  readonly isEntity: (id: string) => boolean;
  readonly limits?: Limits;
  readonly now?: () => number;
}

const HISTORY = "/api/entities/:id/history";
const TRIPS = "/api/entities/:id/trips";
const NARROW = "Ask for a shorter time.";

/** `GET /api/entities/{id}/history` and `/trips`: what one entity did. */
export function entityPast(options: EntityPastOptions): Resource {
  const { desk, range, isEntity, limits = LIMITS, now = Date.now } = options;
  const router = Router();
  const history: PastWork = async (request, response, query) => {
    const { id } = request.params;
    if (id.length > limits.idLength) return noEntity(id, limits);
    if (query.getAll("every").some((text) => text.trim() !== ""))
      return course(request, response, query);
    const asked = entityPastQuery(query, now(), limits);
    if (isProblem(asked)) return asked;
    const format = answerFormat(request, query, PAST_FORMATS);
    if (isProblem(format)) return format;
    const { from, to } = asked;
    return sendObservations(desk, request, response, {
      query: { ...asked, ids: [id] },
      format: format === "geojson" ? "track" : format,
      head: { id, from: new Date(from).toISOString(), to: new Date(to).toISOString() },
      none: isEntity(id) ? undefined : noEntity(id, limits),
    });
  };
  const course: PastWork = async (request, response, query) => {
    const { id } = request.params;
    const asked = courseQuery(query, now(), limits);
    if (isProblem(asked)) return asked;
    const format = answerFormat(request, query, COURSE_FORMATS);
    if (isProblem(format)) return format;
    const question = { id, ...asked, format };
    const answer = await desk.ask("course-text", question, response, NARROW);
    if (isProblem(answer) && answer.code === "history/unknown-entity") return noEntity(id, limits);
    if (answer === undefined || isProblem(answer)) return answer;
    if (answer.rows === 0 && !isEntity(id)) return noEntity(id, limits);
    sendText(response, format, answer.bytes);
    return undefined;
  };
  const trips: PastWork = async (request, response, query) => {
    const { id } = request.params;
    if (id.length > limits.idLength) return noEntity(id, limits);
    const unknown = unknownParameter(query, ["at"]);
    if (unknown !== undefined) return unknown;
    const at = await range.at(query);
    if (isProblem(at)) return at;
    const answer = await desk.ask("trips", { id, at }, response, "Ask again in a minute.");
    if (answer === undefined || isProblem(answer)) return answer;
    if (answer.trips.length === 0 && !isEntity(id)) return noEntity(id, limits);
    response.set("Cache-Control", "no-store").json(answer);
    return undefined;
  };
  router.get(HISTORY, pastRoute(history, limits));
  router.get(TRIPS, pastRoute(trips, limits));
  onlyMethods(router, HISTORY, ["GET", "HEAD"]);
  onlyMethods(router, TRIPS, ["GET", "HEAD"]);
  return { router, paths: ENTITY_PAST_PATHS };
}

function noEntity(id: string, { idLength }: Limits): Problem {
  const message = `There is no entity "${id.slice(0, idLength)}", and nothing is kept of one in that time.`;
  const tip = "GET /api/entities lists what there is; an id may need percent-encoding.";
  return problem("http/no-entity", message, tip);
}
