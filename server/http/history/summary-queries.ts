import { ACTIVITY_STEPS, EVENT_TYPES, type EventType } from "../../../shared/history.ts";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import type { Question } from "../../state/history/questions.ts";
import { bboxParameter } from "../bbox-parameter.ts";
import { countParameter } from "../count-parameter.ts";
import { kindsParameter } from "../kinds-parameter.ts";
import { listParameter } from "../list-parameter.ts";
import { unknownParameter } from "../unknown-parameter.ts";
import { tooFine } from "./course-query.ts";
import { type Window, windowParameters } from "./window-parameters.ts";

/** Buckets at most where the width is not said. */
const USUAL_BUCKETS = 300;
const USUAL_EVENTS = 200;

/** Reads the query of `GET /api/history/activity`. */
export function activityQuery(
  query: URLSearchParams,
  now: number,
  limits: Limits,
): Question<"activity"> | Problem {
  const unknown = unknownParameter(query, ["from", "to", "step", "source"]);
  if (unknown !== undefined) return unknown;
  const window = windowParameters(query, now, limits);
  if (isProblem(window)) return window;
  const step = stepParameter(query, window);
  if (isProblem(step)) return step;
  const fault = tooFine(window, step, "step", limits);
  if (fault !== undefined) return fault;
  const { sourceLength: most } = limits;
  const sources = listParameter(query, { whole: ["source"] }, { most, limit: "sourceLength" });
  if (isProblem(sources)) return sources;
  const [source, more] = sources ?? [];
  if (more !== undefined) return bad("There is more than one source.", "Ask by one at a time.");
  return { ...window, step, ...(source !== undefined && { source }) };
}

function stepParameter(query: URLSearchParams, { from, to }: Window): number | Problem {
  const text = (query.get("step") ?? "").trim();
  const steps: readonly number[] = ACTIVITY_STEPS;
  if (text === "")
    return steps.find((step) => (to - from) / (step * 1_000) <= USUAL_BUCKETS) ?? 86_400;
  const step = steps.find((each) => String(each) === text);
  if (step !== undefined && query.getAll("step").length === 1) return step;
  const message = `The step "${text.slice(0, 50)}" is none that there is.`;
  return bad(message, `There are ${steps.join(", ")} seconds.`);
}

/** Reads the query of `GET /api/history/events`. */
export function eventsQuery(
  query: URLSearchParams,
  now: number,
  limits: Limits,
): Question<"events"> | Problem {
  const unknown = unknownParameter(query, ["from", "to", "types", "type", "limit", "order"]);
  if (unknown !== undefined) return unknown;
  const window = windowParameters(query, now, limits);
  if (isProblem(window)) return window;
  const words = listParameter(query, { split: ["types", "type"] });
  if (isProblem(words)) return words;
  const known: readonly string[] = EVENT_TYPES;
  const odd = words?.find((word) => !known.includes(word));
  if (odd !== undefined)
    return bad(`There is no type "${odd.slice(0, 50)}".`, `There are ${known.join(", ")}.`);
  const { historyEvents: most } = limits;
  const usual = Math.min(USUAL_EVENTS, most);
  const tip = "Ask for a shorter time, and on from the last one told.";
  const limit = countParameter(query, "limit", {
    least: 1,
    most,
    usual,
    limit: "historyEvents",
    tip,
  });
  if (isProblem(limit)) return limit;
  const order = (query.get("order") ?? "").trim() || "ascending";
  if (order !== "ascending" && order !== "descending")
    return bad(`There is no order "${order.slice(0, 50)}".`, "There are ascending, descending.");
  const types = words as readonly EventType[] | undefined;
  return { ...window, limit, order, ...(types && { types }) };
}

/** Reads the query of `GET /api/history/heat`. */
export function heatQuery(
  query: URLSearchParams,
  now: number,
  limits: Limits,
): Question<"heat"> | Problem {
  const unknown = unknownParameter(query, ["from", "to", "bbox", "kinds", "kind"]);
  if (unknown !== undefined) return unknown;
  const window = windowParameters(query, now, limits);
  if (isProblem(window)) return window;
  const bbox = bboxParameter(query);
  if (isProblem(bbox)) return bbox;
  if (bbox === undefined)
    return bad(
      "There is no bbox.",
      "Like bbox=140.10,35.59,140.13,35.62; its squares are counted.",
    );
  const kinds = kindsParameter(query, ["kinds", "kind"]);
  if (isProblem(kinds)) return kinds;
  return { ...window, bbox, ...(kinds && { kinds }) };
}

function bad(message: string, tip: string): Problem {
  return problem("http/bad-query", message, tip);
}
