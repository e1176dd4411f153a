import { LIMITS } from "../security/limits.ts";
import { openapiAnswer, openapiRefusal } from "./openapi-answer.ts";

const WHICH = [
  {
    name: "bbox",
    in: "query",
    description:
      "west,south,east,north in degrees: those whose outlines' bounds touch it; west above east crosses 180 degrees",
    schema: { type: "string", example: "139.74,35.54,139.76,35.56" },
  },
  {
    name: "where",
    in: "query",
    description:
      "A column's id (use, height, floors, people, footprintArea, or of `attributes` in city.json; no texts " +
      "and dates), then =, !=, >= or <= and a value; the id alone: those that have it. A category's value or " +
      "its code. Repeated: all must hold. What is not known meets no condition.",
    schema: { type: "array", maxItems: LIMITS.buildingConditions, items: { type: "string" } },
    example: ["height>=30", "use=office"],
  },
];
const BUSY = openapiRefusal("Too many questions at once, or they cannot be answered now");
const NONE = openapiRefusal("The city has no footprints of buildings");
const WRONG = openapiRefusal("A parameter is wrong, and which; of a column or value, the nearest");

/** What OpenAPI says of the routes of buildings. */
export const BUILDING_PATHS = {
  "/api/buildings": {
    get: {
      summary: "Buildings of the city by what is known of them, as GeoJSON",
      operationId: "listBuildings",
      parameters: [
        ...WHICH,
        {
          name: "limit",
          in: "query",
          description: "At most; fewer where their outlines are long",
          schema: {
            type: "integer",
            minimum: 1,
            maximum: LIMITS.buildingsMost,
            default: LIMITS.buildingsDefault,
          },
        },
        {
          name: "after",
          in: "query",
          description: "`next` of the answer before: those that follow",
          schema: { type: "integer", minimum: 0 },
        },
      ],
      responses: {
        "200": openapiAnswer(
          "The first of the `matched`, in the city's order",
          "Buildings",
          "application/geo+json",
        ),
        "400": WRONG,
        "404": NONE,
        "503": BUSY,
      },
    },
  },
  "/api/buildings/summary": {
    get: {
      summary: "How many buildings there are and how large, by a column",
      operationId: "summarizeBuildings",
      parameters: [
        ...WHICH,
        {
          name: "by",
          in: "query",
          description: "A column's id; without it the columns are told",
          schema: { type: "string", example: "use" },
        },
      ],
      responses: {
        "200": openapiAnswer(
          "By value, most buildings first; by tenths of numbers",
          "BuildingSummary",
        ),
        "400": WRONG,
        "404": NONE,
        "503": BUSY,
      },
    },
  },
  "/api/buildings/{id}": {
    get: {
      summary: "One building with all that is known of it",
      operationId: "getBuilding",
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      responses: {
        "200": openapiAnswer("The building", "BuildingFeature", "application/geo+json"),
        "400": openapiRefusal("There is no such parameter"),
        "404": openapiRefusal("There is no such building, or the city has no footprints"),
        "503": BUSY,
      },
    },
  },
};
