import type { Request, RequestHandler, Response } from "express";
import type { Problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import { refuse } from "../refuse.ts";

/** Sends the answer, or returns why there is none. */
export type PastWork = (
  request: Request<{ id: string }>,
  response: Response,
  query: URLSearchParams,
) => Promise<Problem | undefined>;

/** A route that answers by `work`, and refuses with the problem that it returns. */
export function pastRoute(work: PastWork, limits: Limits): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const query = new URL(request.originalUrl, "http://x").searchParams;
    const fault = await work(request, response, query);
    if (fault !== undefined) refuse(request, response, fault, limits);
  };
}
