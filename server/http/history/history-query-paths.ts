import { LIMITS } from "../../security/limits.ts";
import { PAST_FORMATS } from "./past-formats.ts";
import { BBOX, formatParameter, KINDS, PAGE, WINDOW } from "./past-parameters.ts";
import { LINK, NO_ROOM, NOT_ACCEPTABLE, openapiFormats, REFUSALS } from "./past-responses.ts";

const names = (whole: string, split: string, most: number) => [
  {
    name: split,
    in: "query",
    description: "Only these: repeated, or with commas between",
    schema: { type: "array", items: { type: "string", maxLength: most } },
  },
  {
    name: whole,
    in: "query",
    description: "Only this one, commas and all; may be repeated",
    schema: { type: "array", items: { type: "string", maxLength: most } },
  },
];

/** What OpenAPI says of the observations that are kept. */
export const HISTORY_QUERY_PATHS = {
  "/api/history/query": {
    get: {
      summary: "What was observed, oldest first, page by page",
      operationId: "historyQuery",
      parameters: [
        ...WINDOW,
        BBOX,
        KINDS,
        ...names("id", "ids", LIMITS.idLength),
        ...names("source", "sources", LIMITS.sourceLength),
        ...PAGE,
        formatParameter(Object.keys(PAST_FORMATS)),
      ],
      responses: {
        "200": {
          ...openapiFormats("The first `limit` of them", PAST_FORMATS, {
            json: "HistoryPage",
            csv: undefined,
            geojson: "ObservedPlaces",
            parquet: undefined,
          }),
          headers: LINK,
        },
        ...REFUSALS,
        "406": NOT_ACCEPTABLE,
        "507": NO_ROOM,
      },
    },
  },
};
