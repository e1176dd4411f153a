import { LIMITS } from "../../security/limits.ts";
import { openapiAnswer, openapiRefusal } from "../openapi-answer.ts";
import { PAST_FORMATS } from "./past-formats.ts";
import { AT, formatParameter, ID, PAGE, WINDOW } from "./past-parameters.ts";
import { LINK, NO_ROOM, NOT_ACCEPTABLE, openapiFormats, REFUSALS } from "./past-responses.ts";

/** What OpenAPI says of the past of one entity. */
export const ENTITY_PAST_PATHS = {
  "/api/entities/{id}/history": {
    get: {
      summary:
        "What one entity said: each observation, or in buckets with least, mean and greatest",
      operationId: "entityHistory",
      parameters: [
        ID,
        ...WINDOW,
        {
          name: "every",
          in: "query",
          description:
            `Seconds of a bucket; at most ${LIMITS.historyBuckets} of them, all at once (no limit, cursor ` +
            "and Parquet). One in which nothing was said is not there",
          schema: { type: "integer", minimum: 1 },
        },
        ...PAGE,
        formatParameter(Object.keys(PAST_FORMATS)),
      ],
      responses: {
        "200": {
          ...openapiFormats("Oldest first; GeoJSON has its ways with times", PAST_FORMATS, {
            json: "EntityPast",
            csv: undefined,
            geojson: "Ways",
            parquet: undefined,
          }),
          headers: LINK,
        },
        ...REFUSALS,
        "404": openapiRefusal("There is no such entity, and nothing is kept of one"),
        "406": NOT_ACCEPTABLE,
        "507": NO_ROOM,
      },
    },
  },
  "/api/entities/{id}/trips": {
    get: {
      summary: "The trip that an entity was on at a moment, those before and those after",
      operationId: "entityTrips",
      parameters: [ID, AT],
      responses: {
        "200": openapiAnswer("Oldest first", "EntityTrips"),
        ...REFUSALS,
        "404": openapiRefusal("There is no such entity, or nothing is kept of that moment"),
      },
    },
  },
};
