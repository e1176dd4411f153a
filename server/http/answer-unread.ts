import type { Request, Response } from "express";
import type { Problem } from "../../shared/problem.ts";
import type { Limits } from "../security/limits.ts";
import { answerProblem } from "./answer-problem.ts";

/**
 * Refuses a request whose body was not read to its end. The sender may be in the middle of it: to close
 * at once would often cost it the answer, so the rest is read and thrown away, up to a limit.
 */
export function answerUnread(
  request: Request,
  response: Response,
  status: number,
  fault: Problem,
  limits: Limits,
): void {
  if (response.destroyed) return;
  if (!request.complete) {
    let left = limits.discardedBytes;
    request.on("data", (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) request.destroy();
    });
  }
  answerProblem(response, status, fault);
}
