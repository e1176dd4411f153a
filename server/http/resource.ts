import type { Request, RequestHandler, Response, Router } from "express";
import { problem } from "../../shared/problem.ts";
import { answerProblem } from "./answer-problem.ts";

/** A part of the HTTP surface: its routes, and what `/api/openapi.json` says of them. */
export interface Resource {
  readonly router: Router;
  /** OpenAPI 3.1 path items by path, `{name}` for a parameter. A test holds both sides together. */
  readonly paths: Readonly<Record<string, object>>;
}

/** Answers every other method of a path with 405. To be added after the path's own routes. */
export function onlyMethods(router: Router, path: string, methods: readonly string[]): void {
  const refuse: RequestHandler = (request: Request, response: Response) => {
    response.setHeader("Allow", methods.join(", "));
    const message = `${request.method} is not for ${request.path.slice(0, 200)}.`;
    answerProblem(
      response,
      405,
      problem("http/method", message, `It takes ${methods.join(", ")}.`),
    );
  };
  router.all(path, refuse);
}
