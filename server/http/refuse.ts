import type { Request, Response } from "express";
import type { Problem } from "../../shared/problem.ts";
import type { Limits } from "../security/limits.ts";
import { answerUnread } from "./answer-unread.ts";

const STATUSES: Readonly<Record<string, number>> = {
  "http/too-large": 413,
  "http/content-type": 415,
  "http/encoding": 415,
  "http/busy": 503,
  "regions/busy": 503,
  "regions/not-kept": 503,
  "regions/disk-full": 507,
  "regions/too-many": 409,
  "regions/too-many-vertices": 409,
  "http/not-acceptable": 406,
  "history/out-of-range": 404,
  "history/starting": 503,
  "history/failed": 503,
  "history/unavailable": 503,
  "history/too-slow": 504,
  "history/disk-full": 507,
  "history/retention-not-kept": 503,
};

/** Answers with the status that a problem of a question or a region has; its body may be unread. */
export function refuse(request: Request, response: Response, fault: Problem, limits: Limits): void {
  const status = statusOf(fault);
  if (status === 503) response.set("Retry-After", "1");
  response.set("Cache-Control", "no-store");
  answerUnread(request, response, status, fault, limits);
}

function statusOf({ code }: Problem): number {
  const own = STATUSES[code];
  if (own !== undefined) return own;
  if (/\/(no|unknown)-/.test(code)) return 404;
  // What the spatial answers say of themselves: they start, or they failed.
  return code.startsWith("spatial/") ? 503 : 400;
}
