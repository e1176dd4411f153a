import { CITY_FORMATS } from "./past-formats.ts";
import { AT, BBOX, formatParameter, KINDS } from "./past-parameters.ts";
import { NOT_ACCEPTABLE, NOT_KEPT, openapiFormats, REFUSALS } from "./past-responses.ts";

/** What OpenAPI says of the city as of a moment. */
export const CITY_PATHS = {
  "/api/city": {
    get: {
      summary: "The whole city as of a moment",
      description:
        "All that was observed up to and with it, whenever it came. Freshness is as it was then.",
      operationId: "city",
      parameters: [AT, BBOX, KINDS, formatParameter(Object.keys(CITY_FORMATS))],
      responses: {
        "200": openapiFormats(
          "GeoJSON, or roster and frame as docs/history.md tells",
          CITY_FORMATS,
          { geojson: "CityThen", frame: undefined },
        ),
        ...REFUSALS,
        "404": NOT_KEPT,
        "406": NOT_ACCEPTABLE,
      },
    },
  },
};
