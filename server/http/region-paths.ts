import { openapiAnswer, openapiRefusal } from "./openapi-answer.ts";

const GEOJSON = "application/geo+json";
const id = { name: "id", in: "path", required: true, schema: { type: "string" } };

const body = (schemas: readonly string[]) => {
  const oneOf = schemas.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const schema = oneOf.length === 1 ? oneOf[0] : { oneOf };
  return {
    required: true,
    content: { "application/json": { schema }, [GEOJSON]: { schema } },
  };
};

const CHANGE_REFUSALS = {
  "400": openapiRefusal("It is no region, and why"),
  "403": openapiRefusal("A page of another site"),
  "409": openapiRefusal("There would be too many regions, or too many vertices"),
  "413": openapiRefusal("The body is over a limit, and which"),
  "415": openapiRefusal("The type or encoding is not known"),
  "503": openapiRefusal("Too many at once, or the change could not be kept"),
  "507": openapiRefusal("The disk is full; nothing was changed"),
};

/** What `/api/openapi.json` says of the regions. */
export const REGION_PATHS = {
  "/api/regions": {
    get: {
      summary: "All regions, and who is in them now",
      operationId: "listRegions",
      responses: { "200": openapiAnswer("GeoJSON", "RegionCollection", GEOJSON) },
    },
    post: {
      summary: "Make a region, or several: all or none",
      description:
        "Of the properties name, floor, ceiling, validFrom and validTo are kept; what else was sent is " +
        "named in `ignored`. It is answered when it is on the disk.",
      operationId: "createRegions",
      requestBody: body(["RegionFeature", "RegionCollection"]),
      responses: {
        "201": openapiAnswer("What was made: a Feature for a Feature", "RegionFeature", GEOJSON),
        ...CHANGE_REFUSALS,
      },
    },
  },
  "/api/regions/{id}": {
    get: {
      summary: "A region, and who is in it now",
      operationId: "getRegion",
      parameters: [id],
      responses: {
        "200": openapiAnswer("GeoJSON", "RegionFeature", GEOJSON),
        "404": openapiRefusal("There is no such region"),
      },
    },
    put: {
      summary: "Put a region at an id, in the place of one that is there",
      operationId: "putRegion",
      parameters: [id],
      requestBody: body(["RegionFeature"]),
      responses: {
        "200": openapiAnswer("It took the place of another", "RegionFeature", GEOJSON),
        "201": openapiAnswer("It is new", "RegionFeature", GEOJSON),
        ...CHANGE_REFUSALS,
      },
    },
    delete: {
      summary: "Remove a region; answers what it was",
      operationId: "deleteRegion",
      parameters: [id],
      responses: {
        "200": openapiAnswer("As it was", "RegionFeature", GEOJSON),
        "403": openapiRefusal("A page of another site"),
        "404": openapiRefusal("There is no such region"),
        "503": openapiRefusal("Too many at once, or the change could not be kept"),
        "507": openapiRefusal("The disk is full; nothing was changed"),
      },
    },
  },
};
