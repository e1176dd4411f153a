import { ENTITY_KINDS } from "../../shared/entity.ts";
import { LIMITS } from "../security/limits.ts";
import { count, instant, list, milliseconds, object, ref, text } from "./openapi-shapes.ts";

const metres = { type: "number", description: "Metres above the WGS84 ellipsoid" };
const kinds = {
  type: "array",
  items: count,
  minItems: ENTITY_KINDS.length,
  maxItems: ENTITY_KINDS.length,
  description: `In the order ${ENTITY_KINDS.join(", ")}`,
};
const who = { total: count, byKind: kinds };
const trend = { type: "integer", description: "Change of the total within the last minute" };
const geometry = {
  type: "object",
  description: "GeoJSON Polygon or MultiPolygon, longitude before latitude",
  properties: { type: { enum: ["Polygon", "MultiPolygon"] }, coordinates: { type: "array" } },
  required: ["type", "coordinates"],
};
const position = ref("Position");

/** The shapes of the spatial answers. */
export const SPATIAL_SCHEMAS = {
  AnswerFacts: object({
    at: { ...milliseconds, description: "When it was true, milliseconds since 1970" },
    took: { type: "number", description: "Milliseconds that it took to work out" },
    method: text,
  }),
  AreaCount: object(who),
  RegionFeature: object(
    {
      type: { const: "Feature" },
      id: text,
      properties: object(
        {
          name: { type: "string", minLength: 1, maxLength: LIMITS.regionNameLength },
          floor: metres,
          ceiling: {
            ...metres,
            description: "Metres above the ellipsoid; itself not in the region",
          },
          validFrom: instant,
          validTo: instant,
        },
        ["name"],
      ),
      geometry,
      live: { ...ref("AreaCount"), description: "Who is in it now; told, never taken" },
      ignored: { type: "array", items: text, description: "What was sent and means nothing here" },
    },
    ["type", "properties", "geometry"],
  ),
  RegionCollection: object(
    {
      type: { const: "FeatureCollection" },
      features: list("RegionFeature"),
      revision: { ...count, description: "Counts up with every change of what regions there are" },
      ignored: { type: "array", items: text },
      answer: ref("AnswerFacts"),
    },
    ["type", "features"],
  ),
  Districts: object({
    type: { const: "FeatureCollection" },
    features: {
      type: "array",
      items: object(
        {
          type: { const: "Feature" },
          id: text,
          properties: object({
            name: text,
            nameJa: text,
            people: count,
            area: { type: "number", description: "Square metres" },
          }),
          geometry,
          live: object(
            { ...who, trend, density: { type: "number", description: "On a square kilometre" } },
            ["total", "byKind", "density"],
          ),
        },
        ["type", "id", "properties", "geometry"],
      ),
    },
    answer: ref("AnswerFacts"),
  }),
  Crossing: object(
    {
      sequence: { ...count, description: "Counts up by one since the server's start" },
      type: { enum: ["enter", "leave"] },
      cause: { enum: ["moved", "appeared", "absent"] },
      region: text,
      regionName: text,
      entity: text,
      entityName: text,
      kind: ref("EntityKind"),
      provenance: ref("Provenance"),
      at: milliseconds,
      position,
    },
    [
      ...["sequence", "type", "cause", "region", "regionName"],
      ...["entity", "kind", "provenance", "at", "position"],
    ],
  ),
  Crossings: object({
    crossings: list("Crossing"),
    last: { ...count, description: "Number of the newest there is; 0 before the first" },
    forgotten: { type: "boolean", description: "Some that were asked for are remembered no more" },
    answer: ref("AnswerFacts"),
  }),
  Census: object({
    census: {
      type: "array",
      items: object({
        kind: ref("EntityKind"),
        source: text,
        provenance: ref("Provenance"),
        total: count,
        stale: count,
        newest: milliseconds,
      }),
    },
    answer: ref("AnswerFacts"),
  }),
  Clearance: object(
    {
      entity: text,
      above: { enum: ["roof", "ground"] },
      building: { type: "string", description: "Id of the building, where a roof is beneath" },
      surface: metres,
      clearance: { type: "number", description: "Metres from the surface up to the drone" },
      observedAt: milliseconds,
    },
    ["entity", "above", "surface", "clearance", "observedAt"],
  ),
  Clearances: object({ clearances: list("Clearance"), answer: ref("AnswerFacts") }),
  SearchAnswer: object({
    found: {
      type: "array",
      items: object(
        {
          type: { enum: ["entity", "building", "place"] },
          id: text,
          name: {
            description: "Of an entity; of a place in both languages",
            oneOf: [text, object({ en: text, ja: text })],
          },
          position,
          kind: ref("EntityKind"),
          source: text,
          provenance: ref("Provenance"),
          place: { type: "string", description: "What sort of place it is" },
          properties: { type: "object", description: "Of a building, as its tile has them" },
          district: object({ en: text, ja: text }),
        },
        ["type", "id"],
      ),
    },
    matched: object({ entity: count, building: count, place: count }),
    answer: ref("AnswerFacts"),
  }),
} as const;
