import { count, list, object, ref, text } from "./openapi-shapes.ts";

const squareMetres = { type: "number", description: "Square metres" };
const number = { type: "number" };
const counted = {
  count,
  footprintArea: squareMetres,
  floorArea: { ...squareMetres, description: "Square metres of floors, as far as they are known" },
  floorAreaOf: { ...count, description: "Of how many of them the floors' area is known" },
};

/** The shapes of the answers about buildings. */
export const BUILDING_SCHEMAS = {
  BuildingFeature: object({
    type: { const: "Feature" },
    id: text,
    properties: {
      type: "object",
      description: "id, name and nameJa where it has one, and each known column by its id",
      properties: { id: text },
      required: ["id"],
      additionalProperties: { type: ["string", "number", "boolean"] },
    },
    geometry: {
      type: ["object", "null"],
      description: "GeoJSON Polygon or MultiPolygon: the outlines on the ground, without holes",
    },
  }),
  Buildings: object(
    {
      type: { const: "FeatureCollection" },
      features: list("BuildingFeature"),
      matched: { ...count, description: "All for which it holds" },
      limit: count,
      next: { ...count, description: "`after` of the next question; absent where these were all" },
      answer: ref("AnswerFacts"),
    },
    ["type", "features", "matched", "limit", "answer"],
  ),
  BuildingCount: object(counted),
  BuildingColumn: object(
    {
      id: text,
      type: { enum: ["number", "category", "boolean"] },
      label: object({ en: text, ja: text }),
      unit: text,
      known: { ...count, description: "Buildings of the whole city that have it" },
    },
    ["id", "type", "known"],
  ),
  BuildingSummary: object(
    {
      total: ref("BuildingCount"),
      columns: list("BuildingColumn"),
      by: ref("BuildingColumn"),
      groups: {
        type: "array",
        items: object(
          {
            value: { type: ["string", "boolean"], description: "Of a category or a boolean" },
            code: { type: "string", description: "The source's code of the value" },
            least: { ...number, description: "Of numbers" },
            greatest: number,
            ...counted,
          },
          Object.keys(counted),
        ),
      },
      others: object({ values: count, ...counted }),
      unknown: ref("BuildingCount"),
      mean: number,
      sum: number,
      answer: ref("AnswerFacts"),
    },
    ["total", "answer"],
  ),
} as const;
