import type { IncomingMessage } from "node:http";
import type { Request, RequestHandler, Response } from "express";
import { type Problem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { answerProblem } from "./answer-problem.ts";
import { answerUnread } from "./answer-unread.ts";

/** What is needed of `OriginCheck`. */
export interface Origins {
  request(request: IncomingMessage): Problem | undefined;
  allows(origin: string): boolean;
}

/**
 * Looks at every request before anything else does: the length of its URL, its host, its origin. Tells
 * browsers that pages of the sites allowed by name may read the answers (CORS).
 */
export function guard(origins: Origins, limits: Limits = LIMITS): RequestHandler {
  return (request, response, next) => {
    if (request.originalUrl.length > limits.urlLength) {
      const message = `The URL has ${request.originalUrl.length} characters; ${limits.urlLength} are read (urlLength).`;
      return answerProblem(response, 414, problem("http/url-too-long", message));
    }
    const refusal = origins.request(request);
    if (refusal !== undefined) {
      const status = refusal.code === "security/host" ? 421 : 403;
      return answerUnread(request, response, status, refusal, limits);
    }
    const { origin } = request.headers;
    if (origin === undefined || !origins.allows(origin)) return next();
    allow(request, response, origin);
    if (request.method !== "OPTIONS") return next();
    response.status(204).end();
  };
}

function allow(request: Request, response: Response, origin: string): void {
  response.vary("Origin");
  response.set("Access-Control-Allow-Origin", origin);
  response.set("Cross-Origin-Resource-Policy", "cross-origin");
  response.set("Access-Control-Expose-Headers", "Link");
  if (request.method !== "OPTIONS") return;
  response.set("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE");
  response.set(
    "Access-Control-Allow-Headers",
    "Content-Type, Content-Encoding, Range, If-None-Match",
  );
  response.set("Access-Control-Max-Age", "600");
}
