import { Router } from "express";
import { onlyMethods, type Resource } from "./resource.ts";
import type { ServedCity } from "./served-city.ts";

/** `GET /api/cities`: the cities that this server gives away, and where each describes itself. */
export function cities(served: readonly ServedCity[]): Resource {
  const router = Router();
  router.get("/api/cities", (_request, response) => {
    response.set("Cache-Control", "no-cache").json({
      cities: served.map(({ id, description }) => ({
        id,
        name: description.name,
        url: `/tiles/${id}/city.json`,
      })),
    });
  });
  onlyMethods(router, "/api/cities", ["GET", "HEAD"]);
  return { router, paths: PATHS };
}

const PATHS = {
  "/api/cities": {
    get: {
      summary: "The cities there are to draw; none where none is served",
      operationId: "cities",
      responses: {
        "200": {
          description: "Id, name, and where the city describes itself",
          content: { "application/json": { schema: { $ref: "#/components/schemas/Cities" } } },
        },
      },
    },
  },
};
