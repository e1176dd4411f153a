import { Router } from "express";
import { problem } from "../../shared/problem.ts";
import { answerProblem } from "./answer-problem.ts";
import { onlyMethods, type Resource } from "./resource.ts";
import { sendServedFile } from "./send-served-file.ts";
import type { ServedCity } from "./served-city.ts";

/** Asked again each time, and answered with 304 while the city is the same. */
const CACHE_CONTROL = "no-cache";
const PATH = "/tiles/:city/*path";

/** `/tiles/{city}/…`: the files of each city's folder, and its `city.json`. */
export function tiles(served: readonly ServedCity[]): Resource {
  const cities = new Map(served.map((city) => [city.id, city]));
  const router = Router();
  router.get(PATH, async (request, response) => {
    const segments = request.params.path as unknown as string[];
    const city = cities.get(request.params.city as unknown as string);
    if (city !== undefined && !city.described && segments.join("/") === "city.json") {
      response.set("Cache-Control", CACHE_CONTROL).json(city.description);
      return;
    }
    const file = await city?.folder.find(segments);
    if (file === undefined) {
      const message = `There is no tile file ${request.path.slice(0, 200)}.`;
      const tip = "GET /api/cities lists the cities that are served.";
      return answerProblem(response, 404, problem("http/no-file", message, tip));
    }
    await sendServedFile(request, response, file, CACHE_CONTROL);
  });
  onlyMethods(router, PATH, ["GET", "HEAD"]);
  return { router, paths: PATHS };
}

const file = (description: string) => ({
  description,
  content: { "*/*": { schema: { type: "string", format: "binary" } } },
});

const PATHS = {
  "/tiles/{city}/{path}": {
    get: {
      summary: "A file of a city: tileset.json, city.json, and what they name",
      operationId: "getTile",
      parameters: [
        { name: "city", in: "path", required: true, schema: { type: "string" } },
        {
          name: "path",
          in: "path",
          required: true,
          description: "May have several parts with slashes between",
          schema: { type: "string" },
        },
        { name: "Range", in: "header", schema: { type: "string" } },
        { name: "If-None-Match", in: "header", schema: { type: "string" } },
      ],
      responses: {
        "200": file("The file"),
        "206": file("The part that was asked for"),
        "304": { description: "It is the one you have" },
        "404": {
          description: "There is no such file in the city's folder",
          content: {
            "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
          },
        },
        "416": { description: "The range lies outside the file" },
      },
    },
  },
};
