import { openapiAnswer, openapiRefusal } from "../openapi-answer.ts";

const REFUSALS = {
  "400": openapiRefusal("There is no such parameter"),
  "504": openapiRefusal("The history did not answer in time; try again"),
};

/** What OpenAPI says of what is kept and for how long. */
export const HISTORY_PATHS = {
  "/api/history": {
    get: {
      summary: "What is kept of the past, and how that goes",
      operationId: "history",
      responses: { "200": openapiAnswer("As it is now", "HistoryStatus"), ...REFUSALS },
    },
  },
  "/api/history/retention": {
    get: {
      summary: "How long and how much is kept",
      operationId: "getRetention",
      responses: { "200": openapiAnswer("The rules", "Retention"), ...REFUSALS },
    },
    put: {
      summary: "Set how long and how much is kept",
      description: "What falls out of it is deleted, or moved beside the archive, within minutes.",
      operationId: "setRetention",
      requestBody: {
        required: true,
        content: { "application/json": { schema: { $ref: "#/components/schemas/Retention" } } },
      },
      responses: {
        "200": openapiAnswer("How it is with these rules", "HistoryStatus"),
        "400": openapiRefusal("A rule is wrong, and which; the rules stay as they were"),
        "403": openapiRefusal("A page of another site"),
        "413": openapiRefusal("The body is over a limit, and which"),
        "415": openapiRefusal("The body is not JSON by its type"),
        "503": openapiRefusal("They cannot be kept now; the rules stay as they were"),
      },
    },
  },
};
