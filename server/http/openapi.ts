import { Router } from "express";
import { SCHEMAS } from "./openapi-schemas.ts";
import { onlyMethods, type Resource } from "./resource.ts";

/** `GET /api/openapi.json`: the description of the given resources, and of itself. */
export function openapi(version: string, resources: readonly Resource[]): Resource {
  const paths: Record<string, object> = Object.assign(
    {},
    ...resources.map(({ paths }) => paths),
    PATHS,
  );
  const description = {
    openapi: "3.1.0",
    info: {
      title: "Machinami",
      version,
      description:
        "A live 3D twin of a city. SI units, WGS84, longitude before latitude, heights above the " +
        "ellipsoid. Errors are RFC 9457 problem details with a `code` for programs and a `tip` for people.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    paths,
    components: { schemas: SCHEMAS },
  };
  const text = JSON.stringify(description);
  const router = Router();
  router.get("/api/openapi.json", (_request, response) => {
    response.set("Cache-Control", "no-cache").type("json").send(text);
  });
  onlyMethods(router, "/api/openapi.json", ["GET", "HEAD"]);
  return { router, paths: PATHS };
}

const PATHS = {
  "/api/openapi.json": {
    get: {
      summary: "This description",
      operationId: "openapi",
      responses: {
        "200": {
          description: "OpenAPI 3.1",
          content: { "application/json": { schema: { type: "object" } } },
        },
      },
    },
  },
};
