import { ACTIVITY_STEPS, EVENT_TYPES } from "../../../shared/history.ts";
import { LIMITS } from "../../security/limits.ts";
import { openapiAnswer } from "../openapi-answer.ts";
import { AT, BBOX, KINDS, WINDOW } from "./past-parameters.ts";
import { NOT_KEPT, REFUSALS } from "./past-responses.ts";

/** What OpenAPI says of what can be told in short of a long time. */
export const HISTORY_SUMMARY_PATHS = {
  "/api/history/activity": {
    get: {
      summary: "How much was said, by buckets of time, and where nothing was",
      operationId: "historyActivity",
      parameters: [
        ...WINDOW,
        {
          name: "step",
          in: "query",
          description: `Seconds of a bucket, at most ${LIMITS.historyBuckets} of them; what fits where it is not said`,
          schema: { type: "integer", enum: ACTIVITY_STEPS },
        },
        {
          name: "source",
          in: "query",
          description: "Only what this one said",
          schema: { type: "string" },
        },
      ],
      responses: {
        "200": openapiAnswer("Of whole buckets around the window", "Activity"),
        ...REFUSALS,
      },
    },
  },
  "/api/history/events": {
    get: {
      summary: "What happened that is worth going to",
      operationId: "historyEvents",
      parameters: [
        ...WINDOW,
        {
          name: "types",
          in: "query",
          description: "Only these: repeated, or with commas between. Also `type`",
          schema: { type: "array", items: { enum: EVENT_TYPES } },
        },
        {
          name: "limit",
          in: "query",
          schema: { type: "integer", minimum: 1, maximum: LIMITS.historyEvents, default: 200 },
        },
        {
          name: "order",
          in: "query",
          schema: { enum: ["ascending", "descending"], default: "ascending" },
        },
      ],
      responses: {
        "200": openapiAnswer("The first `limit` of them", "HistoryEvents"),
        ...REFUSALS,
      },
    },
  },
  "/api/history/sources": {
    get: {
      summary: "How the data was as of a moment",
      operationId: "historySources",
      parameters: [AT],
      responses: {
        "200": openapiAnswer("Each source that had said anything", "SourcesThen"),
        ...REFUSALS,
        "404": NOT_KEPT,
      },
    },
  },
  "/api/history/heat": {
    get: {
      summary: "Where entities were, as minutes spent in squares",
      operationId: "historyHeat",
      parameters: [{ ...BBOX, required: true }, KINDS, ...WINDOW],
      responses: { "200": openapiAnswer("Squares in which any was", "Heat"), ...REFUSALS },
    },
  },
};
