import { STATUS_CODES } from "node:http";
import type { Response } from "express";
import type { Problem } from "../../shared/problem.ts";

/** The body of an RFC 9457 answer: its `detail` is our message; `code` and `tip` are extensions. */
export function problemDetails(status: number, fault: Problem): object {
  return {
    type: `urn:machinami:problem:${fault.code}`,
    title: STATUS_CODES[status] ?? "Error",
    status,
    detail: fault.message,
    code: fault.code,
    ...(fault.tip === undefined ? {} : { tip: fault.tip }),
  };
}

/** Answers a request with a problem. */
export function answerProblem(response: Response, status: number, fault: Problem): void {
  response.status(status).type("application/problem+json");
  response.send(JSON.stringify(problemDetails(status, fault)));
}
