import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler, RequestHandler } from "express";
import { problem } from "../../shared/problem.ts";
import { answerProblem } from "./answer-problem.ts";

/** What is needed of pino. */
export interface Log {
  error(details: object, message: string): void;
}

/** The answer where no route took the request. */
export const notFound: RequestHandler = (request, response) => {
  const message = `There is nothing at ${request.path.slice(0, 200)}.`;
  answerProblem(response, 404, problem("http/not-found", message, "See /api/openapi.json."));
};

/** The answer where a route failed: the client's fault is said, ours is logged and kept to ourselves. */
export function failed(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const { status, headers, message } = (error ?? {}) as {
      status?: number;
      headers?: Record<string, string>;
      message?: string;
    };
    // Who went away in the middle of sending gets no answer, and is no failure of ours.
    if (request.destroyed && !request.complete) return;
    const theirs = status !== undefined && status >= 400 && status < 500;
    if (!theirs)
      log.error({ err: error, method: request.method, path: request.path }, "A request failed");
    if (response.headersSent) return next(error);
    for (const name of ["Content-Encoding", "ETag", "Last-Modified"]) response.removeHeader(name);
    if (theirs) {
      if (headers !== undefined) response.set(headers);
      const code = status === 416 ? "http/range" : "http/bad-request";
      const said = status === 416 ? "The range lies outside the file" : message;
      return answerProblem(response, status, problem(code, `${said ?? STATUS_CODES[status]}.`));
    }
    const tip = "The server's log says more; the request may be tried again.";
    answerProblem(response, 500, problem("http/failed", "The server failed at this request.", tip));
  };
}
