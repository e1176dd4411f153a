import { Router } from "express";
import { onlyMethods, type Resource } from "./resource.ts";

export interface HealthOptions {
  readonly version: string;
  /** Why the server is not ready, for people; empty when it is. */
  readonly unready: () => readonly string[];
}

/** `/healthz`: the process answers. `/readyz`: it does its job, or says what keeps it from that. */
export function health(options: HealthOptions): Resource {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.set("Cache-Control", "no-store").json({
      status: "ok",
      version: options.version,
      uptime: Math.round(process.uptime()),
    });
  });
  router.get("/readyz", (_request, response) => {
    const reasons = options.unready();
    response
      .set("Cache-Control", "no-store")
      .status(reasons.length === 0 ? 200 : 503)
      .json({ status: reasons.length === 0 ? "ready" : "unready", reasons });
  });
  onlyMethods(router, "/healthz", ["GET", "HEAD"]);
  onlyMethods(router, "/readyz", ["GET", "HEAD"]);
  return { router, paths: PATHS };
}

const readiness = (description: string) => ({
  description,
  content: { "application/json": { schema: { $ref: "#/components/schemas/Readiness" } } },
});

const PATHS = {
  "/healthz": {
    get: {
      summary: "Whether the process answers",
      operationId: "health",
      responses: {
        "200": {
          description: "It does; uptime in seconds",
          content: { "application/json": { schema: { $ref: "#/components/schemas/Health" } } },
        },
      },
    },
  },
  "/readyz": {
    get: {
      summary: "Whether the server does its job",
      operationId: "readiness",
      responses: { "200": readiness("It does"), "503": readiness("It does not, and why") },
    },
  },
};
